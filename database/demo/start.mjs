import { readEnvironment } from './environment.mjs';
import { requireFreePort } from './port.mjs';
import { loadEnvFile, prepare, root } from './prepare.mjs';
import { report } from './problem.mjs';

/** Installs, builds, seeds, starts; until a signal asks it to stop. */
export const start = async () => {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  try {
    process.chdir(root);
    loadEnvFile();
    const environment = readEnvironment(process.env, root);
    await requireFreePort(environment);
    await prepare(stop.signal);
    const { serve } = await import('./server.mjs'); // needs what was just installed
    await serve(environment, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) process.exit(0); // asked to stop, and stopped
    report(error);
    process.exit(1);
  }
};
