/** A disk is full, or a folder read-only: nothing is confirmed that was not kept, readers go on, and operators are told which folder. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeMaterial, makeStock, orderFor } from '../support/content';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { canMount, makeDisk, makeReadOnly, WITHOUT_MOUNT, type Disk } from '../support/disk';
import { startInstance, type Answer, type Instance } from '../support/instance';

const PUBLIC = path.resolve(__dirname, '../../public');
const SPACE_MB = 160;
/** More than the journal of SQLite has room for without growing. */
const MANY = 500;

/** The statement found no room, or the commit. */
const NOT_KEPT = ['database-unavailable', 'commit-failed'];

const where = canMount ? describe : describe.skip;

const copyPublic = (folder: string): string => {
  cpSync(PUBLIC, folder, { recursive: true, filter: (source) => !source.startsWith(path.join(PUBLIC, 'uploads/')) });
  mkdirSync(path.join(folder, 'uploads'), { recursive: true });
  return folder;
};

/** A PDF with as many bytes as no disk has that is full. */
const upload = ({ asEditor }: Instance): Promise<Answer> => {
  const form = new FormData();
  const bytes = Buffer.alloc(500_000, '%PDF-1.4\n');
  form.append('files', new Blob([bytes], { type: 'application/pdf' }), 'leaflet.pdf');
  return asEditor('/api/upload', { method: 'POST', body: form });
};

const expectUnavailable = ({ status, headers, body }: Answer, ...codes: string[]): void => {
  expect(status).toBe(503);
  expect(codes).toContain(body.error?.details?.code);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
};

const ledgerOf = (instance: Instance) =>
  instance.run(async (strapi) => {
    const [orders] = (await strapi.db.connection('ordering_orders').count({ total: '*' })) as { total: number }[];
    const [sum] = (await strapi.db.connection('ordering_ledger').sum({ total: 'delta' })) as { total: number }[];
    const [stock] = (await strapi.db.connection('stock_statuses').select('quantity')) as { quantity: number }[];
    return { orders: Number(orders?.total), sum: Number(sum?.total), quantity: Number(stock?.quantity) };
  });

where(`a disk that fills up, with SQLite and uploads on it (${WITHOUT_MOUNT})`, () => {
  let disk: Disk;
  let instance: Instance;
  let material: string;

  beforeAll(async () => {
    disk = makeDisk(SPACE_MB);
    const database = path.join(disk.folder, 'database');
    mkdirSync(database);
    instance = await startInstance({
      env: {
        DATABASE_FILENAME: path.join(database, 'data.db'),
        PUBLIC_DIR: copyPublic(path.join(disk.folder, 'public')),
      },
    });
    material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 1000 });
  });
  afterAll(async () => {
    await instance?.stop();
    disk?.remove();
  });

  it('is told before it is full, while everything still works', async () => {
    expect((await instance.asReader('/_ready')).status).toBe(204);
    disk.fill(60);
    const { status, body } = await instance.asReader('/_ready');
    expect([status, body.failing]).toEqual([503, ['disk']]);
    expect(instance.log()).toMatch(/Only (59|60) MB are free on the disk of “.*”; 100 MB should be/);
    expect((await orderFor(instance, material)).status).toBe(201);
  });

  it('takes no order, text or file that it has no room for, says so, and readers go on', async () => {
    disk.fill();
    let confirmed = 1; // of the test before
    let refused: Answer | null = null;
    while (refused === null && confirmed < MANY) {
      const answer = await orderFor(instance, material);
      if (answer.status === 201) confirmed += 1;
      else refused = answer;
    }
    if (refused === null) throw new Error(`${MANY} orders found room on a full disk.`);
    expectUnavailable(refused, ...NOT_KEPT);
    expectUnavailable(await orderFor(instance, material), ...NOT_KEPT);
    const description = [{ type: 'paragraph', children: [{ type: 'text', text: 'a'.repeat(200_000) }] }];
    const text = { method: 'PUT', body: { data: { description } } };
    expectUnavailable(await instance.asEditor(`/api/materials/${material}?locale=de`, text), ...NOT_KEPT);
    // The file, or its entry in the media library.
    expectUnavailable(await upload(instance), 'storage-unavailable', ...NOT_KEPT);
    for (const asked of ['/api/materials?locale=de&populate=*', `/api/materials/${material}?locale=de`, '/_health']) {
      expect((await instance.asReader(asked)).status).toBeLessThan(300);
    }
    expect((await instance.asReader('/_ready')).body.failing).toEqual(['disk']);

    disk.empty();
    expect((await instance.asReader('/_ready')).status).toBe(204);
    expect((await orderFor(instance, material)).status).toBe(201);
    expect((await upload(instance)).status).toBe(201);
    const { orders, sum, quantity } = await ledgerOf(instance);
    expect(orders).toBe(confirmed + 1);
    expect(quantity).toBe(1000 - orders);
    expect(sum).toBe(quantity);
  });
});

where(`folders that nobody can write in (${WITHOUT_MOUNT})`, () => {
  let folder: string;
  let allow: (() => void)[] = [];
  const readOnly = (name: string): void => void allow.push(makeReadOnly(path.join(folder, name)));

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'inprint-readonly-'));
  });
  afterEach(() => {
    for (const again of allow) again();
    allow = [];
    rmSync(folder, { recursive: true, force: true });
  });

  it('of uploads and mails: said at the start and by /_ready, readers and orders go on, uploads fail in words', async () => {
    copyPublic(path.join(folder, 'public'));
    mkdirSync(path.join(folder, 'mailbox'));
    readOnly('public/uploads');
    readOnly('mailbox');
    const instance = await startInstance({
      env: { PUBLIC_DIR: path.join(folder, 'public'), MAILBOX_FOLDER: path.join(folder, 'mailbox') },
    });
    try {
      expect(instance.log()).toMatch(/Nothing can be written in “.*public\/uploads”/);
      expect((await instance.asReader('/_ready')).body.failing).toEqual(['disk']);
      expect((await instance.asReader('/api/materials?locale=de')).status).toBe(200);
      expectUnavailable(await upload(instance), 'storage-unavailable');
      const material = await makeMaterial(instance);
      await makeStock(instance, material, { quantity: 3 });
      expect((await orderFor(instance, material)).status).toBe(201);
      const sent = () =>
        instance.run((strapi) => strapi.plugin('ordering').service('outbox').sendDue() as Promise<number>);
      expect(await sent()).toBe(0);
      expect(instance.log()).toMatch(/ordering: message \d+ \(mail-reader\) was not sent, try 1: .*EROFS/);
    } finally {
      await instance.stop();
    }
  });

  it('of the SQLite database: the start is refused, and says which', async () => {
    const made: OwnDatabase = await makeDatabase('sqlite');
    const first = await startInstance({ env: made.env });
    await first.stop();
    mkdirSync(path.join(folder, 'database'));
    cpSync(made.env.DATABASE_FILENAME ?? '', path.join(folder, 'database/data.db'));
    await made.drop();
    readOnly('database');
    await expect(startInstance({ env: { DATABASE_FILENAME: path.join(folder, 'database/data.db') } })).rejects.toThrow(
      /Nothing can be written in “.*\/database”/
    );
  });
});
