import { randomBytes } from 'node:crypto';

import { makeArticle, makeMaterial } from '../support/content';
import { startInstance, type Instance } from '../support/instance';

const { usedMs } = jest.requireActual<{ usedMs: () => number }>('../support/processor-time.cjs');

const SITE = 'https://www.example.org';
const OTHER = 'https://other.example';

describe('a question from outside', () => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startInstance({
      env: { PUBLIC_URL: `${SITE}/`, ALLOWED_ORIGINS: 'https://shop.example.org', RATE_LIMIT: 'on' },
    });
    const topics: string[] = [];
    for (const name of ['Alter', 'Bildung']) {
      const answer = await instance.asEditor('/api/topics?locale=de', { method: 'POST', body: { data: { name } } });
      topics.push(answer.body.data.documentId);
    }
    const materials: string[] = [];
    for (let count = 0; count < 20; count += 1) materials.push(await makeMaterial(instance, { topics }));
    await makeArticle(instance, { materials, topics });
    await instance.run((strapi) =>
      (strapi.plugin('public-access').service('fanOuts') as { count: () => Promise<void> }).count()
    );
  });
  afterAll(() => instance.stop());

  describe('over REST', () => {
    it.each([
      ['materials?populate=topics.materials.topics.materials.topics', 'populate-too-deep'],
      ['materials?filters[topics][materials][topics][materials][title]=x', 'filter-too-deep'],
      [
        'topics?filters[$and][0][materials][title]=a&filters[$and][1][materials][title]=b&filters[$and][2][materials][title]=c&filters[$and][3][materials][title]=d',
        'filter-too-costly',
      ],
      [`materials?${Array.from({ length: 251 }, (_, index) => `filters[$or][${index}][title]=x`).join('&')}`, null],
      ['topics?populate[materials][populate][topics][populate][materials][populate]=topics', 'answer-too-large'],
    ])('%s is refused before it is worked on', async (path, code) => {
      const started = performance.now();
      const { status, body } = await instance.asReader(`/api/${path}`);
      expect(status).toBe(400);
      if (code !== null) expect(body.error.details.code).toBe(code);
      expect(body.error.message.length).toBeGreaterThan(20);
      expect(performance.now() - started).toBeLessThan(2000);
    });

    it.each([
      'materials?populate=*&pagination[pageSize]=100',
      'materials?populate[topics][populate][newsArticles]=true',
      'news-articles?populate[boxes][on][news.material-box][populate][materials][populate]=cover&populate[materials][populate]=cover',
      'topics?filters[materials][title][$contains]=Heft&sort=name',
    ])('%s is answered', async (path) => expect((await instance.asReader(`/api/${path}`)).status).toBe(200));
  });

  describe('over GraphQL', () => {
    const deep = (levels: number): string => (levels === 0 ? 'title' : `topics { materials { ${deep(levels - 1)} } }`);

    it.each([
      ['four relations deep', `{ materials(locale: "de") { ${deep(2)} } }`],
      ['six relations deep', `{ materials { ${deep(3)} } }`],
      ['with 300 aliases', `{ ${Array.from({ length: 300 }, (_, index) => `a${index}: materials { title }`).join(' ')} }`],
      ['with fragments in fragments', `{ ${Array.from({ length: 40 }, (_, index) => `a${index}: materials { ...far }`).join(' ')} } fragment far on Material { topics { materials { title } } }`],
      ['with fragments that double each other', `{ materials { ...f0 } } ${Array.from({ length: 40 }, (_, index) => `fragment f${index} on Material { ...f${index + 1} ...f${index + 1} }`).join(' ')} fragment f40 on Material { title }`],
      ['of too many words', `{ materials { ${'title '.repeat(5000)} } }`],
    ])('%s is refused with words, before it is worked on', async (_name, question) => {
      const started = performance.now();
      const { status, body } = await instance.graphql(question);
      expect(status).toBe(400);
      expect(body.errors[0].message.length).toBeGreaterThan(20);
      expect(performance.now() - started).toBeLessThan(2000);
    }); // prettier-ignore

    it.each([30, 1000, 20_000])('nested %d times in a variable is refused with words, before it is worked on', async (levels) => {
      const filters = `${'{"and":['.repeat(levels)}{"title":{"eq":"x"}}${']}'.repeat(levels)}`;
      const body = `{"query":"query($f: MaterialFiltersInput) { materials(filters: $f) { title } }","variables":{"f":${filters}}}`;
      const before = await instance.run(usedMs);
      const answer = await instance.asReader('/graphql', { method: 'POST', body });
      expect(answer.status).toBeLessThan(500);
      expect(answer.body.errors[0].message).toMatch(/nested at most/);
      expect((await instance.run(usedMs)) - before).toBeLessThan(1000);
    }); // prettier-ignore

    it.each([
      '{ topics { ...none } }',
      '{ topics { ...round } } fragment round on Topic { ...round }',
      '{ topics { name } } fragment unused on Topic { ...none }',
    ])('%s is no fault of the server', async (question) => {
      const { status, body } = await instance.graphql(question);
      expect({ status, message: body.errors[0].message }).toEqual({ status: 400, message: expect.stringMatching(/fragment|itself/i) });
    }); // prettier-ignore

    it('in a batch is refused', async () => {
      const { status } = await instance.asReader('/graphql', { method: 'POST', body: [{ query: '{ materials { title } }' }, { query: '{ topics { name } }' }] });
      expect(status).toBe(400);
    }); // prettier-ignore

    it.each([
      '{ materials(pagination: { limit: 20 }) { documentId title slug action { type label url } topics { name } } }',
      '{ newsArticles { title materials { title action { type } topics { name } } } }',
      '{ topics_connection { pageInfo { total } nodes { name materials { title } } } }',
      '{ __schema { types { name fields { name type { name ofType { name } } } } } }',
    ])('%s is answered', async (question) => {
      const { status, body } = await instance.graphql(question);
      expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
    });

    it('has no page with scripts of other sites', async () => {
      const { body } = await instance.asReader('/graphql', { headers: { accept: 'text/html' } });
      expect(String(body)).not.toMatch(/<script|apollographql/i);
    });
  });

  describe('of a page of another origin', () => {
    const allowed = async (path: string, method: string, origin: string): Promise<string | null> =>
      (await instance.asReader(path, { method, headers: { origin } })).headers.get('access-control-allow-origin');
    const preflight = (path: string, method: string, origin: string) =>
      instance.asReader(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'idempotency-key' } }); // prettier-ignore

    it('may read, without credentials', async () => {
      const { headers } = await instance.asReader('/api/materials', { headers: { origin: OTHER } });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('access-control-expose-headers')).toMatch(/ETag/);
      expect(headers.get('access-control-expose-headers')).toMatch(/Retry-After/);
      expect(await allowed('/api/no-such-route', 'GET', OTHER)).toBe('*');
      expect(await allowed('/graphql', 'POST', OTHER)).toBe('*');
    });

    it.each([SITE, 'https://shop.example.org'])('may order from %s, with a key', async (origin) => {
      const { status, headers } = await preflight('/api/orders', 'POST', origin);
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-headers')).toMatch(/Idempotency-Key/i);
      expect(await allowed('/api/orders', 'POST', origin)).toBe(origin);
    });

    it('may not order from elsewhere, and never ask the admin', async () => {
      expect(await allowed('/api/orders', 'POST', OTHER)).toBeNull();
      expect((await preflight('/api/orders', 'POST', OTHER)).headers.get('access-control-allow-origin')).toBeNull();
      for (const origin of [SITE, OTHER]) {
        expect(await allowed('/admin/access-token', 'POST', origin)).toBeNull();
        expect(await allowed('/content-manager/collection-types/api::material.material', 'GET', origin)).toBeNull();
      }
    });
  });

  it('of whoever is logged in has the answer that everybody gets; nobody can register', async () => {
    const account = { username: 'ada', email: 'ada@example.org', password: `Aa1-${randomBytes(8).toString('hex')}` };
    expect((await instance.asReader('/api/auth/local/register', { method: 'POST', body: account })).status).toBe(400);
    await instance.run(async (strapi, data) => {
      const role = await strapi.db
        .query('plugin::users-permissions.role')
        .findOne({ where: { type: 'authenticated' } });
      const users = strapi.plugin('users-permissions').service('user') as { add: (user: object) => Promise<unknown> };
      await users.add({ ...data, confirmed: true, provider: 'local', role: role.id });
    }, account);
    const { body } = await instance.asReader('/api/auth/local', { method: 'POST', body: { identifier: account.email, password: account.password } }); // prettier-ignore
    const headers = { authorization: `Bearer ${String(body.jwt)}` };
    for (const path of ['/api/materials?populate=topics', '/api/topics', '/api/news-articles']) {
      expect((await instance.asReader(path, { headers })).body).toEqual((await instance.asReader(path)).body);
    }
    expect((await instance.asReader('/api/materials?status=draft', { headers })).status).toBe(403);
  });

  it('with a large form is refused before the form is read', async () => {
    const form = new FormData();
    form.append('files', new Blob([Buffer.alloc(300_000)]), 'large.bin');
    const statusOf = async (path: string): Promise<number> =>
      (await instance.asReader(path, { method: 'POST', body: form })).status;
    expect(await statusOf('/api/orders')).toBe(413);
    expect(await statusOf('/api/no-such-address')).toBe(413);
    expect(await statusOf('/upload')).toBe(401); // the admin's: whoever is nobody need not even know how large
  });

  // Strapi takes every “multipart” for a form; two million brackets of JSON are two seconds of the processor.
  it.each([
    ['multipart/mixed; boundary=x', {}, 413],
    ['application/json', {}, 413],
    ['application/json', { 'content-encoding': 'gzip' }, 415],
  ])('with a large body of %s %j is refused before it is read', async (type, headers, expected) => {
    const body = '['.repeat(150_000) + ']'.repeat(150_000);
    const asking = { method: 'POST', body, headers: { 'content-type': type, ...headers } };
    for (const path of ['/api/orders', '/graphql', '/api/no-such-address'])
      expect({ path, status: (await instance.asReader(path, asking)).status }).toEqual({ path, status: expected });
    expect((await instance.asEditor('/api/topics', { ...asking, headers: {} })).status).toBe(400);
  });

  it.each(['/api/orders', '/api/waitlist', '/api/auth/local', '/admin/login', '/api/no-such-address'])('with a body that is nested without end is no fault of the server at %s', async (path) => {
    const body = `{"data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    expect((await instance.asReader(path, { method: 'POST', body })).status).toBeLessThan(500);
  }); // prettier-ignore

  it.each(['/fonts/constructor', '/fonts/__proto__', '/api/materials?sort[a][b][c]=x', '/api/materials?filters[locale][$jsonSupersetOf]=x', '/api/topics?_q=a&_q=b', '/api/topics?_q[a]=b', '/API/topics/?sort[a]=x'])('%s is no fault of the server', async (path) => {
    expect((await instance.asReader(path)).status).toBeLessThan(500);
  }); // prettier-ignore

  it('with a text for a body is no fault of the server, before any route is found', async () => {
    const { status } = await instance.asReader(
      '/content-manager/collection-types/api::material.material/actions/bulkPublish',
      {
        method: 'POST',
        body: 'undefined',
        headers: { 'content-type': 'text/plain' },
      }
    );
    expect(status).toBeLessThan(500);
  });

  it('with a body that is not what it says is no fault of the server', async () => {
    const { status } = await instance.asReader('/api/orders', { method: 'POST', body: '{}', headers: { 'content-encoding': 'gzip' } });
    expect(status).toBeLessThan(500);
  }); // prettier-ignore
});
