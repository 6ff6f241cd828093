import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeAdminUser } from '../support/admin-user';
import { startInstance, type Instance } from '../support/instance';

describe('files that somebody sends', () => {
  let instance: Instance;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'inprint-temporary-'));
    instance = await startInstance({ env: { TMPDIR: folder } });
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const formOf = (...fields: readonly string[]): FormData => {
    const form = new FormData();
    for (const field of fields) form.append(field, new Blob(['words, '.repeat(1000)]), 'words.csv');
    return form;
  };
  it.each([
    ['/api/orders', ['attachment']],
    ['/api/orders', ['files', 'more', 'more']],
    ['/api/no-such-address', ['file']],
    ['/api/upload', ['files']],
  ])('stay no longer than the request to %s, in the fields %j', async (address, fields) => {
    const { status } = await instance.asReader(address, { method: 'POST', body: formOf(...fields) });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stay no longer where they are read in the admin', async () => {
    const { ask } = await makeAdminUser(instance, 'strapi-super-admin');
    for (const address of ['/availability/stock/file', '/translation-desk/import', '/typo3-import/sources']) {
      const { status } = await ask(address, { method: 'POST', body: formOf('file') });
      expect([address, status < 401]).toEqual([address, true]);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
