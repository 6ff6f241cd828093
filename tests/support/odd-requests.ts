import fc from 'fast-check';

import type { Caller } from './callers';

/** A request as somebody sends it who has read no documentation, or too much of it. */
export interface OddRequest {
  readonly caller: Caller;
  readonly method: string;
  /** With the query. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What is there to be asked for. */
interface World {
  /** Names and ids that exist. */
  readonly known: readonly string[];
  /** Those of what readers must not see: only who may change nothing asks by them, so that nobody makes them public. */
  readonly secret: readonly string[];
}

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '', ' ', '*', '-1', '0', '1', '1e309', 'NaN', 'null', 'undefined', 'true', '%', '../../etc/passwd', '..%2f..%2f', "' OR 1=1 --", '";DROP TABLE x;--',
    '{{7*7}}', '__proto__', 'constructor', 'toString', '[object Object]', 'de', 'xx', 'a'.repeat(5000), '9'.repeat(400), '🙂', '\u202e', '\ud800',
    'javascript:alert(1)', '<script>alert(1)</script>', '=1+1', 'a@b\r\nBcc: c@d', '2026-02-30', '\u0000', '99999999999', '2147483648', '-0', '0x10', '1.5', '<'.repeat(3000)
  ) // prettier-ignore
);

/** What Strapi calls things: whoever asks by these comes further than one who asks by noise. */
const MODELS = [
  'api::material.material', 'api::news-article.news-article', 'api::topic.topic', 'api::stock-status.stock-status', 'plugin::users-permissions.user',
  'plugin::upload.file', 'admin::user', 'news.material-box', 'news.text-box', 'plugin::i18n.locale', 'api::no.such',
]; // prettier-ignore
const FIELDS = ['title', 'topics', 'materials', 'newsArticles', 'cover', 'pdf', 'pdfUrl', 'slug', 'body', 'boxes', 'localizations', 'createdBy', 'name', 'quantity']; // prettier-ignore

const oddValueOf = (known: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    oddText,
    fc.constantFrom(...known, ...MODELS, ...FIELDS),
    fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, 2 ** 31, [], {}, [[]], [null], [1], [{}], '2026-01-01T00:00:00Z'), // prettier-ignore
    fc.array(fc.oneof(oddText, fc.constantFrom(...known)), { maxLength: 3 }),
    fc.object({ maxDepth: 2, maxKeys: 4 })
  );

/** Names that bodies have: of orders and stock, of the content manager, of settings. */
const KEYS = [
  'data', 'lines', 'recipient', 'material', 'locale', 'quantity', 'orderNumber', 'delta', 'batch', 'email', 'website', 'name', 'organisation', 'street',
  'postalCode', 'city', 'country', 'kind', 'copies', 'sent', 'countedAt', 'state', 'seen', 'availability', 'edition', 'expectedOn', 'successor', 'whenSoldOut',
  'title', 'slug', 'body', 'lead', 'date', 'materials', 'topics', 'boxes', 'description', 'pages', 'price', 'isbn', 'cover', 'pdf', 'pdfUrl', 'formerSlugs',
  'id', 'ids', 'documentId', 'documentIds', 'locales', 'contentTypeUID', 'field', 'fields', 'params', 'permissions', 'action', 'subject', 'roles', 'users',
  'username', 'password', 'currentPassword', 'identifier', 'registrationToken', 'userInfo', 'firstname', 'lastname', 'isActive', 'code', 'lifespan', 'type', 'url', 'urls',
  'headers', 'events', 'isEnabled', 'layouts', 'settings', 'metadatas', 'options', 'widgets', 'fileInfo', 'files', 'folder', 'folderIds', 'fileIds',
  'destinationFolderId', 'sizeOptimization', 'to', 'subject', 'text', 'html', 'addresses', 'entries', 'texts', 'wording', 'fallback', 'chain', 'source', 'host', 'database',
  'path', 'mapping', 'xliff', 'connect', 'disconnect', 'providers', 'email_confirmation', 'allow_register', 'default_role', 'isDefault', 'components', 'contentTypes',
  'pageSize', 'sort', 'model', 'entity', 'uid', 'token', '__proto__', 'constructor',
]; // prettier-ignore

const GRAPHQL = [
  '{ materials { title action { type } } }', '{ materials(', '{ __schema { types { name } } }', 'mutation { deleteMaterial(documentId: "x") { documentId } }',
  '{ stockStatuses { quantity } }', '{ materials(status: DRAFT) { title } }', '{ materials(locale: "xx") { title } }', '{ materials(filters: { title: { eq: 1 } }) { title } }',
  'query($a: Int!) { materials(pagination: { limit: $a }) { title } }', '{ newsArticles { materials { newsArticles { materials { title } } } } }', '', '{}', '{ materials { action } }',
  '{ materials(pagination: { limit: -1 }) { title } }', '{ materials(sort: "quantity:asc") { title } }', 'subscription { x }', '{ usersPermissionsUsers { data { id } } }', `{${' a'.repeat(2000)} }`,
  '{ topics(filters: { materials: { title: { startsWith: "N" } } }) { name materials { title } } }', '{ topics { ...none } }', '{ topics { ...a } } fragment a on Topic { ...a }',
  '{ topics(filters: { materials: { title: { startsWith: "N" } } }) { name materials(status: DRAFT) { title } } }', '{ materials { cover { related { __typename } } pdf { url } } }', '{ uploadFiles { url } }', '{ me { username } }',
  'mutation { login(input: { identifier: "a", password: "b" }) { jwt } }', 'mutation { register(input: { username: "a", email: "a@example.org", password: "b" }) { jwt } }',
  'mutation { createTopic(data: { name: "x" }) { name } }', '{ newsArticles(filters: { not: { title: { null: true } } }, sort: ["title", "title:x"]) { title body } }',
]; // prettier-ignore

const graphqlBodyOf = (value: fc.Arbitrary<unknown>) =>
  fc.record(
    { query: fc.oneof(fc.constantFrom(...GRAPHQL), value), variables: value, operationName: value },
    { requiredKeys: [] }
  );

const recordOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 6, noNullPrototype: true });

/** Well-formed JSON of a wrong shape, no JSON at all, or a form. */
const bodyFor = (path: string, known: readonly string[]): fc.Arbitrary<string> => {
  const value = oddValueOf(known);
  const inner = recordOf(fc.oneof(value, recordOf(value), fc.array(recordOf(value), { maxLength: 3 })));
  const json = path === '/graphql' ? graphqlBodyOf(value) : fc.oneof(inner, fc.record({ data: inner }), fc.record({ data: value }), value);
  return fc.oneof(
    { weight: 8, arbitrary: json.map((body) => JSON.stringify(body) ?? 'null') },
    { weight: 1, arbitrary: oddText },
    { weight: 1, arbitrary: fc.constantFrom('{', '[', '[]', 'null', '"x"', '{"data":', '{"data":{"__proto__":{"x":1}}}') },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)) }
  );
}; // prettier-ignore

const BOUNDARY = 'odd';

/** A form as browsers send it, or nearly so. */
const formOf = (known: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        name: fc.constantFrom('file', 'files', 'fileInfo', 'data', 'dryRun', 'path', 'files.cover', '__proto__', ''),
        filename: fc.constantFrom(null, 'a.pdf', 'a.xlf', 'bestand.csv', '../../a', 'a.html', 'a'.repeat(300), ''),
        content: fc.oneof(oddText, fc.constantFrom(...known), fc.constantFrom('orderNumber,quantity\nA-1,x\n', '<xliff version="2.0"', '%PDF-1.4', '{"name":1}', 'INSERT INTO `tt_content` VALUES (1,')), // prettier-ignore
      }),
      { maxLength: 3 }
    )
    .map((parts) => {
      const written = parts.map(({ name, filename, content }) => {
        const file =
          filename === null ? '' : `; filename="${filename}"\r\nContent-Type: application/octet-stream\r\nX-Part: a`;
        return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
      });
      return `${written.join('')}--${BOUNDARY}--\r\n`;
    });

const queryKeys = fc.constantFrom(
  'locale', 'fields', 'fields[0]', 'populate', 'populate[materials][populate][stock]', 'filters[availability][$eq]', 'filters[quantity][$gt]', 'filters[$or][0][title]',
  'filters[createdBy][email][$startsWith]', 'sort', 'sort[0][quantity]', 'sort[a][b]', 'pagination[page]', 'pagination[pageSize]', 'pagination[limit]', 'pagination[withCount]', 'status', 'materials',
  'materials[]', '__proto__[x]', '_q', 'query', 'variables', 'token', 'email', 'until', 'state', 'a[b][c][d][e][f][g]', 'page', 'pageSize', 'search', 'filters[locale][$jsonSupersetOf]',
  'filters[id][$in]', 'filters[title][$between]', 'filters[topics][name][$containsi]', 'filters[$not]', 'ids', 'documentIds[0]', 'contentType', 'source', 'dryRun', 'since', 'day', 'model',
  'filters[folderPath]', 'populate[pdf][populate]', 'populate[cover][populate][related][populate]', 'filters[body][$contains]', 'filters', 'folder', 'params', 'locale[0]', 'uid', 'kind', 'availability', 'populate[localizations]', 'idsToOmit', 'idsToOmit[0]', '_sort', 'start', 'limit'
); // prettier-ignore

const ORIGINS = ['https://other.example', 'null', ''];

const headers = fc.record(
  {
    'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('', 'x', 'k'.repeat(400), '../..', '{}')),
    'content-type': fc.constantFrom('application/json', 'text/plain', 'application/xml', 'multipart/form-data', 'application/x-www-form-urlencoded', 'application/json; charset=utf-7', ''), // prettier-ignore
    'content-encoding': fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'x'),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', 'nobody', '::1, ::2'),
    'accept-language': fc.constantFrom('de', '*', ';;;q=9', 'xx-'),
    accept: fc.constantFrom('text/html', '*/*', ';;', 'application/json'),
    origin: fc.constantFrom(...ORIGINS),
    'if-none-match': fc.constantFrom('*', '"x"', 'W/'),
    range: fc.constantFrom('bytes=0-0', 'bytes=9-1', 'lines=1-'),
    cookie: fc.constantFrom('a=b', 'koa.sess=x; koa.sess.sig=y', '=', 'basket=%'),
  },
  { requiredKeys: [] }
);

/** A token that is none, for who has none. */
const NO_TOKENS = ['Bearer x', 'Bearer ', 'Basic eDp5', 'Bearer null', 'Bearer eyJhbGciOiJub25lIn0.eyJpZCI6MX0.'];

const ODD_ENDS = ['/', '//', '/.', ';a=b', '%', '%zz', '%c0%af', '/%2e%2e/', '/..%2f', '.json', '%20', '%0d%0aX-A:1'];

/** Every place of a route filled with something odd, or with something that exists. */
const addressFor = (path: string, known: readonly string[]): fc.Arbitrary<string> => {
  const value = fc.oneof(
    { weight: 2, arbitrary: oddText },
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 3, arbitrary: fc.constantFrom(...MODELS, ...FIELDS) }
  );
  const filled = fc.array(value, { minLength: 5, maxLength: 5 }).map((values) => {
    let next = 0;
    const fill = (): string => encodeURIComponent((values[next++ % values.length] ?? '').toWellFormed());
    return path
      .replaceAll(/:(?:uid|model|contentType)\b/g, (place) =>
        (values[0] ?? '').length % 4 === 0
          ? place
          : encodeURIComponent(MODELS[(values[1] ?? '').length % MODELS.length] ?? '')
      ) // prettier-ignore
      .replaceAll(/\(\(\?!.*|:\w+|\(\.[*+?]\)/g, fill)
      .replaceAll(/\{?\/?\*\w*\}?|[()?*]/g, '');
  });
  return fc.oneof(
    { weight: 15, arbitrary: filled },
    { weight: 1, arbitrary: fc.tuple(filled, fc.constantFrom(...ODD_ENDS)).map((parts) => parts.join('')) },
    // The router takes both for the same address.
    { weight: 1, arbitrary: filled.map((address) => address.replace(/^\/[^/]*/, (first) => first.toUpperCase())) }
  );
};

const MAY_CHANGE_NOTHING: ReadonlySet<Caller> = new Set(['anonymous', 'reader', 'custom', 'french']);

/** A request to one of these routes (`GET /api/materials/:id`) by one of these callers. */
export const oddRequest = (
  routes: readonly string[],
  callersOf: (route: string) => readonly Caller[],
  { known, secret }: World
): fc.Arbitrary<OddRequest> =>
  fc
    .constantFrom(...routes)
    .chain((route) => fc.tuple(fc.constant(route), fc.constantFrom(...callersOf(route))))
    .chain(([route, caller]) => {
      const [ownMethod = 'GET', path = '/'] = route.split(' ');
      const words = MAY_CHANGE_NOTHING.has(caller) ? [...known, ...secret] : known;
      return fc
        .record({
          address: addressFor(path, words),
          // Mostly the method of the route, for the others are refused at its door.
          method: fc.oneof(
            { weight: 6, arbitrary: fc.constant(ownMethod) },
            { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD') }
          ),
          query: fc.array(fc.tuple(queryKeys, fc.oneof(oddText, fc.constantFrom(...words, ...FIELDS))), { maxLength: 3 }),
          sent: headers,
          content: fc.oneof(
            { weight: 7, arbitrary: bodyFor(path, words).map((body) => ({ body, type: 'application/json' })) },
            { weight: 1, arbitrary: formOf(words).map((body) => ({ body, type: `multipart/form-data; boundary=${BOUNDARY}` })) }
          ),
          keepsHeaders: fc.constantFrom(true, false, false),
          noToken: fc.constantFrom(...NO_TOKENS),
        })
        .map(({ address, method, query, sent, content, keepsHeaders, noToken }) => {
          const search = new URLSearchParams(query.map(([key, value]) => [key, value.toWellFormed()])).toString();
          const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
          return {
            caller,
            method,
            address: search === '' ? address : `${address}?${search}`,
            headers: {
              'content-type': content.type,
              // Most requests say truly what they hold: they come further.
              ...(keepsHeaders ? { ...(caller === 'anonymous' ? { authorization: noToken } : {}), ...sent } : {}),
            },
            body: hasBody ? content.body.toWellFormed() : null,
          };
        });
    }); // prettier-ignore
