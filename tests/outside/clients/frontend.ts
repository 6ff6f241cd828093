import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { build, type Plugin } from 'esbuild';

import type { Project } from './install';

/** A site of somebody else's, on an origin of its own, under the strictest policy that a browser knows. */
export interface Frontend {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const policy = (portal: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `connect-src ${portal}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue svelte-trusted-html', // the frameworks' own policies, made when they are loaded
  ].join('; ');

/** Compiles components as Svelte's own plugins do, with the compiler that the project has. */
const svelte = (project: Project): Plugin => ({
  name: 'svelte',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.svelte$/ }, async ({ path: file }) => {
      const script = `import { readFileSync } from 'node:fs'; import { compile } from 'svelte/compiler';
        process.stdout.write(compile(readFileSync(${JSON.stringify(file)}, 'utf8'), { generate: 'client' }).js.code);`;
      return { contents: await project.node(script), loader: 'js' };
    }),
});

/** Bundles a page with the project's own packages and serves it. */
export const serveFrontend = async (
  project: Project,
  page: string,
  portal: string,
  values: Readonly<Record<string, string>>
): Promise<Frontend> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `globalThis.page = ${JSON.stringify(values)};\nrequire(${JSON.stringify(path.join(__dirname, 'pages', page))});`,
      resolveDir: project.folder,
    },
    bundle: true,
    format: 'iife',
    write: false,
    plugins: [svelte(project)],
    conditions: ['browser'],
    nodePaths: [path.join(project.folder, 'node_modules')],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'warning',
  });
  const script = outputFiles[0]?.text ?? '';
  const html =
    '<!doctype html><html lang="de-DE"><meta charset="utf-8"><title>Elsewhere</title><div id="app"></div><script src="/app.js" defer></script></html>';
  const server: Server = createServer((request, response) => {
    const isScript = request.url === '/app.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'content-security-policy': policy(portal),
    });
    response.end(isScript ? script : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
