import { randomUUID } from 'node:crypto';

import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

type Locale = 'de' | 'en' | 'fr';

onEveryDatabase('order rules', (database) => {
  let instance: Instance;
  let material = '';
  let stock = '';
  const packed = `PK-${database}`;
  beforeAll(async () => {
    instance = await startInstance({ database });
    material = await makeMaterial(instance, { title: 'Heft' });
    stock = await makeStock(instance, material, { quantity: 1000, orderNumber: packed });
  });
  afterAll(() => instance.stop());
  afterEach(() => rule({}));

  /** Rules as `config/plugins.ts` would give them. */
  const rule = (rules: object) =>
    instance.run((strapi, given) => {
      const none = { mostCopies: null, perRecipient: null, countries: null, packSizes: {}, fee: null };
      strapi.config.set('plugin::ordering.rules', { ...none, ...given });
    }, rules);

  const order = (quantity: number, country = 'DE', locale: Locale = 'de', street = 'Beispielweg 1'): Promise<Answer> =>
    instance.asReader(`/api/orders?locale=${locale}`, {
      method: 'POST',
      body: {
        data: {
          lines: [{ material, locale: 'de', quantity }],
          recipient: {
            ...{ name: 'Ada Muster', street, postalCode: '10115', city: 'Berlin', country },
            email: 'ada@example.org',
          },
        },
      },
      headers: { 'Idempotency-Key': randomUUID() },
    });
  const quantity = async () => (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number;

  const REFUSALS: readonly [string, object, [number, string?], string[], Record<Locale, RegExp>][] = [
    [
      'most-copies',
      { mostCopies: 20 },
      [21],
      ['lines'],
      { de: /Höchstens 20 Exemplare/, en: /At most 20 copies/, fr: /Au plus 20 exemplaires/ },
    ],
    [
      'pack-size',
      { packSizes: { [packed]: 10 } },
      [15],
      ['lines', '0', 'quantity'],
      { de: /„Heft“.*Packungen zu 10/, en: /“Heft” comes in packs of 10/, fr: /Heft.*10/ },
    ],
    [
      'per-recipient',
      { perRecipient: { copies: 6, months: 6 } },
      [7],
      ['lines', '0', 'quantity'],
      {
        de: /höchstens 6 Exemplare.*innerhalb von 6 Monaten/,
        en: /At most 6 copies.*within 6 months/,
        fr: /6 exemplaires.*6 mois/,
      },
    ],
    [
      'country',
      { countries: ['DE', 'AT'] },
      [1, 'FR'],
      ['recipient', 'country'],
      {
        de: /Nach Frankreich liefern wir nicht.*Deutschland und Österreich/,
        en: /We do not deliver to France.*Germany and Austria/,
        fr: /France.*Allemagne et Autriche/,
      },
    ],
  ];

  it.each(REFUSALS)(
    '%s is named in the reader’s language, and nothing is taken',
    async (name, rules, asked, at, words) => {
      await rule(rules);
      const before = await quantity();
      for (const locale of ['de', 'en', 'fr'] as const) {
        const { status, body } = await order(asked[0], asked[1], locale);
        expect({ locale, status, errors: body.error.details.errors }).toEqual({
          locale,
          status: 400,
          errors: [expect.objectContaining({ code: name, path: at, message: expect.stringMatching(words[locale]) })],
        });
      }
      expect(await quantity()).toBe(before);
    }
  );

  it('counts what a recipient had before, however the address is written, and not what was cancelled', async () => {
    await rule({ perRecipient: { copies: 6, months: 6 } });
    const street = 'Allee 5';
    const first = await order(4, 'DE', 'de', street);
    expect(first.status).toBe(201);
    expect((await order(3, 'DE', 'de', 'ALLEE  5.')).status).toBe(400);
    expect((await order(2, 'DE', 'de', street)).status).toBe(201);
    expect((await order(1, 'DE', 'de', street)).status).toBe(400);
    await instance.run(
      (strapi, number) => strapi.plugin('ordering').service('orders').move(number, 'cancelled', 'admin:1'),
      first.body.data.number as string
    );
    expect((await order(4, 'DE', 'de', street)).status).toBe(201);
  });

  it('lets a recipient go over the limit in no race', async () => {
    await rule({ perRecipient: { copies: 6, months: 6 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => order(2, 'DE', 'de', 'Rennbahn 1')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  it('tells fee and limits before ordering, and notes the fee with the order', async () => {
    const fee = { amount: '3.50', currency: 'EUR' };
    await rule({ fee, countries: ['DE'] });
    expect((await instance.asReader('/api/orders/terms')).body.data).toMatchObject({ fee, countries: ['DE'] });
    expect((await order(1)).body.data.fee).toEqual(fee);
  });
});
