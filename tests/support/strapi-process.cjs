/**
 * One real Strapi in a process of its own. Its parent talks to it over HTTP like anybody else, and over IPC for what HTTP
 * cannot tell: how many queries ran, what lies in a table.
 */
const path = require('node:path');
const { createStrapi } = require('@strapi/strapi');

const root = process.env.TEST_APPLICATION ?? path.resolve(__dirname, '../..');

/** @type {{ sql: string, bindings: unknown[] }[] | null} */
let recorded = null;

const main = async () => {
  process.chdir(root);
  const strapi = createStrapi({
    appDir: root,
    distDir: process.env.TEST_DIST ?? process.env.TEST_APPLICATION ?? path.join(root, 'dist'),
    autoReload: false,
    serveAdminPanel: process.env.TEST_ADMIN === 'on',
  });
  await strapi.load();
  // What servers do by themselves, in the background, is no cost of a request.
  strapi.db.connection.on('query', ({ sql, bindings }) => {
    if (strapi.requestContext.get()) recorded?.push({ sql, bindings: bindings ?? [] });
  });
  await strapi.server.mount();
  await new Promise((resolve, reject) => {
    strapi.server.httpServer.once('error', reject);
    strapi.server.httpServer.listen(0, '127.0.0.1', resolve);
  });

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
      await strapi.destroy();
      setImmediate(() => process.exit(0));
    },
  };

  process.on('message', async ({ id, command, payload }) => {
    try {
      process.send({ id, result: await commands[command](payload) });
    } catch (error) {
      process.send({ id, error: { message: error.message, details: error.details, stack: error.stack } });
    }
  });
  process.on('disconnect', () => process.exit(1));
  const { port } = strapi.server.httpServer.address();
  process.send({ ready: `http://127.0.0.1:${port}` });
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
