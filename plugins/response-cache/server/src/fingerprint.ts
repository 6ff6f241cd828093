import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Strapi } from './strapi';

interface EnabledPlugin {
  readonly pathToPlugin?: string;
  readonly packageInfo?: { readonly version?: string };
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(c?js|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();

/**
 * Says which program makes the answers: its compiled code, versions and configuration. Servers share answers only while they are the
 * same program, so that none serves what another release would have said.
 */
export const fingerprintOf = (strapi: Strapi): string => {
  const hash = createHash('sha256');
  const { dist } = strapi.dirs;
  for (const folder of [path.join(dist.root, 'src'), path.join(dist.root, 'config')]) {
    if (!existsSync(folder)) continue;
    for (const file of filesIn(folder)) hash.update(path.relative(dist.root, file)).update(readFileSync(file));
  }
  const plugins = strapi.config.get('enabledPlugins', {}) as Readonly<Record<string, EnabledPlugin>>;
  for (const name of Object.keys(plugins).sort()) {
    const { pathToPlugin, packageInfo } = plugins[name] ?? {};
    hash.update(JSON.stringify([name, packageInfo?.version, strapi.config.get(`plugin::${name}`)]));
    const code = pathToPlugin === undefined ? '' : path.join(pathToPlugin, 'dist/server/index.js');
    if (existsSync(code)) hash.update(readFileSync(code));
  }
  hash.update(JSON.stringify(['info.strapi', 'server.url', 'api', 'middlewares'].map((key) => strapi.config.get(key))));
  return hash.digest('base64url');
};
