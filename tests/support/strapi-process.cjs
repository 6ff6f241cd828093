/**
 * One real Strapi in a process of its own. Its parent talks to it over HTTP like anybody else, and over IPC for what HTTP
 * cannot tell: how many queries ran, what lies in a table.
 */
const path = require('node:path');

/** What listened to the process before any Strapi ran in it. */
const listenersBefore = new Map();

/** @type {{ sql: string, bindings: unknown[] }[] | null} */
let recorded = null;
let strapi = null;
let dist = '';

/** Modules with a memory that outlives their Strapi. */
const STRAPIS_CORE = /[\\/]@strapi[\\/](?:core|strapi)[\\/]/;

const start = async () => {
  const root = process.env.TEST_APPLICATION ?? path.resolve(__dirname, '../..');
  dist = process.env.TEST_DIST ?? process.env.TEST_APPLICATION ?? path.join(root, 'dist');
  process.chdir(root);
  const { createStrapi } = require(require.resolve('@strapi/strapi', { paths: [root] }));
  strapi = createStrapi({
    appDir: root,
    distDir: dist,
    autoReload: false,
    serveAdminPanel: process.env.TEST_ADMIN === 'on',
  });
  await strapi.load();
  // What servers do by themselves, in the background, is no cost of a request.
  const { requestContext } = strapi;
  strapi.db.connection.on('query', ({ sql, bindings }) => {
    if (requestContext.get()) recorded?.push({ sql, bindings: bindings ?? [] });
  });
  const { server } = strapi;
  await server.mount();
  await new Promise((resolve, reject) => {
    server.httpServer.once('error', reject);
    server.httpServer.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${server.httpServer.address().port}`;
};

const commands = {
  /** Runs a function given as text, with Strapi and its arguments. */
  run: ({ code, args }) => new Function(`return (${code})`)()(strapi, ...args),
  record: () => {
    recorded = [];
  },
  recorded: () => {
    const statements = recorded ?? [];
    recorded = null;
    return statements;
  },
  stop: async () => {
    await strapi?.destroy();
    setImmediate(() => process.exit(0));
  },
  /** Ends Strapi, and leaves the process as it was before: the next one starts in a third of the time. */
  rest: async () => {
    // Strapi takes away all listeners of the process, ours among them.
    process.removeAllListeners = () => process;
    await strapi.destroy();
    delete process.removeAllListeners;
    strapi = null;
    recorded = null;
    for (const event of process.eventNames()) {
      const kept = listenersBefore.get(event) ?? [];
      for (const listener of process.rawListeners(event))
        if (!kept.includes(listener)) process.removeListener(event, listener);
    }
    // The application reads its environment anew; Strapi's core remembers by a type's name what is to be populated in it.
    for (const file of Object.keys(require.cache))
      if (file.startsWith(dist + path.sep) || STRAPIS_CORE.test(file)) Reflect.deleteProperty(require.cache, file);
  },
  /** Starts another Strapi in this environment; returns where it listens. */
  start: ({ env }) => {
    for (const name of Object.keys(process.env)) if (!(name in env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, env);
    return start();
  },
};

const main = async () => {
  process.on('message', async ({ id, command, payload }) => {
    try {
      process.send({ id, result: await commands[command](payload) });
    } catch (error) {
      process.send({ id, error: { message: error.message, details: error.details, stack: error.stack } });
    }
  });
  process.on('disconnect', () => process.exit(1));
  for (const event of process.eventNames()) listenersBefore.set(event, process.rawListeners(event));
  process.send({ ready: await start() });
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
