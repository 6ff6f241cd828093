import { createHash } from 'node:crypto';

import { makeMaterial, makeStock } from '../support/content';
import { writePaths, makeWorld, PAST_THE_CACHE, read, type Read, type World } from '../support/write-paths';
import { onEveryDatabase, startInstance, type Asking, type Instance } from '../support/instance';
import { rawRequest, type RawAnswer } from '../support/raw-request';

interface Report {
  readonly counts: {
    readonly hits: number;
    readonly unchanged: number;
    readonly shared: number;
    readonly misses: number;
  };
}

const reportOf = ({ run }: Instance): Promise<Report> =>
  run((strapi) => strapi.plugin('response-cache').service('cache').report() as Report);

/** What a second server needs to run on the same database. */
const databaseOf = ({ run }: Instance): Promise<Record<string, string>> =>
  run((strapi): Record<string, string> => {
    const { connection } = strapi.config.get('database.connection') as { connection: Record<string, string> };
    return strapi.db.dialect.client === 'sqlite'
      ? { DATABASE_FILENAME: String(connection.filename) }
      : { DATABASE_URL: String(connection.connectionString) };
  });

onEveryDatabase('the response cache', (database) => {
  let server: Instance;
  let world: World;

  beforeAll(async () => {
    server = await startInstance({ database, env: { RESPONSE_CACHE: 'on', LOG_LEVEL: 'warn' } });
    world = await makeWorld(server);
  }, 120_000);

  afterAll(() => server.stop());

  it('answers a second reader without a query, and a third who has it already with 304', async () => {
    const article: Read = { path: `/api/news-articles/${world.articles[0]}?populate=materials` };
    const first = await read(server, article);
    let second: RawAnswer | null = null;
    const queries = await server.queriesOf(async () => (second = await read(server, article)));
    expect(queries).toEqual([]);
    expect(second).toMatchObject({ status: 200, text: first.text });
    const { headers } = second as unknown as RawAnswer;
    expect(headers.etag).toMatch(/^"[\w-]+"$/);
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(headers.vary).toContain('Accept-Encoding');
    // Nobody is told what changed: the names of what is inside are for nobody.
    expect(headers['surrogate-key']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    const third = await read(server, article, { 'if-none-match': `"other", W/${headers.etag}` });
    expect([third.status, third.text]).toEqual([304, '']);
  });

  it('outdates exactly what a stock change touches', async () => {
    const [materialA = '', materialB = ''] = world.materials;
    const other: Read = { path: `/api/materials/${materialA}` };
    const own: Read = { path: `/api/materials/${materialB}` };
    for (const one of [other, own, other, own]) await read(server, one);
    await writePaths['a database query']?.(server, { ...world, materials: [materialB, materialB] }, 2);
    const queriesOther = await server.queriesOf(() => read(server, other));
    const queriesOwn = await server.queriesOf(() => read(server, own));
    expect(queriesOther).toEqual([]);
    expect(queriesOwn.length).toBeGreaterThan(0);
  });

  it('keeps the answer to a persisted query by its hash alone, and makes it anew after a write', async () => {
    const query = `{ material(documentId: "${world.materials[0] ?? ''}") { title action { type } } }`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const bare = `/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }))}`;
    const ask = (path: string) => server.asReader(path, { headers: { 'apollo-require-preflight': 'true' } });
    expect((await ask(bare)).body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const first = await ask(`${bare}&query=${encodeURIComponent(query)}`);
    const second = await ask(bare);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(await server.queriesOf(() => ask(bare))).toEqual([]);
    await server.asEditor(`/api/materials/${world.materials[0]}?locale=de`, {
      method: 'PUT',
      body: { data: { title: 'Nach dem Schreiben' } },
    });
    expect((await ask(bare)).body.data.material.title).toBe('Nach dem Schreiben');
  });

  it('computes once for many who ask at once', async () => {
    const path = '/api/materials?sort=title&pagination[pageSize]=7';
    const before = (await reportOf(server)).counts;
    const answers = await Promise.all(Array.from({ length: 100 }, () => read(server, { path })));
    const after = (await reportOf(server)).counts;
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(after.misses - before.misses).toBe(1);
  });

  it('keeps no drafts, no errors, no orders, no GraphQL mutation and no schema', async () => {
    const before = (await reportOf(server)).counts.hits;
    for (let turn = 0; turn < 2; turn += 1) {
      await read(server, { path: '/api/materials?status=draft' });
      await read(server, { path: '/api/materials?filters[nothing]=1' });
      await read(server, { path: '/api/orders/no-such-token' });
      await read(server, { path: '/graphql', query: '{ __schema { types { name } } }' });
      await read(server, { path: '/graphql', query: 'mutation { deleteMaterial(documentId: "x") { documentId } }' });
      await read(server, { path: '/graphql', query: '{ nothing }' });
      await read(server, { path: '/graphql', query: 'not graphql' });
    }
    expect((await reportOf(server)).counts.hits).toBe(before);
  });

  describe('lets no answer cross from one asker to another', () => {
    /** What a reader sees, without what differs between an answer that is kept and one that is not. */
    const seen = ({ status, headers, text }: RawAnswer): object => ({
      status,
      text,
      type: headers['content-type'],
      origin: headers['access-control-allow-origin'],
      credentials: headers['access-control-allow-credentials'],
      location: headers.location,
      cookies: headers['set-cookie'],
    });
    const ask = (address: string, asking: Asking = {}): Promise<RawAnswer> => rawRequest(server.url, address, asking);
    /** The same question, answered by Strapi itself. */
    const truth = (address: string, asking: Asking = {}): Promise<RawAnswer> =>
      ask(address, { ...asking, headers: { ...PAST_THE_CACHE, ...asking.headers } });

    const PLAIN = '/api/materials?locale=de&_q=Heft';
    let turn = 0;
    /** An address that means the same and is not kept yet. */
    const fresh = (): string => `${PLAIN}${'&'.repeat((turn += 1))}`;

    /** The attack goes first, and its answer may be kept; then the victim asks, then the attacker again. */
    const neverCrosses = async (attack: (address: string) => readonly [string, Asking]): Promise<void> => {
      const victim = fresh();
      const [address, asking] = attack(victim);
      for (let round = 0; round < 2; round += 1) {
        const attacked = await ask(address, asking);
        const plain = await ask(victim);
        expect(seen(attacked)).toEqual(seen(await truth(address, asking)));
        expect(seen(plain)).toEqual(seen(await truth(victim)));
      }
    };

    it.each<[string, Record<string, string>]>([
      ['another host', { host: 'evil.example.org' }],
      ['a host with a port', { host: 'cms.example.org:8443' }],
      ['no host worth the name', { host: '"><script>' }],
      ['a forwarded host', { 'x-forwarded-host': 'evil.example.org' }],
      ['two forwarded hosts', { 'x-forwarded-host': 'evil.example.org, cms.example.org' }],
      ['a forwarded protocol', { 'x-forwarded-proto': 'https' }],
      ['a forwarded port and prefix', { 'x-forwarded-port': '8443', 'x-forwarded-prefix': '/evil' }],
      ['a forwarded address', { 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7;host=evil.example.org' }],
      ['another address to rewrite to', { 'x-original-url': '/api/topics', 'x-rewrite-url': '/api/topics' }],
      ['an origin', { origin: 'https://evil.example.org' }],
      ['an origin that is none', { origin: 'null' }],
      ['an accepted type', { accept: 'text/html' }],
      ['an accepted type that there is not', { accept: 'application/xml;q=0.9' }],
      ['an accepted language', { 'accept-language': 'fr' }],
      ['an accepted packing that there is not', { 'accept-encoding': 'sdch' }],
      ['a cookie', { cookie: 'locale=fr; session=1' }],
      ['an empty cookie', { cookie: '' }],
      ['a token that is none', { authorization: 'Bearer nonsense' }],
      ['an empty token', { authorization: '' }],
      ['basic credentials', { authorization: 'Basic YTpi' }],
      ['another method by header', { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' }],
      ['another shape of answers', { 'strapi-response-format': 'v4' }],
      ['words that tell where they come from', { 'strapi-encode-source-maps': 'true' }],
      ['a header that nobody knows', { 'x-some-day': 'changes the answer' }],
      ['a part', { range: 'bytes=0-5' }],
      ['a wish for something fresh', { 'cache-control': 'no-cache', pragma: 'no-cache' }],
      ['a very long header', { 'x-forwarded-host': `${'x'.repeat(4000)}.example.org` }],
      ['a body type on a read', { 'content-type': 'text/plain' }],
    ])('by headers: %s', (_name, headers) => neverCrosses((address) => [address, { headers }]));

    it.each<[string, (address: string) => string]>([
      ['other order', (address) => address.replace('locale=de&_q=Heft', '_q=Heft&locale=de')],
      ['a comma for an ampersand', (address) => address.replace('locale=de&_q=Heft', '_q=Heft,locale=de')],
      ['the same, encoded', (address) => address.replace('locale=de&_q=Heft', '_q=Heft%2Clocale=de')],
      ['an encoded ampersand', (address) => address.replace('&_q=Heft', '%26_q=Heft')],
      ['an encoded name', (address) => address.replace('locale=', 'loc%61le=')],
      ['an encoded value', (address) => address.replace('Heft', 'Hef%74')],
      ['an encoded value, twice', (address) => address.replace('Heft', 'Hef%2574')],
      ['a value twice', (address) => `${address}&_q=B`],
      ['a value twice, the other way', (address) => address.replace('_q=Heft', '_q=B&_q=Heft')],
      ['a language twice', (address) => `${address}&locale=en`],
      ['a list', (address) => address.replace('locale=de', 'locale[0]=de&locale[1]=en')],
      ['an object', (address) => address.replace('_q=Heft', '_q[a]=Heft')],
      ['a semicolon', (address) => address.replace('&', ';')],
      ['a null byte', (address) => address.replace('Heft', 'Heft%00')],
      ['a line break', (address) => address.replace('Heft', 'Heft%0d%0aX: y')],
      ['a plus', (address) => address.replace('Heft', 'Heft+A')],
      ['a space', (address) => address.replace('Heft', 'Heft%20A')],
      ['a fragment', (address) => `${address}#_q=B`],
      ['a double slash', (address) => address.replace('/api/', '/api//')],
      ['a step back', (address) => address.replace('/api/', '/api/topics/../')],
      ['an encoded slash', (address) => address.replace('/materials', '%2Fmaterials')],
      ['capitals', (address) => address.replace('/materials', '/Materials')],
      ['a slash at the end', (address) => address.replace('/materials', '/materials/')],
      ['a whole address', (address) => `http://evil.example.org${address}`],
      ['another spelling of a filter', (address) => `${address}&filters[title][$ne]=x&filters[title][$ne]=Heft A`],
      ['a long question', (address) => `${address}&filters[title][$ne]=${'x'.repeat(1500)}`],
      ['a very long question', (address) => `${address}&filters[title][$ne]=${'x'.repeat(6000)}`],
      ['a deep question', (address) => `${address}&filters[$and][0]${'[$and][0]'.repeat(30)}[title]=x`],
      ['very many parameters', (address) => `${address}${'&a=1'.repeat(400)}`],
    ])('by addresses: %s', (_name, change) => neverCrosses((address) => [change(address).replaceAll(' ', '%20'), {}]));

    it.each<[string, Asking]>([
      ['HEAD', { method: 'HEAD' }],
      ['OPTIONS', { method: 'OPTIONS', headers: { origin: 'https://evil.example.org' } }],
      ['POST', { method: 'POST', body: { data: { title: 'evil' } } }],
      ['PUT', { method: 'PUT', body: { data: { title: 'evil' } } }],
      ['DELETE', { method: 'DELETE' }],
      ['GET with a body', { method: 'GET', body: { locale: 'fr' } }],
    ])('by methods: %s', (_name, asking) => neverCrosses((address) => [address, asking]));

    it('by GraphQL: variables, names, batches, types and methods', async () => {
      const query = 'query A($l: I18NLocaleCode) { materials(locale: $l) { title } } query B { topics { name } }';
      const bodies: readonly unknown[] = [
        { query, operationName: 'A', variables: { l: 'de' } },
        { query, operationName: 'A', variables: { l: 'en' } },
        { query, operationName: 'B' },
        { query },
        { query, operationName: 'A', variables: { l: 'de' }, extensions: { a: 1 } },
        [{ query: '{ topics { name } }' }, { query: '{ materials { title } }' }],
        { query: '{ topics { name } }' },
        { query: '{  topics { name } }' },
      ];
      for (let round = 0; round < 2; round += 1) {
        for (const body of bodies) {
          for (const headers of [
            {},
            { 'content-type': 'application/graphql-response+json' },
            { accept: 'text/html' },
          ]) {
            const asking = { method: 'POST', body, headers: headers as Record<string, string> };
            expect(seen(await ask('/graphql', asking))).toEqual(seen(await truth('/graphql', asking)));
          }
        }
        for (const address of [
          `/graphql?query=${encodeURIComponent('{ topics { name } }')}`,
          `/graphql?query=${encodeURIComponent('{ topics { name } }')}&query=${encodeURIComponent('{ materials { title } }')}`,
          `/graphql?query=${encodeURIComponent('mutation { deleteMaterial(documentId: "x") { documentId } }')}`,
          `/graphql?query=${encodeURIComponent(query)}&operationName=A&variables=${encodeURIComponent('{"l":"en"}')}`,
          `/graphql?query=${encodeURIComponent(query)}&operationName=B`,
        ]) {
          const asking = { headers: { 'content-type': 'application/json' } };
          expect(seen(await ask(address, asking))).toEqual(seen(await truth(address, asking)));
        }
      }
    });

    it('while the plain answers are kept all the same', async () => {
      const victim = fresh();
      await ask(victim);
      const before = (await reportOf(server)).counts.hits;
      await ask(victim);
      expect((await reportOf(server)).counts.hits).toBe(before + 1);
    });
  });

  it('counts entries anew only when one comes or goes', async () => {
    let asked = 0;
    /** A list that nobody asked for before. */
    const total = async (filter = ''): Promise<{ total: unknown; counted: number }> => {
      asked += 1;
      let answer: RawAnswer | null = null;
      const queries = await server.queriesOf(async () => {
        answer = await read(server, { path: `/api/materials?locale=de${filter}${'&'.repeat(asked)}` });
      });
      const { meta } = (answer as unknown as RawAnswer).body as { meta: { pagination: { total: number } } };
      return { total: meta.pagination.total, counted: queries.filter((sql) => /count\(/.test(sql)).length };
    };
    const inStock = '&filters[availability][$eq]=in-stock';
    const update = (sql: string): Promise<number> =>
      server.run((strapi, text) => strapi.db.connection.raw(text).then(() => 0), sql);
    await update(`UPDATE stock_statuses SET quantity = 5, availability = 'in-stock'`);
    const [a = '', b = ''] = world.materials;
    expect((await total()).total).toBe(2);
    expect((await total(inStock)).total).toBe(2);

    // The last copy goes: a filter finds one less, and there are as many as before.
    await update(`UPDATE stock_statuses SET quantity = 0 WHERE material = '${a}'`);
    expect(await total()).toEqual({ total: 2, counted: 0 });
    expect(await total(inStock)).toEqual({ total: 1, counted: 1 });
    expect(await total(inStock)).toEqual({ total: 1, counted: 0 });

    for (const [action, left] of [
      ['unpublish', 1],
      ['publish', 2],
    ] as const) {
      await server.run(
        async (strapi, name, documentId) => {
          const materials = strapi.documents('api::material.material');
          const asked = { documentId, locale: 'de' };
          await (name === 'publish' ? materials.publish(asked) : materials.unpublish(asked));
        },
        action,
        b
      );
      expect(await total()).toEqual({ total: left, counted: 1 });
      expect(await total()).toEqual({ total: left, counted: 0 });
    }
    // A filter that looks into another table is counted each time.
    const topics = '&filters[topics][name][$eq]=Thema';
    expect(await total(topics)).toEqual({ total: 1, counted: 1 });
    expect(await total(topics)).toEqual({ total: 1, counted: 1 });
  });

  it('loads the facts of a material once for all answers that they are in', async () => {
    const [material = ''] = world.materials;
    let asked = 0;
    const factQueries = async (): Promise<number> => {
      asked += 1;
      const path = `/api/availability?materials=${material}&locale=de${'&'.repeat(asked)}`;
      const queries = await server.queriesOf(() => read(server, { path }));
      return queries.filter((sql) => sql.includes('reads are told')).length;
    };
    await factQueries();
    expect(await factQueries()).toBe(0);
    await writePaths['a database query']?.(server, { ...world, materials: [material, material] }, 1);
    expect(await factQueries()).toBeGreaterThan(0);
    expect(await factQueries()).toBe(0);
  });

  it('asks once what everybody may do, until a permission changes by any door', async () => {
    let asked = 0;
    /** A question that nobody asked for before. */
    const topics = async (): Promise<{ status: number; asked: number }> => {
      asked += 1;
      let answer: RawAnswer | null = null;
      const queries = await server.queriesOf(async () => {
        answer = await read(server, { path: `/api/topics?locale=de${'&'.repeat(asked)}` });
      });
      const { status } = answer as unknown as RawAnswer;
      return { status, asked: queries.filter((sql) => sql.includes('up_permissions')).length };
    };
    await topics();
    expect(await topics()).toEqual({ status: 200, asked: 0 });

    const rename = (table: string, column: string, from: string, to: string): Promise<number> =>
      server.run(
        (strapi, where, name, old, value) =>
          strapi.db
            .connection(where)
            .where(name, old)
            .update({ [name]: value }) as Promise<number>,
        table,
        column,
        from,
        to
      );
    await rename('up_permissions', 'action', 'api::topic.topic.find', 'api::topic.topic.gone');
    expect((await topics()).status).toBe(403);
    await rename('up_permissions', 'action', 'api::topic.topic.gone', 'api::topic.topic.find');
    expect(await topics()).toEqual({ status: 200, asked: 1 });
    expect(await topics()).toEqual({ status: 200, asked: 0 });

    // Nobody is everybody any more.
    await rename('up_roles', 'type', 'public', 'nobody');
    expect((await topics()).status).toBe(401);
    await rename('up_roles', 'type', 'nobody', 'public');
    expect((await topics()).status).toBe(200);
  });

  it('removes lines of its log an hour later, and none that somebody could still need', async () => {
    const prune = (): Promise<number> =>
      server.run((strapi) =>
        (strapi.plugin('response-cache').service('cache') as { prune: () => Promise<void> }).prune().then(() => 0)
      );
    /** Writes a line as a change does, so many seconds ago. */
    const note = (source: string, ago: number, keys = ''): Promise<number> =>
      server.run(
        (strapi, name, seconds, what) =>
          strapi.db.connection
            .raw(
              strapi.db.dialect.client === 'postgres'
                ? `INSERT INTO inprint_changes (source, keys, at) VALUES (?, ${what || "''"}, clock_timestamp() - ? * INTERVAL '1 second')`
                : `INSERT INTO inprint_changes (source, keys, at) VALUES (?, '', unixepoch() - ?)`,
              [name, seconds]
            )
            .then(() => 0),
        source,
        ago,
        keys
      );
    const there = async (): Promise<string[]> =>
      server.run(async (strapi) => {
        const rows = (await strapi.db
          .connection('inprint_changes')
          .select('source')
          .whereIn('source', ['old', 'new', 'late'])
          .orderBy('source')) as { source: string }[];
        return rows.map(({ source }) => source);
      });

    await note('old', 3700);
    await note('new', 3500);
    // A mark of half an hour ago: who has not seen until now what was committed before it starts anew.
    if (database === 'postgres') await note('mark', 1900, 'pg_current_snapshot()::text');
    // A transaction that wrote more than an hour ago and is committed only now: nobody has seen it yet.
    if (database === 'postgres') await note('late', 3700);
    // It came with a backup from a server that had counted further: it would be seen as new for ever.
    if (database === 'postgres') {
      await server.run((strapi) =>
        strapi.db.connection
          .raw(`INSERT INTO inprint_changes (source, keys, xid) VALUES ('old', '', '9999999999')`)
          .then(() => 0)
      );
    }
    await prune();
    expect(await there()).toEqual(database === 'postgres' ? ['late', 'new'] : ['new']);
    if (database === 'postgres') {
      await note('mark', 1850, 'pg_current_snapshot()::text');
      await prune();
      expect(await there()).toEqual(['new']);
    }
  });

  it('keeps watching when another server mends the triggers of the stock', async () => {
    const env = await databaseOf(server);
    const triggers = (name: string): Promise<number> =>
      server.run(async (strapi, like) => {
        const knex = strapi.db.connection;
        const rows = (await (strapi.db.dialect.client === 'sqlite'
          ? knex('sqlite_master').where('type', 'trigger').andWhere('name', 'like', like)
          : knex('pg_trigger').where('tgname', 'like', like))) as unknown[];
        return rows.length;
      }, name);
    const before = { ours: await triggers('inprint_availability%'), cache: await triggers('inprint_changes%') };
    await server.run(async (strapi) => {
      const knex = strapi.db.connection;
      const like = 'inprint_availability_refresh%';
      const [found] = (await (strapi.db.dialect.client === 'sqlite'
        ? knex('sqlite_master').where('type', 'trigger').andWhere('name', 'like', like).select('name')
        : knex('pg_trigger').where('tgname', 'like', like).select('tgname as name'))) as { name: string }[];
      await knex.raw(
        `DROP TRIGGER ${String(found?.name)}${strapi.db.dialect.client === 'sqlite' ? '' : ' ON stock_statuses'}`
      );
    });
    expect(await triggers('inprint_availability%')).toBe(before.ours - 1);
    const other = await startInstance({ database, env: { ...env, RESPONSE_CACHE: 'off' } });
    try {
      expect({ ours: await triggers('inprint_availability%'), cache: await triggers('inprint_changes%') }).toEqual(
        before
      );
    } finally {
      await other.stop();
    }
  });

  if (database === 'postgres') {
    it('waits some seconds for a database that does not say what changed, and then asks Strapi', async () => {
      const article: Read = { path: `/api/news-articles/${world.articles[1]}?populate=materials` };
      for (let turn = 0; turn < 3; turn += 1) await read(server, article);
      const before = (await reportOf(server)).counts;
      // Whoever looks at what changed waits for this lock.
      const lock = server.run(
        (strapi) =>
          strapi.db.connection.transaction(async (trx) => {
            await trx.raw('LOCK TABLE inprint_changes IN ACCESS EXCLUSIVE MODE');
            await trx.raw('SELECT pg_current_xact_id()');
            await strapi.db.connection.raw('SELECT pg_current_xact_id()'); // so that there is something to look at
            await new Promise((resolve) => setTimeout(resolve, 8000));
          }) as Promise<void>
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
      const answers = await Promise.all([read(server, article), read(server, article)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const meanwhile = (await reportOf(server)).counts;
      expect(meanwhile.hits).toBe(before.hits);
      await lock;
      for (let turn = 0; turn < 100 && (await reportOf(server)).counts.hits === before.hits; turn += 1) {
        await read(server, article);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect((await reportOf(server)).counts.hits).toBeGreaterThan(before.hits);
    });
  }

  const hitsOf = async (): Promise<number> => (await reportOf(server)).counts.hits;
  /** Is a question answered from memory when it is asked for the second time? */
  const isKept = async (one: Read, headers: Readonly<Record<string, string>> = {}): Promise<boolean> => {
    await read(server, one, headers);
    const before = await hitsOf();
    const answer = await read(server, one, headers);
    const isTrue = answer.text === (await read(server, one, { ...PAST_THE_CACHE, ...headers })).text;
    expect({ status: answer.status, isTrue }).toEqual({ status: 200, isTrue: true });
    return (await hitsOf()) > before;
  };

  it('keeps answers for the headers that it knows, and for no others', async () => {
    const one: Read = { path: '/api/materials?fields=title&sort=title' };
    const browser = {
      'sec-fetch-mode': 'cors',
      'sec-ch-ua': '"Chromium"',
      dnt: '1',
      'cf-ray': '1',
      'x-request-id': '2',
    };
    expect(await isKept(one, browser)).toBe(true);
    expect(await isKept(one, { 'x-api-key': 'secret' })).toBe(false);
  });

  it('keeps nothing of a route that asks who may have it', async () => {
    const one: Read = { path: '/api/topics?fields=name&sort=name' };
    const guard = (policies: readonly string[]): Promise<void> =>
      server.run((strapi, names) => {
        const route = strapi
          .api('topic')
          .routes.topic?.routes.find(({ handler }: { handler: unknown }) => handler === 'api::topic.topic.find');
        if (!route) throw new Error('There is no such route.');
        Object.assign(route.config as object, { policies: names });
        return strapi.plugin('response-cache').service('cache').empty() as Promise<void>;
      }, policies);
    expect(await isKept(one)).toBe(true);
    await guard(['only-from-the-office']);
    expect(await isKept(one)).toBe(false);
    await guard([]);
    expect(await isKept(one)).toBe(true);
  });

  it('stands still while a trigger is missing, and goes on when it is there again', async () => {
    const one: Read = { path: `/api/materials/${world.materials[0]}?fields=title` };
    expect(await isKept(one)).toBe(true);
    const env = await databaseOf(server);
    await server.run(async (strapi) => {
      const knex = strapi.db.connection;
      if (strapi.db.dialect.client === 'sqlite') {
        const [row] = (await knex.raw(
          "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'topics' AND name LIKE 'inprint_changes%'"
        )) as { name: string }[];
        await knex.raw(`DROP TRIGGER ${row?.name}`);
      } else await knex.raw('ALTER TABLE topics DISABLE TRIGGER ALL');
    });
    expect(await isKept(one)).toBe(false);
    const topic: Read = { path: '/api/topics?fields=name' };
    await server.run((strapi) => strapi.db.connection.raw(`UPDATE topics SET name = 'Ungesehen'`).then(() => 0));
    expect((await read(server, topic)).text).toContain('Ungesehen');
    const other = await startInstance({ database, env: { ...env, RESPONSE_CACHE: 'on' } });
    try {
      expect(await isKept(one)).toBe(true);
      expect((await read(server, topic)).text).toContain('Ungesehen');
    } finally {
      await other.stop();
    }
  });

  if (database === 'sqlite') {
    it('notices that the file was replaced by an older one', async () => {
      const one: Read = { path: `/api/materials/${world.materials[0]}?fields=title` };
      expect(await isKept(one)).toBe(true);
      // As a backup would have it: other words, and a log that has not counted as far.
      await server.run((strapi) =>
        strapi.db.transaction(async ({ trx }) => {
          await trx.raw(`UPDATE materials SET title = 'Aus dem Archiv'`);
          await trx.raw('DELETE FROM inprint_changes WHERE seq > 5');
          await trx.raw(`UPDATE sqlite_sequence SET seq = 5 WHERE name = 'inprint_changes'`);
        })
      );
      expect((await read(server, one)).text).toContain('Aus dem Archiv');
      expect(await isKept(one)).toBe(true);
      await server.run((strapi) => strapi.db.connection.raw(`UPDATE materials SET title = 'Und weiter'`).then(() => 0));
      expect((await read(server, one)).text).toContain('Und weiter');
    });
  } else {
    it.each([
      ['as a replica', `SET LOCAL session_replication_role = 'replica'`],
      ['without a path', `SET LOCAL search_path = ''`],
      ['as somebody who may write this table only', 'SET LOCAL ROLE inprint_test_writer'],
    ])('sees what is written %s', async (_name, setting) => {
      const one: Read = { path: '/api/topics?fields=name&sort=id' };
      expect(await isKept(one)).toBe(true);
      const name = `Thema ${Math.random()}`;
      await server.run(
        (strapi, set, value) =>
          strapi.db.transaction(async ({ trx }) => {
            await trx.raw(
              `DO $$ BEGIN CREATE ROLE inprint_test_writer; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`
            );
            await trx.raw('GRANT USAGE ON SCHEMA public TO inprint_test_writer');
            await trx.raw('GRANT SELECT, UPDATE ON topics TO inprint_test_writer');
            await trx.raw(set);
            await trx.raw('UPDATE public.topics SET name = ?', [value]);
          }),
        setting,
        name
      );
      expect((await read(server, one)).text).toContain(name);
    });

    it('lets everybody write while a server starts beside a long transaction', async () => {
      const env = await databaseOf(server);
      const elsewhere = await makeMaterial(server, { title: 'Heft C' });
      await makeStock(server, elsewhere, { quantity: 5 });
      const long = server.run(
        (strapi, id) =>
          strapi.db.connection.transaction(async (trx) => {
            await trx.raw(`UPDATE topics SET name = 'Dauert'`);
            await trx.raw('UPDATE materials SET abstract = abstract WHERE document_id = ?', [id]);
            await trx.raw('UPDATE stock_statuses SET quantity = quantity + 1 WHERE material = ?', [id]);
            await new Promise((resolve) => setTimeout(resolve, 12_000));
          }),
        elsewhere
      );
      let isDone = false;
      const start = startInstance({ database, env: { ...env, RESPONSE_CACHE: 'on' } }).finally(() => (isDone = true));
      let slowest = 0;
      for (let n = 0; !isDone; n += 1) {
        const before = performance.now();
        await writePaths['a database query']?.(server, world, n);
        slowest = Math.max(slowest, performance.now() - before);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const other = await start;
      await long;
      await other.stop();
      expect(slowest).toBeLessThan(3000);
    }, 60_000);

    it('computes once also when whoever asked first goes away', async () => {
      const path = '/api/topics?fields=name&sort=name:desc';
      const { misses } = (await reportOf(server)).counts;
      const locked = server.run((strapi) =>
        strapi.db.connection.transaction(async (trx) => {
          await trx.raw('LOCK TABLE topics IN ACCESS EXCLUSIVE MODE');
          await new Promise((resolve) => setTimeout(resolve, 1500));
        })
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      const gone = new AbortController();
      const first = fetch(server.url + path, { signal: gone.signal, headers: { 'user-agent': 'one' } }).catch(
        () => null
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      const others = Array.from({ length: 40 }, () => fetch(server.url + path));
      await new Promise((resolve) => setTimeout(resolve, 200));
      gone.abort();
      await first;
      expect(new Set((await Promise.all(others)).map(({ status }) => status))).toEqual(new Set([200]));
      await locked;
      expect((await reportOf(server)).counts.misses - misses).toBe(2);
    });
  }
});
