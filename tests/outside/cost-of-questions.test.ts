import { readFileSync } from 'node:fs';
import path from 'node:path';

import { startInstance, type Instance } from '../support/instance';

const { seed } = jest.requireActual<{
  seed: (strapi: unknown, sizes: { materials: number; topics: number }) => Promise<void>;
}>('../bench/attack-content.cjs');
const { usedMs, watchSteps, longestStepMs } = jest.requireActual<{
  usedMs: () => number;
  watchSteps: () => void;
  longestStepMs: () => number;
}>('../support/processor-time.cjs');

/** What the portal's own pages and the examples in the documentation may cost of what a question may cost: far below. */
const FAR_BELOW = 0.5;
const AT_ONCE = 50;
const MAX_CPU_MS = 1000;
const MAX_STEP_MS = 500;

interface Share {
  readonly url: string;
  readonly share: number;
}

const textOf = (file: string): string => readFileSync(path.join(__dirname, '../..', file), 'utf8');

/** Addresses that documentation tells readers to try. */
const exampleAddresses = [...`${textOf('README.md')}${textOf('docs/frontends.md')}`.matchAll(/http:\/\/127\.0\.0\.1:1337(\/api\/[^\s'"]+)/g)].map(([, address = '']) => address); // prettier-ignore

const exampleQuestions = [...textOf('docs/frontends.md').matchAll(/"query":\s*"([^]+?[^\\])"/g)].map(([, query = '']) => JSON.parse(`"${query}"`) as string); // prettier-ignore

/** The dearest that `npm run bench:attack` found, as they are answered with a thousand materials. */
const DEAR_ADDRESSES = [
  '/api/materials?populate=*&pagination[pageSize]=100&locale=de',
  '/api/materials?locale=*&pagination[pageSize]=8&populate=*',
  '/api/news-articles?populate=*&pagination[pageSize]=100&locale=de',
  '/api/topics?locale=en&pagination[pageSize]=2&populate=*&filters[slug][$notNull]=Heft&localeFallback=true',
];
const MATERIAL =
  'documentId title subtitle slug abstract description pages availability authors { name } publishers { name url } action { type label accessibleLabel url notice file { url name } }';
const DEAR_QUESTIONS = [
  `{ a0: topics(pagination: { limit: 3 }, locale: "de") { documentId name slug materials(pagination: { limit: 3 }, sort: "abstract") { ${MATERIAL} } } a1: topics_connection(pagination: { limit: 18 }, sort: "name", locale: "de") { pageInfo { total pageCount } nodes { documentId name slug } } a2: materials(pagination: { limit: 60 }, filters: { slug: { ne: "e" } }, locale: "de") { ${MATERIAL} } }`,
  `{ materials_connection(pagination: { limit: 50 }, sort: "abstract", locale: "de") { pageInfo { total pageCount } nodes { ${MATERIAL} topics(pagination: { limit: 3 }) { name } } } }`,
];

describe('with a thousand materials in three languages', () => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startInstance();
    await instance.run(seed as never, { materials: 1000, topics: 12 } as never);
    await instance.run((strapi) => {
      const dear = strapi.plugin('public-access').service('dearQuestions') as {
        enter: (ctx: { url: string }, share: number) => Promise<void>;
      };
      const enter = dear.enter;
      const known = globalThis as unknown as { shares: Share[] };
      known.shares = [];
      dear.enter = (ctx, share) => {
        known.shares.push({ url: ctx.url, share });
        return enter(ctx, share);
      };
    });
  }, 600_000);
  afterAll(() => instance?.stop());

  /** What the API was asked while this ran, and how much of what it may cost. */
  const sharesOf = async (work: () => Promise<unknown>): Promise<Share[]> => {
    await instance.run(() => {
      (globalThis as unknown as { shares: Share[] }).shares.length = 0;
    });
    await work();
    return instance.run(() => [...(globalThis as unknown as { shares: Share[] }).shares]);
  };

  const cpu = (): Promise<number> => instance.run(usedMs);

  const graphql = async (query: string): Promise<void> => {
    const { body } = await instance.graphql(query);
    expect(body.errors).toBeUndefined();
  };
  const read = async (address: string): Promise<void> => {
    expect({ address, status: (await instance.asReader(address)).status }).toEqual({ address, status: 200 });
  };

  it.each([
    '/de/', '/de/?page=20', '/en/materials', '/de/materials?title=heft&topic=thema-1-de&availability=order', '/de/materials/heft-0-de', '/fr/materials/heft-7-fr',
    '/de/news/meldung-0-de', '/de/feed.xml', '/de/order', '/sitemap.xml', '/robots.txt',
  ])('the portal’s page %s costs far less than a question may', async (address) => {
    const shares = await sharesOf(() => read(address));
    expect(shares.filter(({ share }) => share > FAR_BELOW)).toEqual([]);
  }); // prettier-ignore

  it('the pages ask the API, and what they cost is seen here', async () => {
    const shares = await sharesOf(() => read('/de/materials/heft-0-de'));
    expect(Math.max(...shares.map(({ share }) => share))).toBeGreaterThan(0);
  });

  it('the examples of the documentation cost far less than a question may', async () => {
    expect(exampleAddresses.length).toBeGreaterThan(0);
    expect(exampleQuestions.length).toBeGreaterThan(0);
    const shares = await sharesOf(async () => {
      for (const address of exampleAddresses) await read(address);
      for (const question of exampleQuestions) await graphql(question);
    });
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.filter(({ share }) => share > FAR_BELOW)).toEqual([]);
  });

  it.each(DEAR_ADDRESSES)('GET %s takes less than a second of the processor', async (address) => {
    await read(address);
    const before = await cpu();
    await read(address);
    expect((await cpu()) - before).toBeLessThan(MAX_CPU_MS);
  });

  it.each(DEAR_QUESTIONS)('GraphQL %s takes less than a second of the processor', async (question) => {
    await graphql(question);
    const before = await cpu();
    await graphql(question);
    expect((await cpu()) - before).toBeLessThan(MAX_CPU_MS);
  });

  /** The longest time that the processor worked while nothing else had its turn. A clock would also count what else the machine does. */
  const longestStepOf = async (work: () => Promise<unknown>): Promise<number> => {
    await instance.run(watchSteps);
    await work();
    return instance.run(longestStepMs);
  };

  it.each([
    ['of REST', () => read(DEAR_ADDRESSES[0] ?? '')],
    ['of GraphQL', () => graphql(DEAR_QUESTIONS[0] ?? '')],
    ['of a material’s page', () => read('/de/materials/heft-0-de')],
    ['of the sitemap', () => read('/sitemap.xml')],
  ])('fifty at once %s leave others their turn', async (_name, ask) => {
    const step = await longestStepOf(() => Promise.all(Array.from({ length: AT_ONCE }, ask)));
    expect(step).toBeLessThan(MAX_STEP_MS);
  }, 600_000); // prettier-ignore

  it('whoever comes behind fifty dear questions is answered before the last of them begins', async () => {
    await instance.run((strapi) => {
      const known = globalThis as unknown as { shares: Share[]; begunBefore: number };
      known.shares.length = 0;
      strapi.server.httpServer.on('request', (request, response) => {
        if (request.url === '/_health') response.once('finish', () => (known.begunBefore = known.shares.length));
      });
    });
    const questions = Array.from({ length: AT_ONCE }, () => read(DEAR_ADDRESSES[2] ?? ''));
    await instance.asReader('/_health');
    await Promise.all(questions);
    const { begun, begunBefore } = await instance.run(() => {
      const known = globalThis as unknown as { shares: Share[]; begunBefore: number };
      return { begun: known.shares.length, begunBefore: known.begunBefore };
    });
    expect(begun).toBeGreaterThanOrEqual(AT_ONCE);
    expect(begunBefore).toBeLessThan(AT_ONCE / 2);
  });
});
