import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeMaterial, makeStock, orderFor } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

/** What `strapi export` and `strapi import --force` do, by Strapi's own engine, on a running site. */
const transfer = (instance: Instance, direction: 'export' | 'import', file: string): Promise<void> =>
  instance.run(
    async (strapi, way, target) => {
      const { createRequire } = process.getBuiltinModule('node:module');
      const engines = createRequire(`${strapi.dirs.app.root}/package.json`)('@strapi/data-transfer') as {
        engine: { createTransferEngine: (...parts: unknown[]) => { transfer: () => Promise<unknown> } };
        file: { providers: Record<string, (options: unknown) => unknown> };
        strapi: { providers: Record<string, (options: unknown) => unknown> };
      };
      const local = { getStrapi: () => strapi, autoDestroy: false };
      const packed = { encryption: { enabled: false }, compression: { enabled: false } };
      const [source, destination] =
        way === 'export'
          ? [
              engines.strapi.providers.createLocalStrapiSourceProvider?.(local),
              engines.file.providers.createLocalFileDestinationProvider?.({ ...packed, file: { path: target } }),
            ]
          : [
              engines.file.providers.createLocalFileSourceProvider?.({ ...packed, file: { path: `${target}.tar` } }),
              engines.strapi.providers.createLocalStrapiDestinationProvider?.({
                ...local,
                strategy: 'restore',
                restore: {
                  entities: {
                    exclude: Object.keys(strapi.contentTypes).filter((uid) => !uid.startsWith('api::')),
                  },
                  assets: false,
                  configuration: { webhook: false, coreStore: false },
                },
              }),
            ];
      await engines.engine
        .createTransferEngine(source, destination, {
          versionStrategy: 'ignore',
          schemaStrategy: 'ignore',
          only: ['content'],
          transforms: {
            links: [],
            entities: [{ filter: ({ type }: { type: string }) => type.startsWith('api::') }],
          },
        })
        .transfer();
    },
    direction,
    file
  );

/** An editor brings content along from a file that is older than the sales. */
onEveryDatabase('an import of content into a site with sales', (database) => {
  let instance: Instance;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'inprint-export-'));
    instance = await startInstance({ database });
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const quantityOf = async (stock: string): Promise<number | null> =>
    (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number | null;

  it('does not bring sold copies back, and its ledger adds up', async () => {
    const [sold, untouched, uncounted] = await Promise.all([
      makeMaterial(instance),
      makeMaterial(instance),
      makeMaterial(instance),
    ]);
    const stocks = {
      sold: await makeStock(instance, sold, { quantity: 12 }),
      untouched: await makeStock(instance, untouched, { quantity: 5 }),
      uncounted: await makeStock(instance, uncounted, {}),
    };
    const file = path.join(folder, 'content');
    await transfer(instance, 'export', file);
    expect((await orderFor(instance, sold, 9)).status).toBe(201);

    await transfer(instance, 'import', file);

    expect(await quantityOf(stocks.sold)).toBe(3);
    expect(await quantityOf(stocks.untouched)).toBe(5);
    expect(await quantityOf(stocks.uncounted)).toBeNull();
    expect(
      await instance.run((strapi) => strapi.plugin('ordering').service('ledger').verify() as Promise<unknown[]>)
    ).toEqual([]);
    expect((await orderFor(instance, sold, 4)).status).toBe(409);
    expect((await orderFor(instance, sold, 3)).status).toBe(201);
    expect((await orderFor(instance, sold, 1)).status).toBe(409);
  });
});
