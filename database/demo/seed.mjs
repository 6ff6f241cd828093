/** `npm run seed`: adds the demo's content to the database, or what is missing of it, and ends. */
import { readEnvironment } from './environment.mjs';
import { loadEnvFile, prepare, root } from './prepare.mjs';
import { report } from './problem.mjs';
import { step } from './progress.mjs';

const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('SIGINT', () => stop.abort());

try {
  process.chdir(root);
  loadEnvFile();
  const { database } = readEnvironment(process.env, root);
  await prepare(stop.signal);
  const [{ loadStrapi }, { findSeedState, seed }] = await Promise.all([
    import('./strapi.mjs'),
    import('./seed/seeding.mjs'),
  ]);
  const strapi = await loadStrapi(database);
  if ((await findSeedState(strapi)) === 'done') console.log('The demo’s content is there already; nothing was added.');
  else await seed(strapi, stop.signal, step);
  await strapi.destroy();
  process.exit(0);
} catch (error) {
  if (stop.signal.aborted) process.exit(0);
  report(error);
  process.exit(1);
}
