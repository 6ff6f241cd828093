import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { build } from 'esbuild';

/** What is looked up where it is installed; the element too, so that there is one of it on a page. */
const EXTERNAL = ['react', 'vue', 'zod', 'standardwebhooks', '@inprint/client/element'];

const entries = {
  index: 'src/index.ts',
  schemas: 'src/schemas.ts',
  webhook: 'src/webhook.ts',
  render: 'src/render.ts',
  element: 'src/element/index.ts',
  react: 'src/react.ts',
  vue: 'src/vue.ts',
};

rmSync('dist', { recursive: true, force: true });
const common = {
  bundle: true,
  target: 'es2022',
  external: EXTERNAL,
  charset: 'utf8',
  logLevel: 'warning',
  outdir: 'dist',
};
await build({ ...common, entryPoints: entries, format: 'esm', splitting: true, chunkNames: 'parts/[name]-[hash]' });
await build({ ...common, entryPoints: entries, format: 'cjs', outExtension: { '.js': '.cjs' } });
execFileSync('tsc', ['-p', 'tsconfig.types.json'], { stdio: 'inherit', shell: process.platform === 'win32' });

// TypeScript writes module names as they stand in the sources; Node's own resolution wants files.
for (const name of readdirSync('dist/types', { recursive: true })) {
  const file = path.join('dist/types', String(name));
  if (!file.endsWith('.d.ts')) continue;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/((?:from|import\() ?'\.[^']*)(?=')/g, '$1.js'));
}
cpSync('dist/types', 'dist/types-cjs', { recursive: true });
writeFileSync('dist/types-cjs/package.json', '{ "type": "commonjs" }\n');
