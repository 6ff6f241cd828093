/**
 * The questions that somebody without a login can ask, as trees that can be made dearer step by step: REST with filters, sorts, populate, pages
 * and languages, GraphQL with nesting, aliases, filters and pages. Chance comes from a seed, so that a run can be repeated.
 */

/** A small generator of chance (mulberry32). */
export const chanceOf = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, one: (list) => list[below(list.length)], whether: (share) => next() < share };
};

/** Where relations lead, and what can be asked of what is there. */
const TYPES = {
  material: {
    path: 'materials',
    many: 'materials',
    texts: ['title', 'subtitle', 'slug', 'abstract'],
    ways: { topics: 'topic', newsArticles: 'article', localizations: 'material' },
    parts: ['cover', 'authors', 'publishers', 'formerSlugs', 'pdf', 'accessiblePdf'],
    fields:
      'documentId title subtitle slug abstract description pages availability authors { name } publishers { name url } action { type label accessibleLabel url notice file { url name } otherFiles { kind url mime } } alternates { locale slug } cover { url }',
  },
  article: {
    path: 'news-articles',
    many: 'newsArticles',
    texts: ['title', 'slug', 'lead'],
    ways: { materials: 'material', topics: 'topic', localizations: 'article' },
    parts: ['image', 'boxes'],
    fields: 'documentId title lead date body boxes { ... on ComponentNewsMaterialBox { heading materials { title } } }',
  },
  topic: {
    path: 'topics',
    many: 'topics',
    texts: ['name', 'slug'],
    ways: { materials: 'material', newsArticles: 'article', localizations: 'topic' },
    parts: [],
    fields: 'documentId name slug',
  },
};

/** Each of them says where it is used, if it is asked. */
const FILES = new Set(['cover', 'pdf', 'accessiblePdf', 'image']);

const OPERATORS = ['$contains', '$containsi', '$notContains', '$startsWith', '$eq', '$ne', '$gt', '$notNull'];
const WORDS = ['e', 'zzz', 'Heft', '1'];

/** The question, written down. */
const restOf = ({ root, query }) => {
  const parts = [];
  const put = (value, name) => {
    if (typeof value !== 'object') parts.push(`${name}=${encodeURIComponent(String(value))}`);
    else for (const [key, inner] of Object.entries(value)) put(inner, name === '' ? key : `${name}[${key}]`);
  };
  put(query, '');
  return { name: `GET /api/${TYPES[root].path}?${parts.join('&')}`, path: `/api/${TYPES[root].path}?${parts.join('&')}` };
}; // prettier-ignore

const graphqlOf = ({ nodes }) => {
  const written = ({ type, field, page, filter, sort, children, connection }, alias) => {
    const args = [
      `pagination: { limit: ${page} }`,
      ...(filter ? [`filters: ${filter}`] : []),
      ...(sort ? [`sort: "${sort}"`] : []),
      ...(alias !== null ? ['locale: "de"'] : []),
    ].join(', ');
    const inner = `${TYPES[type].fields} ${children.map((child) => written(child, null)).join(' ')}`;
    const name = alias === null ? '' : `a${alias}: `;
    return connection
      ? `${name}${field}_connection(${args}) { ${alias === null ? '' : 'pageInfo { total pageCount }'} nodes { ${inner} } }`
      : `${name}${field}(${args}) { ${inner} }`;
  };
  const query = `{ ${nodes.map((node, index) => written(node, index)).join(' ')} }`;
  return { name: `GraphQL ${query}`, path: '/graphql', query };
};

export const writtenDown = (question) => (question.kind === 'rest' ? restOf(question) : graphqlOf(question));

const filterOf = (chance, type, hops) => {
  const { texts, ways } = TYPES[type];
  if (hops > 0 && chance.whether(0.7)) {
    const [way, target] = chance.one(Object.entries(ways));
    return { [way]: filterOf(chance, target, hops - 1) };
  }
  const plain = { [chance.one(texts)]: { [chance.one(OPERATORS)]: chance.one(WORDS) } };
  if (chance.whether(0.2)) return { $not: plain };
  return chance.whether(0.3) ? { $or: { 0: plain, 1: filterOf(chance, type, Math.max(0, hops - 1)) } } : plain;
};

const populateOf = (chance, type, hops) => {
  const { ways, parts } = TYPES[type];
  if (chance.whether(0.15)) return '*';
  const asked = {};
  for (const part of parts)
    if (chance.whether(0.5)) asked[part] = { populate: FILES.has(part) ? chance.one(['*', 'related']) : '*' };
  for (const [way, target] of Object.entries(ways)) {
    if (!chance.whether(0.5)) continue;
    asked[way] = {
      ...(hops > 1 ? { populate: populateOf(chance, target, hops - 1) } : {}),
      ...(chance.whether(0.2) ? { filters: filterOf(chance, target, 1) } : {}),
      ...(chance.whether(0.2) ? { sort: `${chance.one(TYPES[target].texts)}:desc` } : {}),
    };
    if (Object.keys(asked[way]).length === 0) asked[way] = true;
  }
  return Object.keys(asked).length > 0 ? asked : '*';
};

const PAGES = [1, 2, 3, 5, 8, 12, 18, 25, 35, 50, 75, 100];

const restQuestion = (chance) => {
  const root = chance.one(Object.keys(TYPES));
  const query = { locale: chance.one(['de', 'en', '*']), pagination: { pageSize: chance.one(PAGES) } };
  if (chance.whether(0.7)) query.populate = populateOf(chance, root, 1 + chance.below(4));
  if (chance.whether(0.5)) query.filters = filterOf(chance, root, chance.below(4));
  if (chance.whether(0.3)) query.sort = chance.one(TYPES[root].texts);
  if (chance.whether(0.2)) query._q = chance.one(WORDS);
  if (chance.whether(0.2)) query.localeFallback = 'true';
  if (chance.whether(0.2)) query.alternates = 'true';
  return { kind: 'rest', root, query };
};

const GRAPHQL_OPERATORS = ['contains', 'containsi', 'notContains', 'startsWith', 'ne'];
const graphqlFilterOf = (chance, type, hops) => {
  const { texts, ways } = TYPES[type];
  if (hops > 0 && chance.whether(0.6)) {
    const [way, target] = chance.one(Object.entries(ways).filter(([name]) => name !== 'localizations'));
    return `{ ${way}: ${graphqlFilterOf(chance, target, hops - 1)} }`;
  }
  return `{ ${chance.one(texts)}: { ${chance.one(GRAPHQL_OPERATORS)}: "${chance.one(WORDS)}" } }`;
};

const graphqlNode = (chance, type, field, hops) => ({
  type,
  field,
  page: chance.one(PAGES),
  connection: chance.whether(0.3),
  ...(chance.whether(0.3) ? { filter: graphqlFilterOf(chance, type, chance.below(3)) } : {}),
  ...(chance.whether(0.3) ? { sort: chance.one(TYPES[type].texts) } : {}),
  children:
    hops === 0
      ? []
      : Object.entries(TYPES[type].ways)
          .filter(() => chance.whether(0.5))
          .map(([way, target]) => graphqlNode(chance, target, way, hops - 1)),
});

const graphqlRoot = (chance) => {
  const type = chance.one(Object.keys(TYPES));
  return graphqlNode(chance, type, TYPES[type].many, chance.below(4));
};

const graphqlQuestion = (chance) => ({
  kind: 'graphql',
  nodes: Array.from({ length: 1 + chance.below(chance.whether(0.3) ? 40 : 3) }, () => graphqlRoot(chance)),
});

export const anyQuestion = (chance) => (chance.whether(0.5) ? restQuestion(chance) : graphqlQuestion(chance));

const otherPage = (chance, page) => {
  const place = PAGES.indexOf(page);
  return PAGES[Math.max(0, Math.min(PAGES.length - 1, place + chance.one([-2, -1, 1, 2])))];
};

/** A question beside this one: another page size, one more relation, one alias more or less. */
export const besideOf = (chance, question) => {
  const copy = structuredClone(question);
  if (copy.kind === 'rest') {
    const { query, root } = copy;
    const turn = chance.below(7);
    if (turn <= 1) query.pagination.pageSize = otherPage(chance, query.pagination.pageSize);
    else if (turn === 2) query.populate = populateOf(chance, root, 1 + chance.below(4));
    else if (turn === 3) query.filters = filterOf(chance, root, chance.below(4));
    else if (turn === 4) query.sort = `${chance.one(Object.keys(TYPES[root].ways))}.id:desc`;
    else if (turn === 5) query.locale = chance.one(['de', 'en', '*']);
    else query.filters = { $or: { 0: query.filters ?? filterOf(chance, root, 2), 1: filterOf(chance, root, 2) } };
    return copy;
  }
  const all = [];
  const gather = (node) => {
    all.push(node);
    node.children.forEach(gather);
  };
  copy.nodes.forEach(gather);
  const node = chance.one(all);
  const turn = chance.below(6);
  if (turn <= 1) node.page = otherPage(chance, node.page);
  else if (turn === 2) {
    const [way, target] = chance.one(Object.entries(TYPES[node.type].ways));
    node.children = [...node.children.filter(({ field }) => field !== way), graphqlNode(chance, target, way, chance.below(2))];
  } else if (turn === 3) copy.nodes.push(structuredClone(chance.one(copy.nodes)));
  else if (turn === 4 && copy.nodes.length > 1) copy.nodes.splice(chance.below(copy.nodes.length), 1);
  else node.filter = graphqlFilterOf(chance, node.type, chance.below(3));
  return copy;
}; // prettier-ignore

/** Everything else that anybody may ask for, and that works on many entries. */
export const otherQuestions = (materials) => {
  const ids = Array.from({ length: 100 }, (_, index) => `m${index % materials}`).join(',');
  const paths = [
    `/api/availability?locale=de&materials=${ids}`,
    '/api/availability/m0/json-ld?locale=de',
    '/api/openapi.json',
    '/api/materials/slug/heft-0-de?populate=*',
    '/api/news-articles/slug/meldung-0-de?populate=*',
    '/sitemap.xml',
    '/de/sitemap-materials-1.xml',
    '/de/sitemap-news-articles-1.xml',
    '/robots.txt',
    '/de/',
    '/de/?page=20',
    '/de/materials',
    '/de/materials?search=heft',
    '/de/materials?search=e&topic=thema-1-de',
    '/de/materials/heft-0-de',
    '/de/news/meldung-0-de',
    '/de/feed.xml',
    '/de/order?material=m0',
  ];
  const range = Array.from({ length: 49 }, (_, index) => `m${index % materials}`);
  const recipient = { name: 'Ada', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE', email: 'ada@example.org' };
  const lines = [...range, 'none'].map((material) => ({ material, locale: 'de', quantity: 1 }));
  return [
    ...paths.map((path) => ({ name: `GET ${path}`, path })),
    { name: 'GET /de/order with 49 lines', path: '/de/order', headers: { cookie: `basket=${range.map((id) => `${id}:de:1`).join('~')}` } },
    { name: 'POST /api/orders of 50 lines, refused', path: '/api/orders', body: { data: { lines, recipient } }, headers: { 'idempotency-key': 'the-same' } },
    { name: 'GraphQL introspection', path: '/graphql', query: '{ __schema { types { name description fields { name description args { name description type { name kind ofType { name kind } } } type { name kind ofType { name kind ofType { name kind } } } } inputFields { name type { name kind ofType { name } } } enumValues { name } } directives { name args { name } } } }' },
  ];
}; // prettier-ignore
