import { makeAdminUser, makeRole, type AdminUser, type RolePermission } from '../support/admin-user';
import { makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Asking, type Instance } from '../support/instance';

/**
 * What a role may not read in the content manager it does not learn at the desks either: not by entry, not by searching letter by
 * letter, not by counts, and not by what is refused.
 */

const MATERIAL = 'api::material.material';
const NEWS = 'api::news-article.news-article';
const TOPIC = 'api::topic.topic';
const explorer = (verb: string): string => `plugin::content-manager.explorer.${verb}`;

/** A word of drafts that nobody but their editors may read. */
const SECRET = /zebra/i;

const DESKS: readonly RolePermission[] = [
  'plugin::translation-desk.desk.read',
  'plugin::translation-desk.desk.confirm',
  'plugin::translation-desk.desk.import',
  'plugin::availability.stock.read',
  'plugin::availability.stock.import',
  'plugin::ordering.reprint.read',
].map((action) => ({ action }));

const FRENCH_TITLES: readonly RolePermission[] = [
  ...DESKS,
  ...[MATERIAL, NEWS, TOPIC].flatMap((subject) =>
    ['read', 'update'].map((verb) => ({
      action: explorer(verb),
      subject,
      properties: { fields: [subject === TOPIC ? 'name' : 'title'], locales: ['fr'] },
    }))
  ),
];

const OWN_ONLY: readonly RolePermission[] = [
  ...DESKS,
  ...[MATERIAL, NEWS].flatMap((subject) =>
    ['read', 'create', 'update'].map((verb) => ({
      action: explorer(verb),
      subject,
      conditions: ['admin::is-creator'],
      properties: { fields: ['title', 'abstract', 'lead', 'materials'], locales: ['de', 'en', 'fr'] },
    }))
  ),
];

const GERMAN_TITLES: readonly RolePermission[] = [
  ...DESKS,
  ...['read', 'update'].map((verb) => ({
    action: explorer(verb),
    subject: MATERIAL,
    properties: { fields: ['title'], locales: ['de', 'en'] },
  })),
];

const mention = (documentId: string) => [
  {
    type: 'paragraph',
    children: [
      {
        type: 'link',
        url: 'https://example.org/',
        material: { documentId },
        children: [{ type: 'text', text: 'Heft' }],
      },
    ],
  },
];

onEveryDatabase('somebody whose role reads only a part of the content', (database) => {
  let instance: Instance;
  let editor: AdminUser;
  let french: AdminUser;
  let author: AdminUser;
  let german: AdminUser;
  /** A German draft, published in French. */
  let secret: string;
  /** Written in French first, with a German draft beside it. */
  let poster: string;
  /** A German draft that names both. */
  let article: string;

  const material = (data: object, locale = 'de', query = '') => makeMaterial(instance, data, locale, query);
  const saveDraft = (uid: 'materials' | 'news-articles', id: string, locale: string, data: object): Promise<void> =>
    write(instance, `/api/${uid}/${id}?locale=${locale}&status=draft`, data);

  beforeAll(async () => {
    instance = await startInstance({ database });
    const roles = [
      makeRole(instance, 'own-french-titles', FRENCH_TITLES),
      makeRole(instance, 'own-entries', OWN_ONLY),
      makeRole(instance, 'own-german-titles', GERMAN_TITLES),
    ];
    const [ofFrench, ofOwn, ofGerman] = await Promise.all(roles);
    editor = await makeAdminUser(instance, 'strapi-editor');
    french = await makeAdminUser(instance, ofFrench ?? 'own-none');
    author = await makeAdminUser(instance, ofOwn ?? 'own-none');
    german = await makeAdminUser(instance, ofGerman ?? 'own-none');

    const draft = '&status=draft';
    secret = await material(
      { title: 'Zebra', abstract: 'Zebras im Zoo', pdfUrl: 'https://example.org/zebra.pdf' },
      'de',
      draft
    );
    await write(instance, `/api/materials/${secret}?locale=fr`, { title: 'Brochure' });
    poster = await material({ title: 'Affiche', slug: 'affiche' }, 'fr');
    await saveDraft('materials', poster, 'de', { title: 'Plakat Zebra', abstract: 'Zebrastreifen' });
    const made = await instance.asEditor(`/api/news-articles?locale=de${draft}`, {
      method: 'POST',
      body: { data: { title: 'Zebra gesichtet', lead: 'Zebra', materials: [poster, secret], body: mention(poster) } },
    });
    expect(made.status).toBe(201);
    article = made.body.data.documentId;
    await makeStock(instance, secret, { edition: 'de', orderNumber: 'N-1', availability: 'out-of-print' });
    await makeStock(instance, poster, { orderNumber: 'N-2', quantity: 5, lowStockAt: 9 });
  });
  afterAll(() => instance?.stop());

  const form = (name: string, content: string, type: string): FormData => {
    const data = new FormData();
    data.append('file', new Blob([content], { type }), name);
    return data;
  };

  /** Everything that a desk answers to somebody, and with which status. */
  const everythingFor = async (
    who: AdminUser,
    xliff: string
  ): Promise<Record<string, { status: number; body: unknown }>> => {
    const entries = [
      [MATERIAL, secret],
      [MATERIAL, poster],
      [NEWS, article],
    ] as const;
    const searches = ['z', 'ze', 'zeb', 'zebra', 'plakat', 'affiche', 'brochure', ''];
    const asked: [string, Parameters<AdminUser['ask']>[1]?][] = [
      ['/translation-desk/settings'],
      ['/translation-desk/counts'],
      ['/translation-desk/jobs'],
      ...['missing', 'outdated', 'incomplete', 'draft', 'published'].map((state): [string] => [
        `/translation-desk/entries?states=${state}`,
      ]),
      ...searches.flatMap((search): [string][] => [
        [`/translation-desk/entries?search=${search}`],
        [`/availability/stock?search=${search}&sort=title&order=ASC`],
        [`/availability/materials?search=${search}`],
        [`/availability/usage/materials?search=${search}&locale=de`],
        [`/ordering/reprint?search=${search}`],
      ]),
      ...['de', 'en', 'fr'].flatMap((locale) => [
        ...entries.flatMap(([uid, id]): [string][] => [
          [`/translation-desk/entries/${uid}/${id}/${locale}`],
          [`/translation-desk/entries/${uid}/${id}/${locale}/relations`],
          [`/availability/usage/entries/${uid}/${id}?locale=${locale}`],
        ]),
        ...['de', 'fr'].map((source): [string] => [
          `/translation-desk/export?locale=${locale}&source=${source}&withOut=true`,
        ]),
        [`/availability/usage/states?ids=${secret},${poster}&locale=${locale}`] as [string],
      ]),
      [`/availability/materials?ids=${secret},${poster}`],
      ...[secret, poster].flatMap((id): [string][] => [
        [`/availability/usage?materials=${id}`],
        [`/availability/panel/${id}`],
      ]),
      ['/availability/usage/unpublished'],
      ['/availability/attention'],
      ['/availability/stock/file?language=de'],
      [
        '/availability/usage/addresses',
        {
          method: 'POST',
          body: {
            urls: ['https://example.org/zebra.pdf', '/de/materials/zebra', '/materials/zebra', '/de/materialien/zebra'],
          },
        },
      ],
      ...[secret, poster].map((material): [string, Asking] => [
        `/availability/usage/effects?of=${material}`,
        { method: 'POST', body: { material, unpublish: 'all' } },
      ]),
      ['/translation-desk/import?dryRun=true', { method: 'POST', body: form('a.xlf', xliff, 'application/xml') }],
      [
        '/availability/stock/file?dryRun=true',
        { method: 'POST', body: form('a.csv', 'Order number;Quantity\nN-2;7\n', 'text/csv') },
      ],
    ];
    const answers: Record<string, { status: number; body: unknown }> = {};
    for (const [path, asking] of asked) {
      const { status, body }: Answer = await who.ask(path, asking);
      answers[path] = { status, body };
    }
    return answers;
  };

  const exported = async (source: string, target: string, chosen: string): Promise<string> => {
    const answer = await editor.ask(
      `/translation-desk/export?source=${source}&locale=${target}&entries=${chosen}&states=missing,draft,published,outdated,incomplete`
    );
    expect(answer.status).toBe(200);
    return answer.body.data.xliff;
  };

  it('is told nothing of drafts in other languages, and notices no change of them', async () => {
    const xliff = (await exported('de', 'en', `${MATERIAL}:${secret}`)).replaceAll('Zebra', 'Ein Rest');
    const before = await everythingFor(french, xliff);
    expect(Object.entries(before).filter(([, { body }]) => SECRET.test(JSON.stringify(body)))).toEqual([]);
    expect(Object.entries(before).filter(([, { status }]) => status >= 500)).toEqual([]);
    // What an editor sees, so that the silence means something.
    const seen = await everythingFor(editor, xliff);
    for (const path of [
      '/translation-desk/entries?search=zebra',
      `/translation-desk/entries/${MATERIAL}/${secret}/fr`,
      '/availability/usage/materials?search=zeb&locale=de',
      `/availability/usage?materials=${poster}`,
      '/availability/materials?search=zebra',
      '/availability/stock?search=&sort=title&order=ASC',
    ]) {
      expect([path, SECRET.test(JSON.stringify(seen[path]?.body))]).toEqual([path, true]);
    }

    await saveDraft('materials', secret, 'de', { title: 'Zebra und Löwe', abstract: 'Neu' });
    await saveDraft('materials', poster, 'de', { title: 'Anders' });
    await saveDraft('news-articles', article, 'de', { title: 'Zebra wieder weg' });
    await material({ title: 'Zebra, zweiter Teil' }, 'de', '&status=draft');
    const after = await everythingFor(french, xliff);
    expect(after).toEqual(before);
  });

  it('sees at the desk what it may read: French entries, by their French titles', async () => {
    const { body } = await french.ask('/translation-desk/entries?search=affi');
    expect(body.data).toMatchObject([
      { documentId: poster, title: 'Affiche', locales: { fr: { state: 'published' } } },
    ]);
    expect(Object.keys(body.data[0].locales)).toEqual(['fr']);
    expect((await french.ask('/translation-desk/entries?search=plakat')).body.meta.total).toBe(0);
    expect((await french.ask('/translation-desk/entries')).body.meta.total).toBe(1);
    const { body: stock } = await french.ask('/availability/stock?sort=title&order=ASC');
    expect(stock.data.map(({ title }: { title: string }) => title).sort()).toEqual(['Affiche', 'Brochure']);
  });

  it('sees own entries alone, where the role says so, and may write those', async () => {
    const make = async (who: AdminUser, title: string): Promise<string> => {
      const made = await who.ask(`/content-manager/collection-types/${MATERIAL}?locale=de`, {
        method: 'POST',
        body: { title },
      });
      expect(made.status).toBe(201);
      return made.body.data.documentId;
    };
    const mine = await make(author, 'Mein Heft');
    const theirs = await make(editor, 'Fremdes Heft');
    const list = await author.ask('/translation-desk/entries');
    expect(list.body.data.map(({ documentId }: { documentId: string }) => documentId)).toEqual([mine]);
    expect((await author.ask('/translation-desk/entries?search=fremd')).body.meta.total).toBe(0);
    expect((await author.ask('/translation-desk/counts')).body.data.de).toEqual({ draft: 1 });
    expect((await author.ask(`/translation-desk/entries/${MATERIAL}/${theirs}/en`)).status).toBe(404);
    expect((await author.ask(`/translation-desk/entries/${MATERIAL}/${mine}/en`)).body.data.fields).toMatchObject([
      { field: 'title', source: 'Mein Heft' },
      { field: 'abstract' },
    ]);
    expect((await author.ask('/availability/materials?search=fremd')).body.data).toEqual([]);

    // A file with both entries: only the own one is taken.
    const xliff = await exported('de', 'en', `${MATERIAL}:${mine},${MATERIAL}:${theirs}`);
    const target = xliff.replace(/<source>([^<]*Heft)<\/source>/g, '<source>$1</source><target>A $1</target>');
    const sent = await author.ask('/translation-desk/import?dryRun=false', {
      method: 'POST',
      body: form('a.xlf', target, 'application/xml'),
    });
    expect(sent.status).toBe(200);
    const outcomes = Object.fromEntries(
      (sent.body.data.entries as { documentId: string; refusal: string | null }[]).map(({ documentId, refusal }) => [
        documentId,
        refusal,
      ])
    );
    expect(outcomes).toEqual({ [mine]: null, [theirs]: 'gone' });
    const translated = (await author.ask(`/translation-desk/entries/${MATERIAL}/${mine}/en`)).body.data;
    expect(translated).toMatchObject({ isThere: true, mayConfirm: true });
  });

  it('sees fields that the role may read, and takes nothing of others from a file', async () => {
    const id = await material({ title: 'Wasser', abstract: 'Tief und blau' });
    await write(instance, `/api/materials/${id}?locale=en`, { title: 'Water', abstract: 'Deep and blue' });
    const xliff = await exported('de', 'en', `${MATERIAL}:${id}`).catch(() => '');
    await saveDraft('materials', id, 'de', { title: 'Wasser', abstract: 'Tief und grün' });
    const state = async (who: AdminUser): Promise<unknown> =>
      (await who.ask('/translation-desk/entries?search=wasser')).body.data[0].locales.en;
    expect(await state(editor)).toMatchObject({ state: 'outdated', outdatedFields: ['abstract'] });
    expect(await state(german)).toMatchObject({ state: 'published', outdatedFields: [] });
    const beside = (await german.ask(`/translation-desk/entries/${MATERIAL}/${id}/en`)).body.data;
    expect(beside.fields.map(({ field }: { field: string }) => field)).toEqual(['title']);
    expect((await german.ask('/translation-desk/entries?states=outdated&search=wasser')).body.meta.total).toBe(0);

    const outdated = xliff === '' ? await exported('de', 'en', `${MATERIAL}:${id}`) : xliff;
    const report = await german.ask('/translation-desk/import?dryRun=true', {
      method: 'POST',
      body: form(
        'a.xlf',
        outdated.replace(/<target([^>]*)>[^<]*<\/target>/g, '<target$1>Other</target>'),
        'application/xml'
      ),
    });
    expect(report.status).toBe(200);
    expect(JSON.stringify(report.body)).not.toContain('Deep and blue');
    expect(report.body.data.entries[0].fields).toMatchObject([
      { field: 'abstract', outcome: 'refused', reason: 'forbidden', before: '' },
    ]);
  });

  it('sees all languages, where the role may: the Translator and the Editor', async () => {
    const translator = await makeAdminUser(instance, 'inprint-translator');
    const id = await material({ title: 'Waldrand', abstract: 'Grün' }, 'de', '&status=draft');
    const counts = (await editor.ask('/translation-desk/counts')).body.data;
    expect(counts.de.draft).toBeGreaterThan(3);
    expect((await translator.ask('/translation-desk/counts')).body.data).toEqual(counts);
    for (const who of [translator, editor]) {
      expect((await who.ask('/translation-desk/entries?search=waldr')).body.meta.total).toBe(1);
      const { fields } = (await who.ask(`/translation-desk/entries/${MATERIAL}/${id}/en`)).body.data;
      expect(fields.map(({ field }: { field: string }) => field)).toEqual(
        expect.arrayContaining(['title', 'abstract'])
      );
    }
  });
});
