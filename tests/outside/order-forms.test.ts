import { randomUUID } from 'node:crypto';

import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

const RECIPIENT = {
  name: 'Ada Beispiel',
  street: 'Beispielweg 1',
  postalCode: '12345',
  city: 'Musterstadt',
  country: 'DE',
  email: 'ada@example.org',
};
const LOCALES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'tr', 'uk'];

interface Line {
  readonly material: string;
  readonly quantity?: unknown;
  readonly locale?: string;
}

onEveryDatabase('a form that orders', (database) => {
  let instance: Instance;
  beforeAll(async () => (instance = await startInstance({ database, env: { RATE_LIMIT: 'on' } })));
  afterAll(() => instance.stop());

  const limit = (limits: object) =>
    instance.run((strapi, given) => {
      for (const [name, value] of Object.entries(given)) strapi.config.set(`plugin::ordering.limits.${name}`, value);
    }, limits);
  const send = (data: unknown, { key = randomUUID() as string | null, query = '' } = {}): Promise<Answer> =>
    instance.asReader(`/api/orders${query}`, {
      method: 'POST',
      body: data,
      headers: key === null ? {} : { 'Idempotency-Key': key },
    });
  const order = (lines: readonly Line[], recipient: object = {}, asking = {}) =>
    send(
      {
        data: {
          lines: lines.map((line) => ({ locale: 'de', quantity: 1, ...line })),
          recipient: { ...RECIPIENT, ...recipient },
        },
      },
      asking
    );
  const errorsOf = ({ body }: Answer): { path: string[]; code: string; message: string; values: object }[] =>
    body.error.details.errors;

  it('gets everything that is wrong at once: where, from what it sent, a code, and the rule’s numbers', async () => {
    await limit({ client: { points: 1000, seconds: 600 } });
    const material = await makeMaterial(instance, { title: 'Heft', maxPerOrder: 5 });
    await makeStock(instance, material, { quantity: 100 });
    const answer = await order(
      [
        { material, quantity: 6 },
        { material: 'x', locale: 'xx' },
      ],
      {
        name: '',
        email: 'ada',
        postalCode: '1',
      }
    );
    expect(answer.status).toBe(400);
    const found = errorsOf(answer).map(({ path, code, values }) => [path.join('.'), code, values]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['recipient.name', 'required', { min: 1 }],
        ['recipient.email', 'email', {}],
        ['recipient.postalCode', 'postal-code', { country: 'DE' }],
        ['lines.1.locale', 'unknown-locale', { locales: 'de, en, fr' }],
        ['lines.0.quantity', 'max-per-order', { max: 5 }],
      ])
    );
    expect(found).toHaveLength(5);
  });

  it('reads in each of the ten languages what is wrong', async () => {
    const said = new Map<string, string>();
    for (const locale of LOCALES) {
      const answer = await order([{ material: 'a', quantity: 1.5 }], { street: '' }, { query: `?locale=${locale}` });
      expect([answer.status, errorsOf(answer).map(({ code }) => code)]).toEqual([400, ['number', 'required']]);
      said.set(answer.body.error.message, locale);
    }
    expect([...said.values()]).toEqual(LOCALES);
    const german = await order([{ material: 'a' }], { street: '' });
    expect(german.body.error.message).toBe('Straße und Hausnummer: Bitte ausfüllen.');
  });

  it('gets the same answer under the same key, also a 400, and no other order has it', async () => {
    const key = randomUUID();
    const first = await order([{ material: 'a' }], { email: 'ada' }, { key });
    const again = await order([{ material: 'a' }], { email: 'ada' }, { key, query: '?locale=en' });
    expect([again.status, again.body]).toEqual([400, first.body]);
    const other = await order([{ material: 'a' }], {}, { key });
    expect([other.status, other.body.error.details.code]).toEqual([422, 'key-used']);
  });

  it('costs no try when it is sent again, however often', async () => {
    await limit({ client: { points: 1000, seconds: 600 } });
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 100 });
    const key = randomUUID();
    const email = 'bert@example.org';
    const first = await order([{ material }], { email }, { key });
    for (let times = 0; times < 40; times += 1) {
      const again = await order([{ material }], { email }, { key });
      expect([again.status, again.body]).toEqual([201, first.body]);
    }
    // 20 a day for an address: 19 are left. When to try again stands in the body, too.
    let last = first;
    const statuses: number[] = [];
    for (let times = 0; times < 20; times += 1) {
      last = await order([{ material }], { email });
      statuses.push(last.status);
    }
    expect(statuses).toEqual([...Array<number>(19).fill(201), 429]);
    const retryAfter = Number(last.headers.get('retry-after'));
    expect(last.body.error.details).toEqual({ code: 'too-many-requests', retryAfter });
    expect(retryAfter).toBeGreaterThan(80_000);
    const again = await order([{ material }], { email }, { key });
    expect(again.status).toBe(201);
  });
});

onEveryDatabase('a stock count', (database) => {
  let instance: Instance;
  beforeAll(async () => (instance = await startInstance({ database })));
  afterAll(() => instance.stop());

  const limitCopies = (mostPerMaterial: number | null) =>
    instance.run((strapi, most) => {
      strapi.config.set('plugin::ordering.rules.mostPerMaterial', most);
      strapi.config.set('plugin::ordering.rules.mostCopies', null);
    }, mostPerMaterial);

  it('of 640 copies is not found out by an order of 49 lines beside one that is gone', async () => {
    await limitCopies(null);
    const [there, gone] = [await makeMaterial(instance), await makeMaterial(instance)];
    await makeStock(instance, there, { quantity: 640 });
    await makeStock(instance, gone, { availability: 'out-of-print' });
    const failedOf = async (quantities: readonly number[], withGone: boolean): Promise<number[]> => {
      const lines = quantities.map((quantity) => ({ material: there, locale: 'de', quantity }));
      const { body } = await instance.asReader('/api/orders', {
        method: 'POST',
        headers: { 'Idempotency-Key': randomUUID() },
        body: {
          data: {
            lines: [...lines, ...(withGone ? [{ material: gone, locale: 'de', quantity: 1 }] : [])],
            recipient: RECIPIENT,
          },
        },
      });
      return body.error.details.lines.map(({ index }: { index: number }) => index);
    };
    const ladder = Array.from({ length: 49 }, (_, index) => 20 * (index + 1));
    expect(await failedOf(ladder, true)).toEqual([49]);
    // Judged by their sum: all of them, whichever would have passed alone.
    expect(await failedOf(ladder, false)).toEqual(ladder.map((_, index) => index));
  });

  it('is not asked for in steps: more copies than one may order are refused whatever is there', async () => {
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 3 });
    await limitCopies(100);
    const { status, body } = await instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'Idempotency-Key': randomUUID() },
      body: { data: { lines: [{ material, locale: 'de', quantity: 101 }], recipient: RECIPIENT } },
    });
    expect([status, body.error.details.errors[0].values]).toEqual([400, { max: 100 }]);
  });
});
