import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Where the Strapi lies that applications are made with: here, or another release (`tests/strapi-releases.mjs`). */
const STRAPI = process.env.TEST_STRAPI ?? ROOT;

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
  /** Where it runs from: its own folder, or what TypeScript was compiled into. */
  readonly dist: string;
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
  /** Written in TypeScript and compiled, as Strapi's own template is; else in plain JavaScript. */
  readonly typescript?: boolean;
  /** Where a plugin's archive is, if it is not to be packed from what lies here. */
  readonly archiveOf?: (plugin: PluginName) => string;
  /** Strapi lies in the application, and finds the plugins that are installed there, as everywhere but in tests. */
  readonly findsPlugins?: boolean;
  /** Plugins of others in `config/plugins.js`; whoever names them installs them. */
  readonly others?: Readonly<Record<string, object>>;
  /** Packages of others that it depends on; whoever names them installs them. */
  readonly packages?: readonly string[];
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

/** Everything that is installed there, but for the plugins: nothing is fetched for a test. */
const linkModules = (from: string, to: string): void => {
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === '@inprint') continue;
    if (!name.startsWith('@')) link(path.join(from, name), path.join(to, name));
    else
      for (const scoped of readdirSync(path.join(from, name)))
        link(path.join(from, name, scoped), path.join(to, name, scoped));
  }
};

/** These look for plugins from where they lie, and nothing else imports them: of their own, they find what is installed beside them. */
const FINDERS = ['strapi', 'core'];

/** Puts copies in the place of links. */
const copyFinders = (modules: string): void => {
  for (const name of FINDERS) {
    const to = path.join(modules, '@strapi', name);
    rmSync(to);
    cpSync(path.join(STRAPI, 'node_modules/@strapi', name), to, { recursive: true });
  }
};

const install = (plugin: PluginName, archive: string, modules: string): string => {
  const name = `@inprint/strapi-plugin-${plugin}`;
  const folder = path.join(modules, name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  const { bin = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    bin?: Readonly<Record<string, string>>;
  };
  for (const [command, file] of Object.entries(bin)) link(path.join(folder, file), path.join(modules, '.bin', command));
  const own = path.join(ROOT, 'plugins', plugin, 'node_modules');
  if (existsSync(own)) linkModules(own, path.join(folder, 'node_modules'));
  // Another Strapi brings other packages along: a plugin has its own, as npm would see to it.
  if (STRAPI !== ROOT) {
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      dependencies?: Readonly<Record<string, string>>;
    };
    for (const dependency of Object.keys(dependencies).filter((each) => !each.startsWith('@inprint/')))
      link(path.join(ROOT, 'node_modules', dependency), path.join(folder, 'node_modules', dependency));
  }
  return name;
};

/** Every Strapi application names these; it builds no admin without. */
const OF_THE_ADMIN = {
  react: '^18.0.0',
  'react-dom': '^18.0.0',
  'react-router-dom': '^6.0.0',
  'styled-components': '^6.0.0',
};

type Files = Readonly<Record<string, string>>;

const FILES: Files = {
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

/** As Strapi's template for TypeScript has them. */
const TYPESCRIPT: Files = {
  'tsconfig.json': JSON.stringify({
    extends: '@strapi/typescript-utils/tsconfigs/server',
    compilerOptions: { outDir: 'dist', rootDir: '.' },
    include: ['./', './**/*.ts', './src/**/*.json'],
    exclude: ['node_modules/', 'build/', 'dist/', '.cache/', '.tmp/', 'src/admin/'],
  }),
  'src/index.ts': `import type { Core } from '@strapi/strapi';
    export default { register(_: { strapi: Core.Strapi }): void {}, bootstrap(_: { strapi: Core.Strapi }): void {} };`,
};

/** The same file in TypeScript: its text, and what it hands on as a default. */
const intoTypescript = ([name, text]: [string, string]): [string, string] =>
  name.endsWith('.js') && !(name.replace(/js$/, 'ts') in TYPESCRIPT)
    ? [
        name.replace(/js$/, 'ts'),
        text
          .replace('module.exports = ({ env })', `export default ({ env }: { env: any })`)
          .replace(
            /module\.exports = require\('@strapi\/strapi'\)\.factories\.(\w+)/,
            `import { factories } from '@strapi/strapi';\nexport default factories.$1`
          )
          .replace('module.exports =', 'export default'),
      ]
    : [name, text];

/**
 * Makes a Strapi application, in plain JavaScript or in TypeScript, that knows nothing of this repository but its packed plugins. What they are installed
 * from is linked, so that no registry is asked.
 */
export const makeApplication = ({
  plugins,
  config,
  publication,
  withGraphql = true,
  typescript = false,
  archiveOf = packed,
  findsPlugins = false,
  others = {},
  packages: ofOthers = [],
  files = {},
}: ApplicationOptions): Application => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-application-'));
  const modules = path.join(folder, 'node_modules');
  linkModules(path.join(STRAPI, 'node_modules'), modules);
  const dependencies = [
    '@strapi/strapi',
    '@strapi/plugin-users-permissions',
    ...(withGraphql ? ['@strapi/plugin-graphql'] : []),
    ...ofOthers,
  ];
  dependencies.push(...plugins.map((plugin) => install(plugin, archiveOf(plugin), modules)));
  if (findsPlugins) copyFinders(modules);
  // Strapi looks for installed plugins from where it lies itself, which else is outside the application.
  const resolved = findsPlugins
    ? config
    : Object.fromEntries(
        plugins.map((plugin) => [
          plugin,
          { enabled: true, resolve: `./node_modules/@inprint/strapi-plugin-${plugin}`, ...config[plugin] },
        ])
      );
  const written: Files = {
    ...FILES,
    'package.json': JSON.stringify({
      name: 'application-of-somebody-else',
      version: '1.0.0',
      private: true,
      dependencies: { ...OF_THE_ADMIN, ...Object.fromEntries(dependencies.map((name) => [name, '*'])) },
      strapi: { uuid: false },
    }),
    'config/plugins.js': `module.exports = ({ env }) => ({
      'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } }, ...${JSON.stringify({ ...resolved, ...others })} });`,
    'src/api/publication/content-types/publication/schema.json': JSON.stringify(publication),
    'public/robots.txt': '',
    ...files,
  };
  const sources = typescript
    ? { ...Object.fromEntries(Object.entries(written).map(intoTypescript)), ...TYPESCRIPT }
    : written;
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  mkdirSync(path.join(folder, 'database/migrations'), { recursive: true });
  mkdirSync(path.join(folder, 'public/uploads'), { recursive: true });
  if (typescript) {
    execFileSync(process.execPath, [path.join(modules, 'typescript/bin/tsc')], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }
  return {
    folder,
    dist: typescript ? path.join(folder, 'dist') : folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** Builds the admin of an application, as its owner would; it takes a minute. */
export const buildAdmin = ({ folder }: Application, env: NodeJS.ProcessEnv): void => {
  execFileSync(
    process.execPath,
    [path.join(folder, 'node_modules/@strapi/strapi/bin/strapi.js'), 'build', '--silent'],
    {
      cwd: folder,
      env: { ...process.env, ...env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
      stdio: 'pipe',
    }
  );
};
