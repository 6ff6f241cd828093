import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const PDF = 'https://example.org/heft.pdf';

onEveryDatabase('whoever keeps the stock', (database) => {
  let instance: Instance;
  let keeper: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
  });
  afterAll(() => instance.stop());

  const post = (path: string, body: unknown) => keeper.ask(path, { method: 'POST', body });
  const upload = (csv: string | Uint8Array, dryRun: boolean, language = 'de', who = keeper) => {
    const form = new FormData();
    form.append('file', new Blob([csv as BlobPart], { type: 'text/csv' }), 'stock.csv');
    const path = `/availability/stock/file?dryRun=${String(dryRun)}&language=${language}`;
    return who.ask(path, { method: 'POST', body: form });
  };
  const stockOf = async (id: string) => (await instance.asEditor(`/api/stock-statuses/${id}`)).body.data;
  const actionOf = async (material: string) =>
    (await instance.asReader(`/api/materials/${material}?locale=de`)).body.data.action.type as string;
  let count = 0;
  const edition = async (stock: object) => {
    count += 1;
    const orderNumber = `K-${count}`;
    const material = await makeMaterial(instance, { title: `Heft ${count}`, pdfUrl: PDF });
    return { orderNumber, material, id: await makeStock(instance, material, { orderNumber, ...stock }) };
  };

  it('overwrites nothing that happened meanwhile: neither by a count nor by what came', async () => {
    const { id } = await edition({ quantity: 1150 });
    expect((await post(`/availability/stock/${id}/changes`, { kind: 'delta', copies: -250 })).status).toBe(200);
    for (const change of [
      { kind: 'count', copies: 1200 },
      { kind: 'delta', copies: 50, reason: 'delivery' },
      { kind: 'uncounted' },
    ]) {
      const { status, body } = await post(`/availability/stock/${id}/changes`, { ...change, seen: 1150 });
      expect({ status, details: body.error.details }).toMatchObject({
        status: 409,
        details: { problem: 'changed', quantity: 900 },
      });
    }
    expect((await stockOf(id)).quantity).toBe(900);
    const taken = { kind: 'delta', copies: 200, reason: 'delivery', seen: 900 };
    expect((await post(`/availability/stock/${id}/changes`, taken)).body.data.after).toBe(1100);
  });

  describe('sends a stock file', () => {
    it('as Excel keeps it: a line for itself, zeros in front, German headings, breaks inside of titles', async () => {
      const one = await edition({ quantity: 5, orderNumber: '00123' });
      const two = await edition({ quantity: 5 });
      const csv = [
        'sep=;',
        'Best.-Nr.;Titel;Lagerbestand;Liefertermin',
        '="00123";"Erste Zeile',
        'zweite Zeile";7;1.3.2031',
        `${two.orderNumber};Heft;8;`,
        'K-404;Heft;8;',
      ].join('\r\n');
      const { status, body } = await upload(csv, true);
      expect(status).toBe(200);
      expect(body.data.changes).toMatchObject([
        { line: 3, documentId: one.id, quantity: { from: 5, to: 7 }, expectedOn: { from: null, to: '2031-03-01' } },
        { line: 5, documentId: two.id, quantity: { from: 5, to: 8 } },
      ]);
      expect(body.data.errors).toEqual([{ line: 6, problem: 'unknown-order-number', value: 'K-404' }]);
    });

    it('and is told which two columns mean the same', async () => {
      const { status, body } = await upload('Artikelnummer;Bestand;Menge\nK-1;5;6\n', true);
      expect({ status, details: body.error.details }).toEqual({
        status: 400,
        details: { problem: 'twin-columns', headings: ['Bestand', 'Menge'] },
      });
      expect(body.error.message).toContain('“Bestand” and “Menge”');
    });

    it('with days of the own language; where a day could be two, it is refused', async () => {
      const { orderNumber, id } = await edition({ quantity: 5 });
      const csv = `sku;expected on\n${orderNumber};01/03/2031\n`;
      const french = await upload(csv, true, 'fr');
      expect(french.body.data.changes).toMatchObject([{ documentId: id, expectedOn: { to: '2031-03-01' } }]);
      const english = await upload(csv, true, 'en');
      expect(english.body.data.errors).toEqual([
        { line: 2, problem: 'not-a-day', value: '01/03/2031', example: '2027-03-01' },
      ]);
      const slip = await upload(`sku;expected on\n${orderNumber};1.3.0026\n`, true);
      expect(slip.body.data.errors).toMatchObject([{ problem: 'not-a-day', value: '1.3.0026' }]);
    });

    it.each(['de', 'en', 'fr'])('that was downloaded in %s, also for editions without a number', async (language) => {
      const { id } = await edition({ quantity: 5, expectedOn: '2031-03-01', orderNumber: null });
      const file = (await keeper.ask(`/availability/stock/file?language=${language}`)).body as string;
      const unchanged = await upload(file, true, language);
      expect(unchanged.body.data).toMatchObject({ changes: [], errors: [] });
      const mended = file
        .split('\n')
        .map((line) => (line.includes(id) ? line.replace(/([;,])5\1/, '$1' + '77$1') : line))
        .join('\n');
      expect((await upload(mended, true, language)).body.data.changes).toMatchObject([
        { documentId: id, quantity: { from: 5, to: 77 } },
      ]);
    });

    it('and is told which order buttons it would take, and takes the file back as a whole', async () => {
      const one = await edition({ quantity: 5, availability: 'in-stock' });
      const two = await edition({ quantity: 5, expectedOn: '2031-03-01' });
      const csv = `Bestellnummer;Menge;Erwartet am\n${one.orderNumber};0;\n${two.orderNumber};60;1.4.2031\n`;
      expect((await upload(csv, true)).body.data).toMatchObject({
        takesButtons: { count: 1, titles: [expect.stringContaining('Heft')] },
        undo: null,
      });
      const { body } = await upload(csv, false);
      expect(body.data.applied).toBe(true);
      expect(await actionOf(one.material)).toBe('download');
      // Sold meanwhile: that stays sold.
      await post(`/availability/stock/${two.id}/changes`, { kind: 'delta', copies: -4 });

      const other = await makeAdminUser(instance, 'inprint-stock-keeper');
      const stolen = { method: 'POST', body: { id: body.data.undo } };
      expect((await other.ask('/availability/stock/file/undo', stolen)).status).toBe(404);
      const undone = await post('/availability/stock/file/undo', { id: body.data.undo });
      expect(undone.body).toEqual({ data: { changes: 2 } });
      expect(await actionOf(one.material)).toBe('order');
      expect(await stockOf(one.id)).toMatchObject({ quantity: 5 });
      expect(await stockOf(two.id)).toMatchObject({ quantity: 1, expectedOn: '2031-03-01' });
      expect((await post('/availability/stock/file/undo', { id: body.data.undo })).status).toBe(404);
    });

    it('takes nothing back where copies of it were sold', async () => {
      const one = await edition({ quantity: 1 });
      const two = await edition({ quantity: 0 });
      const csv = `Bestellnummer;Menge\n${one.orderNumber};9\n${two.orderNumber};10\n`;
      const { body } = await upload(csv, false);
      await post(`/availability/stock/${two.id}/changes`, { kind: 'delta', copies: -8 });
      const refused = await post('/availability/stock/file/undo', { id: body.data.undo });
      expect({ status: refused.status, details: refused.body.error.details }).toMatchObject({
        status: 400,
        details: { problem: 'conflict' },
      });
      expect([(await stockOf(one.id)).quantity, (await stockOf(two.id)).quantity]).toEqual([9, 2]);
    });
  });
});
