import { randomUUID } from 'node:crypto';

import { createClient, InprintError, type MaterialAction } from '@inprint/client';
import * as schemas from '@inprint/client/schemas';

import { makeArticle, makeMaterial, makeStock, write } from '../../support/content';
import { startInstance, type Instance } from '../../support/instance';
import { uploadPdf } from '../../support/pdf';

const RECIPIENT = {
  ...{ name: 'Ada Beispiel', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  email: 'ada@example.org',
};

/** The client's own words for what the portal answers, held against what it does answer. */
describe('@inprint/client', () => {
  let instance: Instance;
  const ids: Record<MaterialAction['type'], string> = {
    order: '',
    download: '',
    successor: '',
    announce: '',
    none: '',
  };

  beforeAll(async () => {
    instance = await startInstance();
    const pdf = await uploadPdf(instance);
    ids.order = await makeMaterial(instance, {
      title: 'Heft',
      pdf,
      maxPerOrder: 5,
      pages: 12,
      publishedOn: '2027-03-01',
    });
    await makeStock(instance, ids.order, { availability: 'in-stock', quantity: 3 });
    await write(instance, `/api/materials/${ids.order}?locale=fr`, { title: 'Cahier' });
    ids.download = await makeMaterial(instance, { pdf, accessiblePdf: pdf });
    await makeStock(instance, ids.download, { availability: 'out-of-print' });
    ids.successor = await makeMaterial(instance, { pdf });
    await makeStock(instance, ids.successor, { availability: 'replaced', successor: ids.order });
    ids.announce = await makeMaterial(instance);
    await makeStock(instance, ids.announce, { availability: 'reprinting', expectedOn: '2099-12-31' });
    ids.none = await makeMaterial(instance);
    const mention = {
      type: 'paragraph',
      material: { documentId: ids.order },
      children: [{ type: 'text', text: 'hier' }],
    };
    await makeArticle(instance, { title: 'Nachricht', date: '2027-03-01', materials: [ids.order], body: [mention] });
  });
  afterAll(() => instance.stop());

  const portal = (fetchFrom: typeof fetch = fetch) =>
    createClient({ origin: instance.url, locale: 'de', fetch: fetchFrom });
  const line = (quantity: number) => ({ material: ids.order, locale: 'de', quantity });

  it('has a schema for every kind of action that the portal gives', async () => {
    const { body } = await instance.asReader(`/api/availability?materials=${Object.values(ids).join(',')}&locale=de`);
    const { data } = schemas.actionsAnswer.parse(body);
    const types = Object.fromEntries(data.map(({ documentId, action }) => [documentId, action.type]));
    for (const [type, id] of Object.entries(ids)) expect([id, types[id]]).toEqual([id, type]);
  });

  it('reads actions in one request, entries by slug, a former one too, and the languages that there are', async () => {
    let asked = 0;
    const client = portal((...request) => {
      asked += 1;
      return fetch(...request);
    });
    const actions = await client.actions([...Object.values(ids), 'unknown']);
    expect([...actions.values()].map((action) => action?.type)).toEqual([...Object.keys(ids), undefined]);
    expect(asked).toBe(1);

    await write(instance, `/api/materials/${ids.none}?locale=de`, { title: 'Vorher', slug: 'vorher' });
    await write(instance, `/api/materials/${ids.none}?locale=de`, { slug: 'nachher' });
    const { data, meta } = await client.material('vorher');
    expect([data.documentId, data.action.type, meta.canonicalSlug]).toEqual([ids.none, 'none', 'nachher']);
    expect((await client.newsArticle('nachricht')).data.title).toBe('Nachricht');
    const alternates = await client.alternates('materials', ids.order);
    expect(alternates.map((alternate) => schemas.alternate.parse(alternate).locale).sort()).toEqual(['de', 'fr']);
    await expect(client.material('nirgends')).rejects.toMatchObject({ status: 404 });
  });

  it('says what was refused, with what readers have instead, in the asked language', async () => {
    const refusedBy = async (work: Promise<unknown>): Promise<InprintError> => {
      const error: unknown = await work.then(
        () => null,
        (reason: unknown) => reason
      );
      if (!(error instanceof InprintError)) throw new Error(`It was not refused: ${String(error)}`);
      return error;
    };
    const tooMany = await refusedBy(portal().order({ lines: [line(4)], recipient: RECIPIENT }));
    expect(tooMany.status).toBe(409);
    expect(tooMany.lines.map((one) => schemas.unfilledLine.parse(one).action.type)).toHaveLength(1);

    const wrong = { lines: [line(9)], recipient: { ...RECIPIENT, email: 'ada', name: '' } };
    const problems = async (locale: string) => refusedBy(portal().order(wrong, { locale }));
    const [german, french] = [await problems('de'), await problems('fr')];
    expect(german.status).toBe(400);
    for (const one of german.problems) schemas.problem.parse(one);
    expect(german.problems.map(({ path }) => path.join('.')).sort()).toEqual([
      'lines.0.quantity',
      'recipient.email',
      'recipient.name',
    ]);
    expect(german.problems.find(({ path }) => path[0] === 'lines')?.values).toMatchObject({ max: 5 });
    expect(german.problems.map(({ code }) => code)).toEqual(french.problems.map(({ code }) => code));
    expect(german.problems[0]?.message).not.toBe(french.problems[0]?.message);
  });

  it('has a schema for every refusal, whatever was asked', async () => {
    const order = (body: unknown, headers: Record<string, string> = { 'idempotency-key': randomUUID() }) =>
      instance.asReader('/api/orders', { method: 'POST', headers, body });
    const refusals = await Promise.all([
      instance.asReader('/api/materials/nothing'),
      instance.asReader('/api/materials/slug/nothing'),
      instance.asReader('/api/availability'),
      instance.asReader('/api/materials?fields=action'),
      instance.asReader('/api/materials?filters[availability][$eq]=out_of_print'),
      instance.asReader('/api/stock-statuses'),
      order({}),
      order({ data: { lines: [], recipient: {} } }),
      order({ data: { lines: [line(4)], recipient: RECIPIENT } }),
      order({ data: { lines: [line(1)], recipient: RECIPIENT } }, {}),
      instance.asReader('/api/waitlist', { method: 'POST', body: { data: { material: ids.announce } } }),
    ]);
    for (const { status, body } of refusals) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(schemas.refusal.parse(body).error.status).toBe(status);
    }
  });

  it('waits for copies', async () => {
    const request = schemas.waitlistRequest.parse({ material: ids.announce, locale: 'de', email: 'ada@example.org' });
    expect((await portal().joinWaitlist(request)).message).toMatch(/\w/);
  });
});
