import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { makeAdminUser, makeRole } from '../support/admin-user';
import { makeArticle, makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';

/**
 * Who may ask which route: every route that the portal mounts, Strapi's own and those of the plugins, stands in routes.txt with
 * those who may. A route that is added without a line fails here, and so does one that lets in somebody else.
 */
const LIST = path.join(__dirname, 'routes.txt');

/** With a login of the admin. */
const ADMINS = ['super', 'editor', 'author', 'translator', 'stock', 'french'] as const;
/** Without one: nobody, a reader with an account, an API token that reads, and one that lists materials. */
const READERS = ['anonymous', 'reader', 'read-only', 'custom'] as const;

type Caller = (typeof ADMINS)[number] | (typeof READERS)[number];
const CALLERS: readonly Caller[] = [...READERS, ...ADMINS];

/** Short for several callers in a line of the list. */
const GROUPS: Readonly<Record<string, readonly Caller[]>> = {
  anyone: CALLERS,
  readers: READERS,
  admins: ADMINS,
  nobody: [],
};

/** Strapi's own, at a body that does not fit, a language without permission, or a mail server that is not there. */
const FAILS_IN_STRAPI = new Set([
  'PUT /admin/homepage/layout',
  'GET /admin/license-trial-time-left',
  'POST /admin/permissions/check',
  'POST /admin/webhooks/:id/trigger',
  'GET /content-manager/relations/:model/:id/:targetField',
  'GET /content-manager/relations/:model/:targetField',
  'POST /email',
]);

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
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

const mountedRoutes = async (instance: Instance): Promise<string[]> => {
  const routes = await instance.run((strapi) =>
    (strapi.server as unknown as { listRoutes: () => { methods: string[]; path: string }[] })
      .listRoutes()
      .map(({ methods, path: address }) => ({ methods, path: address }))
  );
  const names = routes.flatMap(({ methods, path: address }) =>
    methods.filter((method) => METHODS.has(method)).map((method) => `${method} ${address}`)
  );
  return [...new Set(names)].sort((one, other) => {
    const [a = '', b = ''] = [one.split(' ')[1], other.split(' ')[1]];
    return a === b ? one.localeCompare(other) : a < b ? -1 : 1;
  });
};

describe('every route of the portal', () => {
  let instance: Instance;
  let routes: string[];
  let ids: Readonly<Record<string, string>>;
  const tokens = new Map<Caller, string | null>([['anonymous', null]]);

  beforeAll(async () => {
    instance = await startInstance();
    routes = await mountedRoutes(instance);
    const material = await makeMaterial(instance, { title: 'Heft' });
    const article = await makeArticle(instance, { materials: [material] });
    const stock = await makeStock(instance, material, { orderNumber: 'N-1', quantity: 5 });
    ids = { material, article, stock };

    const [readOnly, custom, reader] = await instance.run(async (strapi) => {
      const service = strapi.service('admin::api-token');
      const one = await service.create({ name: 'reads', type: 'read-only', lifespan: null });
      const other = await service.create({
        name: 'lists',
        type: 'custom',
        permissions: ['api::material.material.find'],
        lifespan: null,
      });
      const role = await strapi.db
        .query('plugin::users-permissions.role')
        .findOne({ where: { type: 'authenticated' } });
      const user = await strapi.plugin('users-permissions').service('user').add({
        username: 'ada',
        email: 'ada@example.org',
        password: 'Aa1-geheim-genug',
        confirmed: true,
        provider: 'local',
        role: role.id,
      });
      return [
        one.accessKey,
        other.accessKey,
        await strapi.plugin('users-permissions').service('jwt').issue({ id: user.id }),
      ] as [string, string, string];
    });
    tokens.set('read-only', readOnly).set('custom', custom).set('reader', reader);

    const french = await makeRole(instance, 'own-french-titles', [
      {
        action: 'plugin::content-manager.explorer.read',
        subject: 'api::material.material',
        properties: { fields: ['title'], locales: ['fr'] },
      },
    ]);
    const people = {
      super: await makeAdminUser(instance, 'strapi-super-admin'),
      editor: await makeAdminUser(instance, 'strapi-editor'),
      author: await makeAdminUser(instance, 'strapi-author'),
      translator: await makeAdminUser(instance, 'inprint-translator'),
      stock: await makeAdminUser(instance, 'inprint-stock-keeper'),
      french: await makeAdminUser(instance, french),
    };
    for (const caller of ADMINS) tokens.set(caller, await people[caller].logIn());
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
    const token = tokens.get(caller);
    const { status } = await instance.asReader(addressOf(route), {
      method,
      ...(method === 'GET' ? {} : { body: {} }),
      ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
    });
    return status;
  };

  it('lets in who stands in its line, and nobody else, and fails at nothing', async () => {
    // What deletes comes late, and what ends a login last.
    const turnOf = (route: string): number =>
      /logout/.test(route) ? 2 : /^DELETE .*sessions/.test(route) ? 3 : route.startsWith('DELETE') ? 1 : 0;
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
          if (status >= 500 && !FAILS_IN_STRAPI.has(route)) faults.push(`${caller} ${route} ${status}`);
          if (status !== UNAUTHORIZED && status !== FORBIDDEN) found.get(route)?.add(caller);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    };
    for (const turn of [0, 1, 2, 3]) await askAll(routes.filter((route) => turnOf(route) === turn));
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
  }, 300_000);
});
