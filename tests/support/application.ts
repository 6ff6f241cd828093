import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

export const PLUGINS = [
  'availability',
  'operations',
  'ordering',
  'public-access',
  'response-cache',
  'slugs',
  'translation-desk',
  'typo3-import',
] as const;
export type PluginName = (typeof PLUGINS)[number];

/** Somebody's own Strapi application, outside this repository. */
export interface Application {
  readonly folder: string;
  readonly remove: () => void;
}

export interface ApplicationOptions {
  /** Packed as they would be published, and unpacked into the application. */
  readonly plugins: readonly PluginName[];
  /** What stands in `config/plugins.js`. */
  readonly config: Readonly<Record<string, object>>;
  /** The schema of the content type `api::publication.publication`. */
  readonly publication: object;
  readonly withGraphql?: boolean;
  /** Further files, by their path in the application. */
  readonly files?: Readonly<Record<string, string>>;
}

const packages = new Map<PluginName, string>();

/** Packs a plugin once for all applications; returns the archive. */
const packed = (plugin: PluginName): string => {
  const known = packages.get(plugin);
  if (known) return known;
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-packed-'));
  const output = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: path.join(ROOT, 'plugins', plugin),
    encoding: 'utf8',
  });
  const archive = path.join(folder, output.trim().split('\n').at(-1) ?? '');
  packages.set(plugin, archive);
  return archive;
};

const link = (from: string, to: string): void => {
  if (existsSync(to)) return;
  mkdirSync(path.dirname(to), { recursive: true });
  symlinkSync(from, to);
};

/** Everything that is installed here, but for the plugins: nothing is fetched for a test. */
const linkModules = (from: string, to: string): void => {
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === '@inprint') continue;
    if (!name.startsWith('@')) link(path.join(from, name), path.join(to, name));
    else
      for (const scoped of readdirSync(path.join(from, name)))
        link(path.join(from, name, scoped), path.join(to, name, scoped));
  }
};

const install = (plugin: PluginName, modules: string): string => {
  const name = `@inprint/strapi-plugin-${plugin}`;
  const folder = path.join(modules, name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', packed(plugin), '-C', folder, '--strip-components=1']);
  const own = path.join(ROOT, 'plugins', plugin, 'node_modules');
  if (existsSync(own)) linkModules(own, path.join(folder, 'node_modules'));
  return name;
};

const FILES: Readonly<Record<string, string>> = {
  'config/server.js': `module.exports = ({ env }) => ({ host: '127.0.0.1', port: 0, app: { keys: env.array('APP_KEYS') }, dirs: { public: env('PUBLIC_DIR') } });`,
  'config/admin.js': `module.exports = ({ env }) => ({
    auth: { secret: env('ADMIN_JWT_SECRET') }, apiToken: { salt: env('API_TOKEN_SALT') },
    transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } }, secrets: { encryptionKey: env('ENCRYPTION_KEY') },
  });`,
  'config/database.js': `module.exports = ({ env }) => ({
    connection: env('DATABASE_CLIENT') === 'postgres'
      ? { client: 'postgres', connection: { connectionString: env('DATABASE_URL'), schema: env('DATABASE_SCHEMA', 'public') } }
      : { client: 'sqlite', connection: { filename: env('DATABASE_FILENAME') }, useNullAsDefault: true },
  });`,
  'config/middlewares.js': `module.exports = ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::poweredBy',
    'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public'];`,
  'src/index.js': 'module.exports = {};',
  'src/api/publication/controllers/publication.js': `module.exports = require('@strapi/strapi').factories.createCoreController('api::publication.publication');`,
  'src/api/publication/services/publication.js': `module.exports = require('@strapi/strapi').factories.createCoreService('api::publication.publication');`,
  'src/api/publication/routes/publication.js': `module.exports = require('@strapi/strapi').factories.createCoreRouter('api::publication.publication');`,
};

/**
 * Makes a Strapi application in plain JavaScript that knows nothing of this repository but its packed plugins. What they are installed
 * from is linked, so that no registry is asked.
 */
export const makeApplication = ({
  plugins,
  config,
  publication,
  withGraphql = true,
  files = {},
}: ApplicationOptions): Application => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-application-'));
  const modules = path.join(folder, 'node_modules');
  linkModules(path.join(ROOT, 'node_modules'), modules);
  const dependencies = [
    '@strapi/strapi',
    '@strapi/plugin-users-permissions',
    ...(withGraphql ? ['@strapi/plugin-graphql'] : []),
  ];
  dependencies.push(...plugins.map((plugin) => install(plugin, modules)));
  // Strapi looks for installed plugins from where it lies itself, which here is outside the application.
  const resolved = Object.fromEntries(
    plugins.map((plugin) => [
      plugin,
      { enabled: true, resolve: `./node_modules/@inprint/strapi-plugin-${plugin}`, ...config[plugin] },
    ])
  );
  const written: Readonly<Record<string, string>> = {
    ...FILES,
    'package.json': JSON.stringify({
      name: 'application-of-somebody-else',
      version: '1.0.0',
      private: true,
      dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])),
      strapi: { uuid: false },
    }),
    'config/plugins.js': `module.exports = ({ env }) => ({
      'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } }, ...${JSON.stringify(resolved)} });`,
    'src/api/publication/content-types/publication/schema.json': JSON.stringify(publication),
    'public/robots.txt': '',
    ...files,
  };
  for (const [name, text] of Object.entries(written)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  mkdirSync(path.join(folder, 'database/migrations'), { recursive: true });
  mkdirSync(path.join(folder, 'public/uploads'), { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
