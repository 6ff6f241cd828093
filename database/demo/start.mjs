import { readEnvironment } from './environment.mjs';
import { requireFreePort } from './port.mjs';
import { loadEnvFile, prepare, root } from './prepare.mjs';
import { report } from './problem.mjs';

/**
 * Installs, builds, seeds, starts; until a signal asks it to stop.
 *
 * @param {{ isPrepared?: boolean }} [options] true where packages, secrets and build are known to be there
 */
export const start = async ({ isPrepared = false } = {}) => {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  try {
    process.chdir(root);
    loadEnvFile();
    const environment = readEnvironment(process.env, root);
    await requireFreePort(environment);
    if (!isPrepared) await prepare(stop.signal);
    const { serve } = await import('./server.mjs'); // needs what was just installed
    await serve(environment, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) process.exit(0); // asked to stop, and stopped
    report(error);
    process.exit(1);
  }
};
