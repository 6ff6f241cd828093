import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

export type Files = Readonly<Record<string, string>>;

const schema = {
  kind: 'collectionType',
  collectionName: 'essays',
  info: { singularName: 'essay', pluralName: 'essays', displayName: 'Essay' },
  options: { draftAndPublish: false },
  attributes: { title: { type: 'string' }, secret: { type: 'string' } },
};

const core = (kind: string): string =>
  `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::essay.essay');`;

const BASE: Files = {
  'package.json': JSON.stringify({
    name: 'own-application',
    version: '1.0.0',
    dependencies: { '@strapi/strapi': '5.54.0', '@strapi/plugin-users-permissions': '5.54.0' },
  }),
  'config/database.js': `module.exports = ({ env }) => ({
    connection: { client: 'sqlite', connection: { filename: env('DATABASE_FILENAME') }, useNullAsDefault: true },
  });`,
  'config/server.js': `module.exports = ({ env }) => ({ host: '127.0.0.1', port: 0, app: { keys: env.array('APP_KEYS') } });`,
  'config/admin.js': `module.exports = ({ env }) => ({
    auth: { secret: env('ADMIN_JWT_SECRET') }, apiToken: { salt: env('API_TOKEN_SALT') },
    transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } }, secrets: { encryptionKey: env('ENCRYPTION_KEY') },
  });`,
  'config/plugins.js': 'module.exports = () => ({});',
  'src/base.js': `module.exports = {
    async bootstrap({ strapi }) {
      const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
      for (const action of ['api::essay.essay.find', 'api::essay.essay.findOne'])
        await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });
      await strapi.documents('api::essay.essay').create({ data: { title: 'First' } });
    },
  };`,
  'src/index.js': `module.exports = { ...require('./base'), register() {} };`,
  'src/api/essay/content-types/essay/schema.json': JSON.stringify(schema),
  'src/api/essay/controllers/essay.js': core('Controller'),
  'src/api/essay/services/essay.js': core('Service'),
  'src/api/essay/routes/essay.js': core('Router'),
};

/** With the response cache, as a stranger would install it. */
export const withCache = (config: object = {}): Files => ({
  'config/plugins.js': `module.exports = () => ({
    'response-cache': {
      enabled: true,
      resolve: ${JSON.stringify(path.join(ROOT, 'plugins/response-cache'))},
      config: ${JSON.stringify(config)},
    },
  });`,
});

/**
 * Writes an application that is not this portal: one content type, `essay`, in plain JavaScript on SQLite.
 *
 * @param files more files by their paths, or others in the place of those
 * @returns its folder; the caller removes it
 */
export const writeApplication = (files: Files = {}): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-application-'));
  for (const [name, text] of Object.entries({ ...BASE, ...files })) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  mkdirSync(path.join(folder, 'public/uploads'), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
};
