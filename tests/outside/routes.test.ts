import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ADMINS, makeCallers, mountedRoutes, READERS, type Caller, type Callers } from '../support/callers';
import { makeArticle, makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';

/**
 * Who may ask which route: every route that the portal mounts, Strapi's own and those of the plugins, stands in routes.txt with
 * those who may. A route that is added without a line fails here, and so does one that lets in somebody else.
 */
const LIST = path.join(__dirname, 'routes.txt');

const CALLERS: readonly Caller[] = [...READERS, ...ADMINS];

/** Short for several callers in a line of the list. */
const GROUPS: Readonly<Record<string, readonly Caller[]>> = {
  anyone: CALLERS,
  readers: READERS,
  admins: ADMINS,
  nobody: [],
};

const AT_ONCE = 6;
const UNAUTHORIZED = 401;
const FORBIDDEN = 403;

interface Line {
  readonly route: string;
  readonly callers: ReadonlySet<Caller>;
}

const wordsOf = (callers: ReadonlySet<Caller>): string => {
  const rest = new Set(CALLERS.filter((caller) => callers.has(caller)));
  const words: string[] = [];
  for (const [name, group] of Object.entries(GROUPS)) {
    if (group.length === 0 || !group.every((caller) => rest.has(caller))) continue;
    words.push(name);
    for (const caller of group) rest.delete(caller);
  }
  return [...words, ...rest].join(' ') || 'nobody';
};

const listed = (): readonly Line[] =>
  readFileSync(LIST, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [route = '', callers = ''] = line.split(/ +\| +/);
      return {
        route: route.replace(/ +/, ' '),
        callers: new Set(callers.split(' ').flatMap((word) => GROUPS[word] ?? [word as Caller])),
      };
    });

/** The admin's own programs and pages have no content: their routes answer everybody. */
const isOfContentApi = (route: string): boolean => / \/(?:api\/|graphql|uploads\/|_health)/.test(`${route}`);

describe('every route of the portal', () => {
  let instance: Instance;
  let routes: string[];
  let ids: Readonly<Record<string, string>>;
  let callers: Callers;

  beforeAll(async () => {
    instance = await startInstance();
    routes = await mountedRoutes(instance);
    const material = await makeMaterial(instance, { title: 'Heft' });
    const article = await makeArticle(instance, { materials: [material] });
    const stock = await makeStock(instance, material, { orderNumber: 'N-1', quantity: 5 });
    ids = { material, article, stock };

    callers = await makeCallers(instance);
  });
  afterAll(() => instance?.stop());

  it('stands in the list', () => {
    const known = listed().map(({ route }) => route);
    expect(routes.filter((route) => !known.includes(route) && !process.env.ROUTES_PRINT)).toEqual([]);
    expect(known.filter((route) => !routes.includes(route))).toEqual([]);
  });

  /** An address of a route, with something that is there in it. */
  const addressOf = (route: string): string => {
    const [, address = ''] = route.split(' ');
    const filled: Readonly<Record<string, string>> = {
      ':uid': address.startsWith('/content-type-builder/components') ? 'news.text-box' : 'api::material.material',
      ':model': 'api::material.material',
      ':documentId': ids.material ?? '',
      ':stockStatus': ids.stock ?? '',
      ':locale': 'fr',
      ':slug': 'heft',
      ':day': '2026-01-01',
      ':name': 'text',
      ':targetField': 'topics',
      ':source': 'content-manager',
      ':provider': 'email',
    };
    const id = address.startsWith('/api/news-articles')
      ? ids.article
      : address.startsWith('/api/materials') || address.startsWith('/content-manager')
        ? ids.material
        : address.startsWith('/availability/stock') || address.includes('stock-statuses')
          ? ids.stock
          : '99999';
    return address
      .replace(/\/availability\/stock\/:documentId/, `/availability/stock/${ids.stock ?? ''}`)
      .replaceAll(/:\w+/g, (place) => encodeURIComponent(filled[place] ?? id ?? ''))
      .replaceAll(/\(\.[*+]\)|\{?\/?\*\w*\}?|[()?*]/g, '');
  };

  const ask = async (route: string, caller: Caller): Promise<number> => {
    const [method = 'GET'] = route.split(' ');
    const token = callers.tokenOf(caller);
    const { status } = await instance.asReader(addressOf(route), {
      method,
      ...(method === 'GET' ? {} : { body: {} }),
      ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
    });
    return status;
  };

  it('lets in who stands in its line, and nobody else, and fails at nothing', async () => {
    // What makes entries of one's own comes after what reads, what deletes late, and what ends a login last.
    const LATER = [
      /^POST \/content-manager\/collection-types/,
      /^POST \/content-manager\/single-types/,
      /^DELETE (?!.*(?:sessions|logout))/,
      /logout/,
      /^DELETE .*sessions/,
    ];
    const turnOf = (route: string): number => LATER.findIndex((pattern) => pattern.test(route)) + 1;
    const found = new Map<string, Set<Caller>>(routes.map((route) => [route, new Set()]));
    const faults: string[] = [];
    const askAll = async (some: readonly string[]): Promise<void> => {
      const waiting = some
        .flatMap((route) =>
          CALLERS.filter(
            (caller) => caller === 'super' || !isOfContentApi(route) || !ADMINS.includes(caller as never)
          ).map((caller) => ({ route, caller }))
        )
        .reverse();
      const work = async (): Promise<void> => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          const { route, caller } = next;
          const status = await ask(route, caller);
          if (status >= 500) faults.push(`${caller} ${route} ${status}`);
          if (status !== UNAUTHORIZED && status !== FORBIDDEN) found.get(route)?.add(caller);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    };
    for (const turn of [0, ...LATER.map((_, index) => index + 1)])
      await askAll(routes.filter((route) => turnOf(route) === turn));
    if (process.env.ROUTES_PRINT) {
      const lines = routes.map((route) => {
        const [method = '', address = ''] = route.split(' ');
        return `${method.padEnd(6)} ${address.padEnd(84)} | ${wordsOf(found.get(route) ?? new Set())}`;
      });
      writeFileSync(process.env.ROUTES_PRINT, `${lines.join('\n')}\n`);
    }
    expect(faults).toEqual([]);
    const expected = Object.fromEntries(
      listed().map(({ route, callers }) => {
        const known = isOfContentApi(route)
          ? new Set([...callers].filter((caller) => caller === 'super' || !ADMINS.includes(caller as never)))
          : callers;
        return [route, wordsOf(known)];
      })
    );
    const seen = Object.fromEntries([...found].map(([route, callers]) => [route, wordsOf(callers)]));
    expect(seen).toEqual(expected);
  }, 600_000);
});
