import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  'style.css': 'text/css; charset=utf-8',
  'site.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

export interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly bodies: Readonly<Record<'identity' | 'gzip' | 'br', Buffer>>;
}

/** The site's style sheet, script and icon, in memory: an address names the version of what it leads to, so that browsers may keep it for a year. */
export interface Assets {
  readonly addressOf: (name: string) => string;
  /** Undefined for an address of another version, or of nothing. */
  readonly find: (address: string) => Asset | undefined;
}

const digestOf = (body: Buffer): string => createHash('sha256').update(body).digest('base64url').slice(0, 16);

const assetOf = (body: Buffer, type: string): Asset => ({
  type,
  etag: `"${digestOf(body)}"`,
  bodies: {
    identity: body,
    gzip: gzipSync(body, { level: 9 }),
    br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
  },
});

/** @param folder where the files lie */
export const readAssets = (folder: string): Assets => {
  const files = Object.entries(TYPES).map(([name, type]) => {
    const body = readFileSync(path.join(folder, name));
    const [base, ending] = name.split('.');
    return { name, address: `/site/${base ?? ''}.${digestOf(body)}.${ending ?? ''}`, asset: assetOf(body, type) };
  });
  const addresses = new Map(files.map(({ name, address }) => [name, address]));
  const assets = new Map(files.map(({ address, asset }) => [address, asset]));
  return { addressOf: (name) => addresses.get(name) ?? `/site/${name}`, find: (address) => assets.get(address) };
};
