import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeAdminUser } from '../support/admin-user';
import { makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

interface Line {
  readonly delta: number;
  readonly balance: number | null;
  readonly reason: string;
  readonly availability: string | null;
  readonly who: string | null;
}

onEveryDatabase('the ledger', (database) => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startInstance({ database });
  });
  afterAll(() => instance.stop());

  const linesOf = (stock: string) =>
    instance.run((strapi, id) => strapi.plugin('ordering').service('ledger').linesOf(id) as Promise<Line[]>, stock);
  const sql = (statement: string, ...bindings: string[]) =>
    instance.run(
      async (strapi, text, values) => {
        await strapi.db.connection.raw(text, values);
      },
      statement,
      bindings
    );
  const triggerLike = (pattern: string): Promise<string> =>
    instance.run(async (strapi, like) => {
      const knex = strapi.db.connection;
      const [found] = (await (strapi.db.dialect.client === 'sqlite'
        ? knex('sqlite_master').where('type', 'trigger').andWhere('name', 'like', like).select('name')
        : knex('pg_trigger').where('tgname', 'like', like).select('tgname as name'))) as { name: string }[];
      return String(found?.name);
    }, pattern);
  const differences = () =>
    instance.run((strapi) => strapi.plugin('ordering').service('ledger').verify() as Promise<string[]>);
  const book = (stock: string, change: { delta: number } | { count: number | null }, reason = 'delivery') =>
    instance.run(
      (strapi, id, wanted, why) =>
        strapi.db.transaction(({ trx }) =>
          strapi
            .plugin('ordering')
            .service('ledger')
            .book(trx, id, wanted, { reason: why, reference: null, who: 'admin:1' })
        ) as Promise<Line | null>,
      stock,
      change,
      reason
    );
  const quantityOf = async (stock: string) =>
    (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number | null;
  const stocked = async (data: object = {}) => makeStock(instance, await makeMaterial(instance), data);
  const short = (lines: Line[]) => lines.map(({ delta, balance, reason }) => [delta, balance, reason]);

  it('opens with the copies that a stock status begins with', async () => {
    expect(short(await linesOf(await stocked({ quantity: 7 })))).toEqual([[7, 7, 'correction']]);
    expect(short(await linesOf(await stocked()))).toEqual([[0, null, 'state']]);
  });

  it('refuses to change or delete a line, whoever asks', async () => {
    const stock = await stocked({ quantity: 3 });
    await expect(sql(`UPDATE ordering_ledger SET delta = 5`)).rejects.toThrow(/append-only/);
    await expect(sql(`DELETE FROM ordering_ledger WHERE stock_status = ?`, stock)).rejects.toThrow(/append-only/);
    const overwrite = {
      sqlite: `INSERT OR REPLACE INTO ordering_ledger (id, stock_status, delta, balance, reason) SELECT id, stock_status, 0, balance, 'feed' FROM ordering_ledger ORDER BY id DESC LIMIT 1`,
      postgres: `TRUNCATE ordering_ledger`,
    }[database];
    await expect(sql(overwrite)).rejects.toThrow(/append-only/);
    expect(short(await linesOf(stock))).toEqual([[3, 3, 'correction']]);
  });

  it('refuses a line that does not follow from the one before', async () => {
    const stock = await stocked({ quantity: 3 });
    await expect(
      sql(`INSERT INTO ordering_ledger (stock_status, delta, balance, reason) VALUES (?, 1, 9, 'feed')`, stock)
    ).rejects.toThrow(/does not follow/);
    expect(await quantityOf(stock)).toBe(3);
  });

  it('books what came, what went and what was counted, and the quantity follows', async () => {
    const stock = await stocked({ quantity: 5 });
    await book(stock, { delta: 200 });
    await book(stock, { delta: -3 }, 'correction');
    await book(stock, { count: 57 }, 'correction');
    expect(short(await linesOf(stock))).toEqual([
      [5, 5, 'correction'],
      [200, 205, 'delivery'],
      [-3, 202, 'correction'],
      [-145, 57, 'correction'],
    ]);
    expect(await quantityOf(stock)).toBe(57);
    expect(await book(stock, { delta: -58 })).toBeNull();
    expect(await book(stock, { delta: 100_000_000 })).toBeNull();
    expect(await quantityOf(stock)).toBe(57);
  });

  it('does not add to copies that are not counted until they are', async () => {
    const stock = await stocked();
    expect(await book(stock, { delta: 5 })).toBeNull();
    await book(stock, { count: 5 });
    await book(stock, { count: null });
    expect(short(await linesOf(stock))).toEqual([
      [0, null, 'state'],
      [5, 5, 'delivery'],
      [-5, null, 'delivery'],
    ]);
  });

  it('books a count that came with a stock status, and who counted', async () => {
    const stock = await stocked({ quantity: 5 });
    await write(instance, `/api/stock-statuses/${stock}`, { quantity: 9 });
    const [, line] = await linesOf(stock);
    expect(line).toMatchObject({
      delta: 4,
      balance: 9,
      reason: 'correction',
      who: expect.stringMatching(/^api-token:\d+$/),
    });
  });

  it('takes no count from the content manager’s form, which is as old as the form, but a first one', async () => {
    const editor = await makeAdminUser(instance, 'strapi-super-admin');
    const path = '/content-manager/collection-types/api::stock-status.stock-status';
    const material = await makeMaterial(instance);
    const created = await editor.ask(path, {
      method: 'POST',
      body: { material, availability: 'in-stock', quantity: 50, whenSoldOut: 'out-of-print' },
    });
    const { documentId: stock } = created.body.data as { documentId: string };
    expect(await quantityOf(stock)).toBe(50);
    await book(stock, { delta: -2 }, 'correction');
    const saved = await editor.ask(`${path}/${stock}`, { method: 'PUT', body: { quantity: 50, note: 'Regal 3' } });
    expect(saved.status).toBe(200);
    expect(saved.body.data).toMatchObject({ quantity: 48, note: 'Regal 3' });
    expect(await quantityOf(stock)).toBe(48);
  });

  it('leaves copies alone when only other fields are written', async () => {
    const stock = await stocked({ quantity: 5 });
    await write(instance, `/api/stock-statuses/${stock}`, { note: 'Regal 3' });
    expect(await linesOf(stock)).toHaveLength(1);
  });

  it('books a quantity that was changed past every door, in SQL', async () => {
    const stock = await stocked({ quantity: 5 });
    await sql(`UPDATE stock_statuses SET quantity = 2 WHERE document_id = ?`, stock);
    expect(short(await linesOf(stock)).at(-1)).toEqual([-3, 2, 'correction']);
    expect(await differences()).toEqual([]);
  });

  it('tells the state of an edition over time, with the moment the last copy went', async () => {
    const stock = await stocked({ quantity: 1, whenSoldOut: 'reprinting' });
    await book(stock, { delta: -1 }, 'correction');
    await book(stock, { delta: 10 });
    await write(instance, `/api/stock-statuses/${stock}`, { availability: 'withdrawn' });
    const lines = await linesOf(stock);
    expect(lines.map(({ balance, availability }) => [balance, availability])).toEqual([
      [1, 'in-stock'],
      [0, 'in-stock'],
      [0, 'reprinting'],
      [10, 'reprinting'],
      [10, 'in-stock'],
      [10, 'withdrawn'],
    ]);
  });

  it('survives the record it tells of', async () => {
    const stock = await stocked({ quantity: 5, orderNumber: `N-${database}` });
    await instance.asEditor(`/api/stock-statuses/${stock}`, { method: 'DELETE' });
    const lines = await linesOf(stock);
    expect(short(lines)).toEqual([
      [5, 5, 'correction'],
      [-5, null, 'correction'],
    ]);
    expect(lines[1]).toMatchObject({ orderNumber: `N-${database}`, availability: null });
  });

  it('keeps quantity and ledger together when many book at once', async () => {
    const stock = await stocked({ quantity: 0, availability: 'out-of-stock' });
    await Promise.all(Array.from({ length: 40 }, (_, index) => book(stock, { delta: index % 4 === 3 ? -1 : 2 })));
    const lines = await linesOf(stock);
    const sum = lines.reduce((total, { delta }) => total + delta, 0);
    expect(await quantityOf(stock)).toBe(sum);
    expect(await differences()).toEqual([]);
  });

  describe('npm run ledger:verify', () => {
    const verify = (environment: Record<string, string>): Promise<{ code: number; words: string }> =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          ['plugins/ordering/dist/commands/ledger-verify.js'],
          { cwd: path.resolve(__dirname, '../..'), env: { ...process.env, ...environment } },
          (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), words: stdout + stderr })
        );
      });
    const environment = () =>
      instance.run((strapi) => {
        const { client, connection } = strapi.config.get('database.connection') as {
          client: string;
          connection: { filename?: string; connectionString?: string };
        };
        return {
          DATABASE_CLIENT: client,
          DATABASE_FILENAME: connection.filename ?? '',
          DATABASE_URL: connection.connectionString ?? '',
        };
      });

    it('says in words that there is no ledger to look at', async () => {
      const env = await environment();
      const folder = mkdtempSync(path.join(tmpdir(), 'inprint-verify-'));
      const empty =
        database === 'sqlite'
          ? { ...env, DATABASE_FILENAME: path.join(folder, 'empty.db') }
          : { ...env, DATABASE_URL: process.env.TEST_POSTGRES_URL ?? '' };
      if (database === 'sqlite') {
        const { code, words } = await verify(empty);
        expect({ code, words }).toEqual({
          code: 2,
          words: expect.stringMatching(/^There is no database at .*empty\.db/),
        });
        writeFileSync(empty.DATABASE_FILENAME, '');
      }
      const { code, words } = await verify(empty);
      rmSync(folder, { recursive: true });
      expect({ code, words }).toEqual({
        code: 2,
        words: expect.stringMatching(/^There is no table “stock_statuses” in this database: nothing was checked/),
      });
    });

    it('says that all adds up, and names the difference when somebody tampered with the triggers', async () => {
      const env = await environment();
      expect(await verify(env)).toEqual({ code: 0, words: expect.stringMatching(/adds up/) });
      const stock = await stocked({ quantity: 5, orderNumber: `T-${database}` });
      if (database === 'sqlite') {
        await sql(`DROP TRIGGER ${await triggerLike('inprint_ledger_counted%')}`);
        await sql(`DROP TRIGGER ${await triggerLike('inprint_ledger_stated%')}`);
      } else await sql(`ALTER TABLE stock_statuses DISABLE TRIGGER ${await triggerLike('inprint_ledger_changed%')}`);
      await sql(`UPDATE stock_statuses SET quantity = 50 WHERE document_id = ?`, stock);
      const { code, words } = await verify(env);
      expect(code).toBe(1);
      expect(words).toMatch(new RegExp(`${stock}.*T-${database}.*quantity is 50, the ledger says 5`));
      expect(words).toMatch(
        database === 'sqlite'
          ? /The trigger inprint_ledger_counted_\w+ on stock_statuses is missing/
          : /The trigger inprint_ledger_changed_\w+ on stock_statuses is disabled/
      );
    });
  });
});
