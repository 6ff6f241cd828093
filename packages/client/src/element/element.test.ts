import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

import { defineMaterialAction, MaterialActionElement } from './element';

/** Bytes, compressed: what a page pays for its buttons. */
const MAX_BYTES = 6_000;

interface Declaration {
  readonly attributes: readonly { readonly name: string; readonly fieldName?: string }[];
  readonly members: readonly { readonly name: string }[];
}

describe('<material-action>', () => {
  it('can be imported on a server, where it does nothing', () => {
    expect(() => defineMaterialAction()).not.toThrow();
    expect(MaterialActionElement.observedAttributes).toContain('document-id');
  });

  it('is the same in its manifest: every attribute, and each of them a property that can be set', () => {
    const manifest = JSON.parse(readFileSync(path.join(__dirname, '../../custom-elements.json'), 'utf8')) as {
      modules: { declarations: Declaration[] }[];
    };
    const { attributes, members } = manifest.modules[0]?.declarations[0] as Declaration;
    const settable = attributes.flatMap(({ fieldName }) => fieldName ?? []);
    for (const name of MaterialActionElement.observedAttributes) {
      expect(attributes.map((attribute) => attribute.name)).toContain(name);
    }
    for (const name of [...settable, 'action']) {
      const { set } = Object.getOwnPropertyDescriptor(MaterialActionElement.prototype, name) ?? {};
      expect([name, typeof set]).toEqual([name, 'function']);
      expect(members.map((member) => member.name)).toContain(name);
    }
  });

  it(`is less than ${MAX_BYTES} bytes, compressed, as the portal serves it`, async () => {
    const { outputFiles } = await build({
      entryPoints: [path.join(__dirname, 'served.ts')],
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      charset: 'utf8',
      write: false,
    });
    const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThan(MAX_BYTES);
  });
});
