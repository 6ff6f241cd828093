import fc from 'fast-check';

import { makeMaterial } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const REQUESTS = 600;

const oddValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '', '*', '-1', '0', '1e309', 'NaN', 'null', 'true', '%', '%00', '../../etc/passwd', "' OR 1=1 --", '{{7*7}}', '${7*7}',
    '$where', '__proto__', 'constructor', '[object Object]', 'de', 'xx', 'DE', 'a'.repeat(5000), '9'.repeat(400), '🙂', '\u202e'
  ) // prettier-ignore
);

const key = fc.constantFrom(
  'locale', 'fields', 'fields[0]', 'populate', 'populate[materials]', 'populate[materials][fields][0]', 'populate[boxes][populate]', 'filters',
  'filters[availability]', 'filters[availability][$eq]', 'filters[title][$contains]', 'filters[$or][0][title]', 'filters[id][$in]', 'sort', 'sort[0]',
  'pagination[page]', 'pagination[pageSize]', 'pagination[limit]', 'status', 'publicationFilter', 'materials', 'materials[]', '__proto__[x]', 'constructor', 'filters[__proto__]',
  'populate[__proto__]', 'filters[materials][action]', '_q'
); // prettier-ignore

const path = fc.oneof(
  fc.constantFrom(
    '/api/materials',
    '/api/news-articles',
    '/api/topics',
    '/api/availability',
    '/api/availability/material-action.js',
    '/api/stock-statuses'
  ),
  oddValue.map((value) => `/api/materials/${encodeURIComponent(value)}`),
  oddValue.map((value) => `/api/materials/slug/${encodeURIComponent(value)}`),
  oddValue.map((value) => `/api/news-articles/slug/${encodeURIComponent(value)}`),
  oddValue.map((value) => `/api/availability/${encodeURIComponent(value)}/json-ld`)
);

const request = fc.record({
  path,
  query: fc.array(fc.tuple(key, oddValue), { maxLength: 4 }),
  method: fc.constantFrom('GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
});

onEveryDatabase('odd requests', (database) => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startInstance({ database });
    await makeMaterial(instance, { pdfUrl: 'https://files.example.org/a.pdf' });
  });
  afterAll(() => instance.stop());

  it('never make the server fail, and it answers on', async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ path: address, query, method }) => {
        const search = new URLSearchParams(query).toString();
        const answer = await instance.asReader(`${address}?${search}`, { method });
        if (answer.status >= 500)
          throw new Error(`${method} ${address}?${search} → ${answer.status} ${JSON.stringify(answer.body)}`);
      }),
      { numRuns: REQUESTS }
    );
    expect((await instance.asReader('/api/materials')).status).toBe(200);
  });

  it.each([
    '{',
    '[]',
    '"x"',
    'null',
    '{"data":null}',
    '{"data":[]}',
    '{"data":{"title":{"$gt":""}}}',
    '{"data":{"title":"\\u0000"}}',
    '{"data":{"topics":"no such"}}',
  ])('a body of %s is refused, with a token too', async (body) => {
    for (const address of ['/api/materials', '/api/stock-statuses', '/api/news-articles']) {
      const { status } = await instance.asEditor(address, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect({ address, isRefusal: status >= 400 && status < 500 }).toEqual({ address, isRefusal: true });
    }
  });

  it('a locale that the site does not have cannot be written', async () => {
    const { status, body } = await instance.asEditor('/api/materials?locale=xx', {
      method: 'POST',
      body: { data: { title: 'x' } },
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/locale/i);
  });
});
