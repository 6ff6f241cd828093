import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';
import { rawRequest } from '../support/raw-request';

const PORTAL = 'https://portal.example.org';
const STATES = ['out_of_print', 'OUT-OF-PRINT', 'in stock'];

/** What somebody finds who renders the portal's content elsewhere, and has read nothing but the contract. */
describe('a frontend on another origin', () => {
  let instance: Instance;
  let pdf: number;
  beforeAll(async () => {
    instance = await startInstance({ env: { PUBLIC_URL: `${PORTAL}/` } });
    pdf = await uploadPdf(instance);
  });
  afterAll(() => instance.stop());

  const read = async (path: string) => (await instance.asReader(path)).body.data;

  describe('the language of a page', () => {
    it.each([
      ['de-DE', 'de'],
      ['DE', 'de'],
      ['fr-CA', 'fr'],
    ])('%s is understood as %s, by every address that takes a locale', async (asked, meant) => {
      const material = await makeMaterial(instance, { title: `Heft ${asked}`, pdf });
      await write(instance, `/api/materials/${material}?locale=fr`, { title: `Cahier ${asked}` });
      const { slug } = await read(`/api/materials/${material}?locale=${meant}`);
      const answers = await Promise.all([
        read(`/api/availability?materials=${material}&locale=${asked}`).then(([row]) => row.action.locale),
        read(`/api/materials/${material}?locale=${asked}`).then((row) => row.locale),
        read(`/api/materials?locale=${asked}&filters[documentId][$eq]=${material}`).then(([row]) => row.action.locale),
        read(`/api/materials/slug/${slug}?locale=${asked}`).then((row) => row.locale),
        instance.asReader(`/api/availability/${material}/json-ld?locale=${asked}`).then(({ body }) => body.inLanguage),
      ]);
      expect(answers).toEqual(Array(5).fill(meant));
    });

    it('that the site does not have is refused with the languages that it has', async () => {
      const material = await makeMaterial(instance);
      for (const address of [
        `/api/availability?materials=${material}&locale=sw-KE`,
        `/api/materials/${material}?locale=sw-KE`,
        `/api/availability/${material}/json-ld?locale=sw-KE`,
      ]) {
        const { status, body } = await instance.asReader(address);
        expect([address, status, body.error.message]).toEqual([address, 400, expect.stringContaining('de')]);
      }
    });
  });

  describe('addresses', () => {
    it('are whole in actions, files and mentions', async () => {
      const material = await makeMaterial(instance, { pdf, accessiblePdf: pdf });
      await makeStock(instance, material, { availability: 'out-of-print' });
      const orderable = await makeMaterial(instance, { pdf });
      await makeStock(instance, orderable, { availability: 'in-stock' });
      const text = [
        { type: 'paragraph', material: { documentId: material }, children: [{ type: 'text', text: 'einst' }] },
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: 'im ' },
            {
              type: 'link',
              url: 'https://example.org/alt',
              material: { documentId: material },
              children: [{ type: 'text', text: 'Heft' }],
            },
            { type: 'text', text: '.' },
          ],
        },
      ];
      const article = await makeArticle(instance, { body: text });

      const { action } = await read(`/api/materials/${material}`);
      const files: { url: string }[] = [action, action.file, ...action.otherFiles];
      expect(files.map(({ url }) => url)).toEqual(Array(3).fill(expect.stringMatching(`^${PORTAL}/uploads/`)));
      const body = await read(`/api/news-articles/${article}`).then((row) => row.body);
      expect(body[0].action).toEqual(action);
      expect(body[0].children.at(-1).url).toBe(action.url);
      expect(body[1].children[1].url).toBe(action.url);
      expect((await read(`/api/materials/${orderable}`)).action.url).toMatch(`${PORTAL}/de/order`);

      const { body: graphql } = await instance.graphql(
        `{ material(documentId: "${material}") { action { url file { url } otherFiles { url } } } }`
      );
      expect(graphql.data.material.action).toMatchObject({ url: action.url, file: { url: action.file.url } });
      const jsonLd = (await instance.asReader(`/api/availability/${material}/json-ld`)).body;
      expect(JSON.stringify(jsonLd).match(/"(\/[^"]*)"/g)).toBeNull();
    });
  });

  describe('questions that find nothing by mistake', () => {
    it.each(STATES)('a state “%s” that there is not is refused with those that there are', async (state) => {
      const material = await makeMaterial(instance);
      await makeStock(instance, material, { availability: 'out-of-print' });
      const asked = encodeURIComponent(state);
      for (const address of [
        `/api/materials?filters[availability][$eq]=${asked}`,
        `/api/materials?filters[availability]=${asked}`,
        `/api/materials?filters[$or][0][availability][$in][0]=${asked}`,
        `/api/materials?filters[$not][availability][$eq]=${asked}`,
        `/api/news-articles?filters[materials][availability][$eq]=${asked}`,
        `/api/news-articles?populate[materials][filters][availability][$eq]=${asked}`,
      ]) {
        const { status, body } = await instance.asReader(address);
        expect([address, status, body.error?.message]).toEqual([
          address,
          400,
          expect.stringMatching(/in-stock.*out-of-print/),
        ]);
        expect(body.error.details.code).toBe('unknown-state');
      }
      const { body } = await instance.graphql(
        `query ($state: String) { materials(filters: { availability: { eq: $state } }) { documentId } }`,
        { state }
      );
      expect(body.errors[0].message).toContain('out-of-print');
    });

    it('a state that there is, or none, is answered', async () => {
      const material = await makeMaterial(instance);
      await makeStock(instance, material, { availability: 'out-of-print' });
      for (const filter of [
        '[$eq]=out-of-print',
        '[$in][0]=out-of-print',
        '[$startsWith]=out',
        '[$eqi]=OUT-of-print',
      ]) {
        const rows = await read(`/api/materials?filters[availability]${filter}&filters[documentId][$eq]=${material}`);
        expect([filter, rows.length]).toEqual([filter, 1]);
      }
      expect((await instance.asReader('/api/materials?filters[availability][$null]=true')).status).toBe(200);
    });

    it.each(['fields[0]=action', 'fields=action', 'populate=action', 'populate[materials][fields][0]=action'])(
      '%s is told that the action is always there',
      async (query) => {
        const path = query.includes('materials') ? '/api/news-articles' : '/api/materials';
        const { status, body } = await instance.asReader(`${path}?${query}`);
        expect(status).toBe(400);
        expect(body.error.message).toMatch(/^action: every material carries it/);
      }
    );
  });
});

/** Bytes, compressed: what a page pays for its buttons. */
const MAX_SCRIPT_BYTES = 6000;

describe.each(['on', 'off'])('validators, with the response cache %s', (cache) => {
  let instance: Instance;
  let pdf: number;
  beforeAll(async () => {
    instance = await startInstance({ env: { RESPONSE_CACHE: cache } });
    pdf = await uploadPdf(instance);
  });
  afterAll(() => instance.stop());

  it('the element is sent as small as a browser can take it', async () => {
    const ask = (encoding: string, etag = '') =>
      rawRequest(instance.url, '/api/availability/material-action.js', {
        headers: { 'accept-encoding': encoding, ...(etag === '' ? {} : { 'if-none-match': etag }) },
      });
    for (const [accepted, sent] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', undefined],
    ] as const) {
      const { headers } = await ask(accepted);
      expect([accepted, headers['content-encoding'], headers.vary]).toEqual([
        accepted,
        sent,
        expect.stringContaining('Accept-Encoding'),
      ]);
      const bytes = Number(headers['content-length']);
      expect(sent === undefined ? bytes > MAX_SCRIPT_BYTES : bytes < MAX_SCRIPT_BYTES).toBe(true);
      expect((await ask(accepted, headers.etag)).status).toBe(304);
    }
  });

  it.each([
    ['the batch', (id: string) => `/api/availability?materials=${id}`],
    ['JSON-LD', (id: string) => `/api/availability/${id}/json-ld`],
    ['the element', () => '/api/availability/material-action.js'],
  ])('%s has one, and it is another after a change', async (name, address) => {
    const material = await makeMaterial(instance, { pdf });
    await makeStock(instance, material, { availability: 'in-stock' });
    const first = await instance.asReader(address(material));
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    const again = await instance.asReader(address(material), { headers: { 'if-none-match': etag } });
    expect([again.status, again.body]).toEqual([304, '']);
    if (name === 'the element') return;
    await makeStock(instance, material, { availability: 'out-of-print', edition: 'de' });
    const changed = await instance.asReader(address(material), { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });
});
