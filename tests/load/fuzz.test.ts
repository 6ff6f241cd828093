import { randomInt, randomUUID } from 'node:crypto';

import fc from 'fast-check';

import { makeArticle, makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

/** Malformed requests for each database. */
const REQUESTS = 5000;
const AT_ONCE = 8;

/** Copies in the warehouse, a draft's title and an address: none of them may ever be read by a stranger. */
const COPIES = 48_617_203;
const DRAFT = 'Noch-nicht-oeffentlicher-Entwurf';
const ADDRESS = 'geheime.leserin@example.org';

/** What no answer to a stranger may hold: secrets of the content, and how the server is made. */
const LEAKS = [String(COPIES), DRAFT, ADDRESS, 'node_modules', 'SQLITE_', 'syntax error at or near', '    at '];

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '', ' ', '*', '-1', '0', '1e309', 'NaN', 'null', 'undefined', 'true', '%', '../../etc/passwd', '..%2f..%2f', "' OR 1=1 --", '";DROP TABLE x;--',
    '{{7*7}}', '__proto__', 'constructor', 'toString', '[object Object]', 'de', 'xx', 'a'.repeat(5000), '9'.repeat(400), '🙂', '\u202e', '\ud800',
    'javascript:alert(1)', '<script>alert(1)</script>', '=1+1', 'a@b\r\nBcc: c@d', '2026-02-30', '\u0000'
  ) // prettier-ignore
);

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(null, true, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, [], {}, [[]], [null]),
  fc.array(oddText, { maxLength: 3 }),
  fc.object({ maxDepth: 2, maxKeys: 4 })
);

const line = fc.record(
  { material: oddValue, locale: oddValue, quantity: oddValue, orderNumber: oddValue, delta: oddValue },
  { requiredKeys: [] }
);
const recipient = fc.record(
  {
    name: oddValue,
    organisation: oddValue,
    street: oddValue,
    postalCode: oddValue,
    city: oddValue,
    country: oddValue,
    email: oddValue,
  },
  { requiredKeys: [] }
);
const data = fc.oneof(
  fc.record(
    {
      lines: fc.oneof(fc.array(line, { maxLength: 4 }), oddValue),
      recipient: fc.oneof(recipient, oddValue),
      batch: oddValue,
      material: oddValue,
      locale: oddValue,
      email: oddValue,
      website: oddValue,
    },
    { requiredKeys: [] }
  ),
  oddValue
);

const GRAPHQL = [
  '{ materials { title action { type } } }', '{ materials(', '{ __schema { types { name } } }', 'mutation { deleteMaterial(documentId: "x") { documentId } }',
  '{ stockStatuses { quantity } }', '{ materials(status: DRAFT) { title } }', '{ materials(locale: "xx") { title } }', '{ materials(filters: { title: { eq: 1 } }) { title } }',
  'query($a: Int!) { materials(pagination: { limit: $a }) { title } }', '{ newsArticles { materials { newsArticles { materials { title } } } } }', '', '{}', '{ materials { action } }',
  '{ materials(pagination: { limit: -1 }) { title } }', '{ materials(sort: "quantity:asc") { title } }', 'subscription { x }', '{ usersPermissionsUsers { data { id } } }', `{${' a'.repeat(2000)} }`,
]; // prettier-ignore
const graphqlBody = fc.record(
  { query: fc.oneof(fc.constantFrom(...GRAPHQL), oddValue), variables: oddValue, operationName: oddValue },
  { requiredKeys: [] }
);

/** What goes over the wire as a body: well-formed JSON of a wrong shape, or no JSON at all. */
const bodyFor = (path: string): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: (path === '/graphql' ? graphqlBody : fc.record({ data })).map((body) => JSON.stringify(body)),
    },
    { weight: 1, arbitrary: oddText },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{', '[', '[]', 'null', '"x"', '{"data":', '{"data":{"__proto__":{"x":1}}}'),
    },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)) }
  );

const keys = fc.constantFrom(
  'locale', 'fields', 'fields[0]', 'populate', 'populate[materials][populate][stock]', 'filters[availability][$eq]', 'filters[quantity][$gt]', 'filters[$or][0][title]',
  'filters[createdBy][email][$startsWith]', 'sort', 'sort[0][quantity]', 'pagination[page]', 'pagination[pageSize]', 'pagination[limit]', 'pagination[withCount]', 'status', 'materials',
  'materials[]', '__proto__[x]', '_q', 'query', 'variables', 'token', 'email', 'until', 'state', 'a[b][c][d][e][f][g]'
); // prettier-ignore

const headers = fc.record(
  {
    'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('', 'x', 'k'.repeat(400), '../..', '{}')),
    'content-type': fc.constantFrom('application/json', 'text/plain', 'application/xml', 'multipart/form-data', 'application/x-www-form-urlencoded', 'application/json; charset=utf-7', ''), // prettier-ignore
    authorization: fc.constantFrom(
      'Bearer x',
      'Bearer ',
      'Basic eDp5',
      'Bearer null',
      'Bearer eyJhbGciOiJub25lIn0.eyJpZCI6MX0.'
    ),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', 'nobody', '::1, ::2'),
    'accept-language': fc.constantFrom('de', '*', ';;;q=9', 'xx-'),
    'if-none-match': fc.constantFrom('*', '"x"', 'W/'),
    range: fc.constantFrom('bytes=0-0', 'bytes=9-1', 'lines=1-'),
    cookie: fc.constantFrom('a=b', 'koa.sess=x; koa.sess.sig=y', '='),
  },
  { requiredKeys: [] }
);

interface Route {
  readonly methods: readonly string[];
  readonly path: string;
}

/** Every place of `:name` and `(.*)` in a route filled with something odd, or with something that exists. */
const addressFor = (path: string, known: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.oneof(oddText, fc.constantFrom(...known)), { minLength: 4, maxLength: 4 }).map((values) => {
    let next = 0;
    return path.replace(/:\w+|\(\.\*\)/g, () => encodeURIComponent((values[next++ % 4] ?? '').toWellFormed()));
  });

const requestTo = (routes: readonly Route[], known: readonly string[]) =>
  fc.constantFrom(...routes).chain(({ methods, path }) =>
    fc.record({
      address: addressFor(path, known),
      // Mostly a method that the route has, for the others are refused at its door.
      method: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...methods) },
        { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS') }
      ),
      query: fc.array(fc.tuple(keys, oddText), { maxLength: 3 }),
      headers,
      body: bodyFor(path),
    })
  );

const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** Every route that a stranger can reach, as the running program lists them. */
const routesOf = async (instance: Instance): Promise<Route[]> => {
  const listed = await instance.run((strapi) =>
    (strapi.server as unknown as { listRoutes: () => { methods: string[]; path: string }[] })
      .listRoutes()
      .map(({ methods, path }) => ({ methods, path }))
  );
  return listed
    .filter(({ path }) => /^\/(api\/|graphql|availability\/|ordering\/|uploads\/|_health)/.test(path))
    .map(({ methods, path }) => ({ path, methods: methods.filter((method) => METHODS.has(method)) }))
    .filter(({ methods }) => methods.length > 0);
};

onEveryDatabase('malformed requests', (database) => {
  let instance: Instance;
  let known: string[];
  beforeAll(async () => {
    instance = await startInstance({ database });
    const material = await makeMaterial(instance, { title: 'Heft', pdfUrl: 'https://files.example.org/a.pdf' });
    await makeStock(instance, material, { quantity: COPIES, orderNumber: 'A-1', note: DRAFT });
    const draft = await makeMaterial(instance, { title: DRAFT }, 'de', '&status=draft');
    const article = await makeArticle(instance, { materials: [material] });
    const order = await instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'Idempotency-Key': randomUUID() },
      body: {
        data: {
          lines: [{ material, locale: 'de', quantity: 1 }],
          recipient: { name: 'Ada Beispiel', street: 'Weg 1', postalCode: '12345', city: 'Ort', country: 'DE', email: ADDRESS },
        },
      },
    }); // prettier-ignore
    expect(order.status).toBe(201);
    known = [material, draft, article, order.body.data.number, 'heft', 'A-1', '1'];
  });
  afterAll(() => instance.stop());

  it(`${REQUESTS} of them never make the server fail, tell nothing, and it answers on`, async () => {
    const routes = await routesOf(instance);
    expect(routes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/api/orders', '/api/orders/:token', '/api/materials/slug/:slug', '/graphql'])
    );
    const seed = randomInt(2 ** 31);
    const requests = fc.sample(requestTo(routes, known), { numRuns: REQUESTS, seed });
    const faults: string[] = [];
    const seen = new Map<number, number>();

    const ask = async ({ address, method, query, headers: sent, body }: (typeof requests)[number]): Promise<void> => {
      const search = new URLSearchParams(query.map(([key, value]) => [key, value.toWellFormed()])).toString();
      const response = await fetch(`${instance.url}${address}?${search}`, {
        method,
        redirect: 'manual',
        headers: { 'content-type': 'application/json', ...sent },
        ...(method === 'GET' || method === 'OPTIONS' ? {} : { body: body.toWellFormed() }),
      });
      const text = await response.text();
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      const leak = LEAKS.find((words) => text.includes(words));
      if (response.status >= 500 || leak !== undefined) {
        faults.push(
          `${method} ${address}?${search} ${JSON.stringify(sent)} ${body.slice(0, 300)} → ${response.status} ${leak ?? ''} ${text.slice(0, 300)}`
        );
      }
    };
    const waiting = [...requests];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await ask(next);
      })
    );

    expect({ seed, faults: faults.slice(0, 10) }).toEqual({ seed, faults: [] });
    // Were all of them turned away at the same door, nothing would have been tried.
    for (const status of [200, 400, 403, 404])
      expect({ status, seen: seen.get(status) ?? 0 }).not.toEqual({ status, seen: 0 });
    const materials = await instance.asReader('/api/materials');
    expect(materials.body.data).toHaveLength(1);
    expect(materials.body.data[0].action.type).toBe('order');
  }, 300_000);
});
