import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const post = (body: unknown) => ({ method: 'POST', body });
const put = (body: unknown) => ({ method: 'PUT', body });

onEveryDatabase('the stock desk', (database) => {
  let instance: Instance;
  let editor: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    editor = await makeAdminUser(instance, 'strapi-editor');
  });
  afterAll(() => instance.stop());

  const rowOf = async (orderNumber: string) => {
    const { body } = await editor.ask(`/availability/stock?search=${orderNumber}`);
    return (body as { data: { orderNumber: string }[] }).data.find((row) => row.orderNumber === orderNumber);
  };
  const actionOf = async (material: string) =>
    (await instance.asReader(`/api/materials/${material}?locale=de`)).body.data.action.type as string;

  const upload = (csv: string, dryRun: boolean, who = editor) => {
    const form = new FormData();
    form.append('file', new Blob([csv], { type: 'text/csv' }), 'stock.csv');
    return who.ask(`/availability/stock/file?dryRun=${String(dryRun)}`, { method: 'POST', body: form });
  };

  describe('quantities', () => {
    it('lets exactly as many takers win as there are copies', async () => {
      const stock = await makeStock(instance, await makeMaterial(instance), { quantity: 40 });
      const answers = await Promise.all(
        Array.from({ length: 60 }, () =>
          editor.ask(`/availability/stock/${stock}/changes`, post({ kind: 'delta', copies: -1 }))
        )
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(40);
      expect(answers.filter(({ status }) => status === 400)).toHaveLength(20);
    });

    it('loses no delivery while somebody counts', async () => {
      const stock = await makeStock(instance, await makeMaterial(instance), { quantity: 10, orderNumber: 'COUNT-1' });
      const changes = `/availability/stock/${stock}/changes`;
      const [count] = await Promise.all([
        editor.ask(changes, post({ kind: 'count', copies: 57 })),
        ...Array.from({ length: 10 }, () => editor.ask(changes, post({ kind: 'delta', copies: 1 }))),
      ]);
      // The count booked the difference to what was there at that moment: taking it back leaves the ten deliveries.
      await editor.ask(changes, post(count.body.data.undo));
      expect(await rowOf('COUNT-1')).toMatchObject({ quantity: 20 });
    });

    it('turn the button when the last copy goes, and back when the change is undone', async () => {
      const material = await makeMaterial(instance, { pdfUrl: 'https://example.org/heft.pdf' });
      const stock = await makeStock(instance, material, { quantity: 1 });
      const changes = `/availability/stock/${stock}/changes`;
      const taken = await editor.ask(changes, post({ kind: 'delta', copies: -1 }));
      expect(taken.body.data).toEqual({ before: 1, after: 0, short: 0, undo: { kind: 'delta', copies: 1 } });
      expect(await actionOf(material)).toBe('download');
      await editor.ask(changes, post(taken.body.data.undo));
      expect(await actionOf(material)).toBe('order');
    });

    it('refuse an undo that does not fit any more, in words', async () => {
      const stock = await makeStock(instance, await makeMaterial(instance), { quantity: 0 });
      const changes = `/availability/stock/${stock}/changes`;
      const delivered = await editor.ask(changes, post({ kind: 'delta', copies: 5 }));
      await editor.ask(changes, post({ kind: 'delta', copies: -3 }));
      const undone = await editor.ask(changes, post(delivered.body.data.undo));
      expect(undone.status).toBe(400);
      expect(undone.body.error).toMatchObject({
        message: 'There are only 2 copies: so many cannot be taken. Count them if that is wrong.',
        details: { problem: 'too-few', quantity: 2 },
      });
    });

    it('cannot be added to where nobody counts, but can be counted', async () => {
      const stock = await makeStock(instance, await makeMaterial(instance));
      const changes = `/availability/stock/${stock}/changes`;
      const refused = await editor.ask(changes, post({ kind: 'delta', copies: 5 }));
      expect(refused.body.error.details.problem).toBe('not-counted');
      const counted = await editor.ask(changes, post({ kind: 'count', copies: 5 }));
      expect(counted.body.data).toEqual({ before: null, after: 5, short: 0, undo: { kind: 'uncounted' } });
    });

    it.each([
      [{ kind: 'delta', copies: 1.5 }, 'whole number'],
      [{ kind: 'count', copies: -1 }, '0 or more'],
      [{ kind: 'guess', copies: 1 }, 'kind'],
    ])('refuse %j', async (change, words) => {
      const stock = await makeStock(instance, await makeMaterial(instance), { quantity: 5 });
      const { status, body } = await editor.ask(`/availability/stock/${stock}/changes`, post(change));
      expect(status).toBe(400);
      expect(body.error.message).toContain(words);
    });
  });

  it('changes a state and gives back what undoes it', async () => {
    const material = await makeMaterial(instance);
    const stock = await makeStock(instance, material, { quantity: 3 });
    const answer = await editor.ask(
      `/availability/stock/${stock}`,
      put({ availability: 'reprinting', expectedOn: '2031-05-01' })
    );
    expect(answer.body.data.undo).toEqual({ availability: 'in-stock', expectedOn: null });
    expect(await actionOf(material)).toBe('announce');
    await editor.ask(`/availability/stock/${stock}`, put(answer.body.data.undo));
    expect(await actionOf(material)).toBe('order');
  });

  describe('the list', () => {
    it('finds editions by the beginnings of words in the title and by order number, in any language', async () => {
      const material = await makeMaterial(instance, { title: 'Über Müll und Straßen' });
      await makeStock(instance, material, { orderNumber: 'MS-77' });
      const found = async (search: string) => {
        const { body } = await editor.ask(`/availability/stock?search=${encodeURIComponent(search)}`);
        return (body as { data: { orderNumber: string | null }[] }).data.map(({ orderNumber }) => orderNumber);
      };
      expect(await found('straß mül')).toEqual(['MS-77']);
      expect(await found('ms-7')).toEqual(['MS-77']);
      expect(await found('müll fahrrad')).toEqual([]);
      expect(await found('" OR * (')).toEqual([]);
    });

    it('pages, sorts and filters', async () => {
      for (const number of [3, 1, 2]) {
        const material = await makeMaterial(instance, { title: `Zebra ${number}` });
        await makeStock(instance, material, { orderNumber: `Z-${number}`, availability: 'withdrawn' });
      }
      const list = async (query: string) =>
        (await editor.ask(`/availability/stock?states=withdrawn&${query}`)).body as {
          data: { orderNumber: string }[];
          meta: object;
        };
      const byTitle = await list('sort=title&order=ASC&pageSize=2');
      expect(byTitle.data.map(({ orderNumber }) => orderNumber)).toEqual(['Z-1', 'Z-2']);
      expect(byTitle.meta).toEqual({ page: 1, pageSize: 2, total: 3, isMore: false, hasNext: true });
      const second = await list('sort=orderNumber&order=ASC&pageSize=2&page=2');
      expect(second.data.map(({ orderNumber }) => orderNumber)).toEqual(['Z-3']);
    });

    it('puts what is not known before everything else, on every database', async () => {
      for (const [orderNumber, quantity, expectedOn] of [
        ['N-1', 7, '2031-02-01'],
        [null, null, null],
        ['N-2', 3, '2031-01-01'],
      ] as const) {
        const stock = { orderNumber, quantity, expectedOn, availability: 'not-yet-available' };
        await makeStock(instance, await makeMaterial(instance), stock);
      }
      const sorted = async (sort: string, order: string) => {
        const { body } = await editor.ask(
          `/availability/stock?states=not-yet-available&sort=${sort}&order=${order}&pageSize=10`
        );
        return (body.data as { orderNumber: string | null }[]).map(({ orderNumber }) => orderNumber);
      };
      expect(await sorted('quantity', 'ASC')).toEqual([null, 'N-2', 'N-1']);
      expect(await sorted('quantity', 'DESC')).toEqual(['N-1', 'N-2', null]);
      expect(await sorted('expectedOn', 'ASC')).toEqual([null, 'N-2', 'N-1']);
      expect(await sorted('orderNumber', 'DESC')).toEqual(['N-2', 'N-1', null]);
    });
  });

  describe('the warehouse’s file', () => {
    it('changes nothing while a line is wrong, and names the lines', async () => {
      await makeStock(instance, await makeMaterial(instance), { quantity: 5, orderNumber: 'F-1' });
      await makeStock(instance, await makeMaterial(instance), { quantity: 6, orderNumber: 'F-2' });
      const csv = '\ufeffBestellnummer;Menge;Erwartet am\r\nF-1;50;\r\nF-404;7;\r\nF-2;zwölf;1.3.2031\r\n';
      for (const dryRun of [true, false]) {
        const { status, body } = await upload(csv, dryRun);
        expect(status).toBe(200);
        expect(body.data).toMatchObject({
          applied: false,
          errors: [
            { line: 3, problem: 'unknown-order-number', value: 'F-404' },
            { line: 4, problem: 'not-a-quantity', value: 'zwölf' },
          ],
        });
      }
      expect(await rowOf('F-1')).toMatchObject({ quantity: 5 });
    });

    it('is applied as a whole, and tells beforehand what would change', async () => {
      await makeStock(instance, await makeMaterial(instance), { quantity: 5, orderNumber: 'G-1' });
      await makeStock(instance, await makeMaterial(instance), { quantity: 6, orderNumber: 'G-2' });
      const csv = 'order number,quantity,expected on\nG-1,0,2031-03-01\nG-2,6,\n';
      const dry = await upload(csv, true);
      expect(dry.body.data).toMatchObject({
        lines: 2,
        unchanged: 1,
        changeCount: 1,
        applied: false,
        changes: [
          {
            orderNumber: 'G-1',
            quantity: { from: 5, to: 0 },
            expectedOn: { from: null, to: '2031-03-01' },
          },
        ],
      });
      expect(await rowOf('G-1')).toMatchObject({ quantity: 5 });
      expect((await upload(csv, false)).body.data.applied).toBe(true);
      expect(await rowOf('G-1')).toMatchObject({
        quantity: 0,
        expectedOn: '2031-03-01',
        availability: 'out-of-print',
      });
    });

    it('is applied while readers order, and nobody is refused for the other’s sake', async () => {
      const materials: string[] = [];
      for (let index = 0; index < 30; index += 1) {
        const material = await makeMaterial(instance);
        await makeStock(instance, material, { quantity: 1000, orderNumber: `D-${index}` });
        materials.push(material);
      }
      const recipient = { name: 'Ada Beispiel', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' };
      const order = () =>
        instance.asReader('/api/orders', {
          method: 'POST',
          headers: { 'idempotency-key': crypto.randomUUID() },
          body: {
            data: {
              lines: materials.slice(0, 8).map((material) => ({ material, locale: 'de', quantity: 1 })),
              recipient: { ...recipient, email: 'ada@example.org' },
            },
          },
        });
      for (let turn = 0; turn < 8; turn += 1) {
        // The last ones first: orders lock them the other way round.
        const lines = materials.map((_, index) => `D-${materials.length - 1 - index},${500 + turn}`);
        const answers = await Promise.all([
          upload(['order number,quantity', ...lines].join('\n'), false),
          ...[order(), order(), order()],
        ]);
        expect(answers.map(({ status }) => status)).toEqual([200, 201, 201, 201]);
      }
    });

    it.each([
      ['de', 'Bestellnummer;Titel;Ausgabe;Zustand;Menge;Davon zugesagt;Verfügbar;Erwartet am'],
      ['fr', 'Référence;Titre;Édition;État;Quantité;Dont engagés;Disponibles;Prévu le'],
      ['en', 'Order number,Title,Edition,State,Quantity,Committed,Available,Expected on'],
    ])('takes back what it gave out in %s, whatever stands in the titles', async (language, heading) => {
      const titles = ['Meine Daten, deine Daten', 'Wir; ihr, 3', 'Das „Wie“ und "Wo"', '"Zitat"; 12', '-Tab\there'];
      for (const [index, title] of titles.entries()) {
        const orderNumber = `T-${language}-${index}`;
        await makeStock(instance, await makeMaterial(instance, { title }), { quantity: 500, orderNumber });
      }
      const file = await editor.ask(`/availability/stock/file?language=${language}`);
      expect(file.headers.get('content-type')).toContain('text/csv');
      expect(file.body).toContain(heading);
      const numbered = (file.body as string).split('\n').filter((line) => !/^[;,]/.test(line));
      const { body } = await upload(numbered.join('\n'), true);
      expect(body.data).toMatchObject({ errors: [], changes: [] });
      expect(body.data.unchanged).toBeGreaterThan(4);
    });

    it('parts cells by what parts the headings, and by nothing else', async () => {
      await makeStock(instance, await makeMaterial(instance), { quantity: 5, orderNumber: 'P-1' });
      const comma = await upload('Bestellnummer;Titel;Menge\nP-1;Meine Daten, 3;500\n', true);
      expect(comma.body.data).toMatchObject({ errors: [], changes: [{ quantity: { from: 5, to: 500 } }] });
      const semicolon = await upload('Bestellnummer;Titel;Menge\nP-1;Meine Daten; 3;500\n', true);
      expect(semicolon.body.data).toMatchObject({ errors: [{ line: 2, problem: 'too-many-cells' }], changes: [] });
      const tab = await upload('Bestellnummer\tTitel; Untertitel\tMenge\nP-1\tDaten; mehr, 3\t7\n', true);
      expect(tab.body.data).toMatchObject({ errors: [], changes: [{ quantity: { from: 5, to: 7 } }] });
    });

    it.each([
      ['', 'The file is empty.'],
      ['Titel;Preis\nx;1\n', 'The first line must name the columns'],
    ])('refuses %j in words', async (csv, words) => {
      const { status, body } = await upload(csv, true);
      expect(status).toBe(400);
      expect(body.error.message).toContain(words);
    });
  });

  it('tells what needs attention', async () => {
    const bare = await makeMaterial(instance, { title: 'Ohne alles' });
    await makeStock(instance, bare, { availability: 'out-of-print', orderNumber: 'A-1' });
    const withPdf = await makeMaterial(instance, { pdfUrl: 'https://example.org/da.pdf' });
    await makeStock(instance, withPdf, { availability: 'out-of-print', orderNumber: 'A-2' });
    const late = await makeMaterial(instance);
    await makeStock(instance, late, { availability: 'reprinting', expectedOn: '2020-01-01', orderNumber: 'A-3' });
    const low = await makeMaterial(instance);
    await makeStock(instance, low, { quantity: 2, lowStockAt: 5, orderNumber: 'A-4' });
    const { body } = await editor.ask('/availability/attention');
    const numbers = (kind: string) =>
      (body.data[kind] as { orderNumber: string | null }[]).map(({ orderNumber }) => orderNumber);
    expect(numbers('withoutPdf')).toContain('A-1');
    expect(numbers('withoutPdf')).not.toContain('A-2');
    expect(numbers('late')).toEqual(['A-3']);
    expect(numbers('low')).toEqual(['A-4']);
  });

  it('explains every locale of a material, and warns', async () => {
    const material = await makeMaterial(instance, { title: 'Heft', pdfUrl: 'https://example.org/heft.pdf' });
    await instance.asEditor(`/api/materials/${material}?locale=en`, put({ data: { title: 'Booklet' } }));
    await makeStock(instance, material, { availability: 'out-of-print' });
    let panel: Awaited<ReturnType<typeof editor.ask>> | undefined;
    const queries = await instance.queriesOf(async () => {
      panel = await editor.ask(`/availability/panel/${material}`);
    });
    const { body } = panel ?? {};
    // Facts are loaded once, for all languages.
    expect(queries.filter((sql) => sql.includes('reads are told')).length).toBeLessThanOrEqual(2);
    expect(body.data.pages).toMatchObject([
      { locale: 'de', action: { label: 'PDF herunterladen' }, explanation: { rule: 'pdf' } },
      { locale: 'en', action: { label: 'Download PDF (German)' }, explanation: { rule: 'pdf' } },
      { locale: 'fr', explanation: { titleLocale: 'de' } },
    ]);
    expect(body.data.warnings).toEqual([{ kind: 'other-language-pdf', locale: 'en', pdfLocale: 'de', now: true }]);
  });
});
