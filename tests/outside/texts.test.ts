import { makeApplication, type Application } from '../support/application';
import { CKEDITOR, ckeditorField, installCkeditor } from '../support/ckeditor';
import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { onEveryDatabase, type Instance, startInstance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

/** A type of somebody who writes in every kind of text that there is. */
const PUBLICATION = {
  kind: 'collectionType',
  collectionName: 'publications',
  info: { singularName: 'publication', pluralName: 'publications', displayName: 'Publication' },
  options: { draftAndPublish: true },
  attributes: {
    name: { type: 'string', required: true },
    handle: { type: 'uid', targetField: 'name' },
    formerSlugs: { type: 'component', component: 'text.former', repeatable: true },
    document: { type: 'media', multiple: false, allowedTypes: ['files'] },
    markdown: { type: 'richtext' },
    html: ckeditorField(),
    ckeditorsMarkdown: ckeditorField({ output: 'Markdown' }),
    other: { type: 'customField', customField: 'global::note' },
    section: { type: 'component', component: 'text.section', repeatable: true },
    zone: { type: 'dynamiczone', components: ['text.section'] },
    related: { type: 'relation', relation: 'oneToMany', target: 'api::publication.publication' },
  },
};

const SECTION = {
  collectionName: 'components_text_sections',
  info: { displayName: 'Section' },
  attributes: { markdown: { type: 'richtext' } },
};

const FORMER = {
  collectionName: 'components_text_formers',
  info: { displayName: 'Former' },
  attributes: { slug: { type: 'string' } },
};

/** A text in several languages. */
const ESSAY = {
  kind: 'collectionType',
  collectionName: 'essays',
  info: { singularName: 'essay', pluralName: 'essays', displayName: 'Essay' },
  options: { draftAndPublish: true },
  pluginOptions: { i18n: { localized: true } },
  attributes: Object.fromEntries(
    Object.entries({
      title: { type: 'string' },
      markdown: { type: 'richtext' },
      html: { type: 'customField', customField: 'global::editor' },
      section: { type: 'component', component: 'text.section', repeatable: true },
      zone: { type: 'dynamiczone', components: ['text.section'] },
    }).map(([name, attribute]) => [name, { ...attribute, pluginOptions: { i18n: { localized: true } } }])
  ),
};

const factory = (kind: string): string =>
  `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::essay.essay');`;

const MODULE = `module.exports = {
  register({ strapi }) {
    strapi.customFields.register([
      { name: 'editor', type: 'richtext' },
      { name: 'note', type: 'richtext' },
    ]);
  },
};`;

onEveryDatabase('texts of somebody who writes Markdown and HTML', (database) => {
  let application: Application;
  let instance: Instance;
  let editor: AdminUser;
  let guide: string;
  let stock: string;
  let hidden: string;
  let text: string;

  const write = async (path: string, data: object, method = 'POST'): Promise<string> => {
    const { status, body } = await instance.asEditor(path, { method, body: { data } });
    if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
    return (body as { data: { documentId: string } }).data.documentId;
  };
  const read = async (query = ''): Promise<Record<string, unknown>> => {
    const { body } = await instance.asReader(`/api/publications/${text}${query}`);
    return (body as { data: Record<string, unknown> }).data;
  };
  const useGerman = (): Promise<void> =>
    instance.run(async (strapi) => {
      const locales = strapi.plugin('i18n').service('locales');
      if (!(await locales.findByCode('de'))) await locales.create({ code: 'de', name: 'German' });
    });
  const markdownOf = (id: string): string => `The [*guide*](/materials/${id} "t"), \`[x](/materials/${id})\`.\r\n`;
  const htmlOf = (id: string): string => `<p>The <a class=x href="/materials/${id}">guide</a>&nbsp;<br></p>`;
  const callOf = (id: string): string => `Text\n\n[Order here](/materials/${id} "call-to-action")\n`;

  beforeAll(async () => {
    application = makeApplication({
      plugins: ['availability', 'slugs', 'response-cache', 'translation-desk'],
      others: { ckeditor: CKEDITOR },
      config: {
        availability: {
          config: {
            material: { uid: 'api::publication.publication', title: 'name', pdf: 'document', slug: 'handle' },
            pages: { material: '/p/{slug}' },
            mentions: {
              html: ['plugin::ckeditor.CKEditor', 'global::editor'],
              pages: ['https://old.example.org/show.php?id={slug}'],
            },
          },
        },
        slugs: { config: { types: { 'api::publication.publication': { from: 'name', slug: 'handle' } } } },
      },
      publication: PUBLICATION,
      files: {
        'src/components/text/section.json': JSON.stringify(SECTION),
        'src/components/text/former.json': JSON.stringify(FORMER),
        'src/api/essay/content-types/essay/schema.json': JSON.stringify(ESSAY),
        'src/api/essay/controllers/essay.js': factory('Controller'),
        'src/api/essay/services/essay.js': factory('Service'),
        'src/api/essay/routes/essay.js': factory('Router'),
        'src/index.js': MODULE,
      },
    });
    installCkeditor(application.folder);
    instance = await startInstance({ application: application.folder, database });
    await instance.run(async (strapi) => {
      const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
      for (const action of ['find', 'findOne']) {
        await strapi.db
          .query('plugin::users-permissions.permission')
          .create({ data: { action: `api::publication.publication.${action}`, role: role.id } });
      }
    });
    const pdf = await uploadPdf(instance, 'guide.pdf');
    guide = await write('/api/publications', { name: 'Guide', handle: 'guide', document: pdf });
    stock = await write('/api/availability/stock-statuses', { material: guide, availability: 'in-stock' });
    hidden = await write('/api/publications?status=draft', { name: 'Hidden', handle: 'hidden' });
    text = await write('/api/publications', {
      name: 'Text',
      markdown: markdownOf(guide) + markdownOf(hidden),
      html: htmlOf(guide) + htmlOf(hidden),
      other: markdownOf(guide),
      ckeditorsMarkdown: markdownOf(guide),
      section: [{ markdown: callOf(guide) }],
      zone: [
        { __component: 'text.section', markdown: '[old](https://old.example.org/show.php?id=guide) [p](/p/guide)' },
      ],
    });
  });
  afterAll(async () => {
    await instance?.stop();
    application?.remove();
  });

  it('lead to the order form while there are copies, and to the PDF when they are gone', async () => {
    const order = `/order?material=${guide}&locale=en`;
    const before = await read('?populate=*');
    expect(before.markdown).toContain(`The [*guide*](${order} "t"), \`[x](/materials/${guide})\`.\r\n`);
    expect(before.html).toContain(`<a class=x href="${order.replace('&', '&amp;')}">guide</a>&nbsp;<br>`);

    await write(`/api/availability/stock-statuses/${stock}`, { availability: 'out-of-print' }, 'PUT');
    const after = await read('?populate=*');
    expect(after.markdown).toMatch(/^The \[\*guide\*\]\(\/uploads\/guide_\w+\.pdf "t"\), `\[x\]\(\/materials\//);
    expect(after.html).toMatch(/<a class=x href="\/uploads\/guide_\w+\.pdf">guide<\/a>/);
  });

  it('are Markdown in a field of CKEditor that writes it', async () => {
    const { markdown, ckeditorsMarkdown } = await read();
    expect(ckeditorsMarkdown).toContain('](/uploads/guide_');
    expect(String(markdown)).toContain(String(ckeditorsMarkdown));
  });

  it('keep their words and lose the link where the material is not published', async () => {
    const { markdown, html } = await read();
    expect(markdown).toContain(`The *guide*, \`[x](/materials/${hidden})\`.`);
    expect(html).toContain('<p>The guide&nbsp;<br></p>');
  });

  it('speak of it in components, dynamic zones and relations, too', async () => {
    const { section, zone } = (await read('?populate=*')) as {
      section: { markdown: string }[];
      zone: { markdown: string }[];
    };
    expect(section[0]?.markdown).toMatch(/^Text\n\n.+ \[.+\]\(\/uploads\/guide_\w+\.pdf\)\n$/);
    expect(zone[0]?.markdown).toMatch(/^\[old\]\(\/uploads\/guide_\w+\.pdf\) \[p\]\(\/uploads\/guide_\w+\.pdf\)$/);
    await write(`/api/publications/${guide}`, { related: [text] }, 'PUT');
    const { body } = await instance.asReader(`/api/publications/${guide}?populate[related][populate]=*`);
    expect(body.data.related[0].section[0].markdown).toBe(section[0]?.markdown);
  });

  it('are the same over GraphQL', async () => {
    const overRest = await read('?populate=*');
    const { body } = await instance.graphql(
      `query ($id: ID!) { publication(documentId: $id) {
        markdown html other section { markdown } zone { ... on ComponentTextSection { markdown } } } }`,
      { id: text }
    );
    const { markdown, html, other, section, zone } = body.data.publication;
    expect(zone[0].markdown).toBe((overRest.zone as { markdown: string }[])[0]?.markdown);
    expect({ markdown, html, other }).toEqual({
      markdown: overRest.markdown,
      html: overRest.html,
      other: overRest.other,
    });
    expect(section[0].markdown).toBe((overRest.section as { markdown: string }[])[0]?.markdown);
  });

  it('are left alone in a field that nobody said is HTML', async () => {
    expect((await read()).other).toBe(markdownOf(guide));
  });

  it('are stored as they were written', async () => {
    const stored = await instance.run(
      (strapi, documentId) => strapi.db.query('api::publication.publication').findOne({ where: { documentId } }),
      text
    );
    expect((stored as { markdown: string }).markdown).toBe(markdownOf(guide) + markdownOf(hidden));
  });

  describe('where a publication is used', () => {
    const publication = 'api::publication.publication';

    const usagesOf = async (material: string): Promise<Record<string, unknown>[]> => {
      editor ??= await makeAdminUser(instance, 'strapi-super-admin');
      const { body } = await editor.ask(`/availability/usage?materials=${material}`);
      return (body as { data: Record<string, unknown>[] }).data;
    };
    const namesOf = async (material: string): Promise<unknown[]> =>
      (await usagesOf(material)).map(({ title }) => title).sort();
    /** A publication that nothing names yet. */
    const make = async (name: string): Promise<string> =>
      write('/api/publications', { name, handle: name.toLowerCase().replaceAll(' ', '-') });

    it('is known of Markdown and HTML, in components and dynamic zones', async () => {
      const material = await make('Named');
      const link = `[n](/materials/${material})`;
      await write('/api/publications', { name: 'Markdown', markdown: link });
      await write('/api/publications', { name: 'HTML', html: `<p data-material="${material}">Order here</p>` });
      await write('/api/publications', { name: 'Component', section: [{ markdown: 'a' }, { markdown: link }] });
      await write('/api/publications', { name: 'Zone', zone: [{ __component: 'text.section', markdown: link }] });
      await write('/api/publications', { name: 'Code', markdown: `\`${link}\``, other: link });
      expect(await namesOf(material)).toEqual(['Component', 'HTML', 'Markdown', 'Zone']);
      const [html] = (await usagesOf(material)).filter(({ title }) => title === 'HTML');
      expect(html).toMatchObject({ kinds: ['call-to-action'], inDraft: true, inPublished: true });
    });

    it('is known of each language and status, in components and dynamic zones, and forgotten where it is taken out', async () => {
      const material = await make('Spoken');
      const link = `[n](/materials/${material})`;
      const part = (markdown: string) => ({
        section: [{ markdown }],
        zone: [{ __component: 'text.section', markdown: 'none' }],
      });
      const essay = 'api::essay.essay';
      const save = (id: string | null, locale: string, data: object, status: string): Promise<string> =>
        instance.run(
          async (strapi, uid, documentId, values) => {
            const documents = strapi.documents(uid as never);
            const saved = documentId
              ? await documents.update({ documentId, ...values } as never)
              : await documents.create(values as never);
            return (saved as unknown as { documentId: string }).documentId;
          },
          essay,
          id,
          { locale, data, status }
        );
      await useGerman();
      const id = await save(null, 'en', { title: 'Spoken of', ...part(link) }, 'published');
      await save(id, 'de', { title: 'Gesprochen', html: `<a href="/materials/${material}">n</a>` }, 'draft');
      await save(id, 'de', { title: 'Gesprochen', ...part('nothing') }, 'draft');
      const spoken = async () =>
        (await usagesOf(material)).map(({ documentId, locale, inDraft, inPublished, kinds }) => ({
          ...{ documentId, locale, inDraft, inPublished, kinds },
        }));
      const german = { documentId: id, locale: 'de', inDraft: true, inPublished: false, kinds: ['mention'] };
      const english = { documentId: id, locale: 'en', inDraft: true, inPublished: true, kinds: ['mention'] };
      expect(await spoken()).toEqual([german, english]);

      await save(id, 'de', { html: '<p>none</p>' }, 'published');
      await save(id, 'en', part('nothing more'), 'draft');
      expect(await spoken()).toEqual([{ ...english, inDraft: false }]);
      await save(id, 'de', { zone: [{ __component: 'text.section', markdown: link }] }, 'published');
      expect(await spoken()).toEqual([
        { ...german, inPublished: true },
        { ...english, inDraft: false },
      ]);
      await instance.run(
        async (strapi, uid, documentId) => {
          await strapi.documents(uid as never).delete({ documentId, locale: '*' });
        },
        essay,
        id
      );
      expect(await spoken()).toEqual([]);
    });

    it('is known by the address of its page, its former ones, and those of an older site', async () => {
      const material = await make('Paged');
      await write('/api/publications', { name: 'Page', markdown: '[p](/p/paged)' });
      await write('/api/publications', {
        name: 'Old',
        html: '<a href="https://old.example.org/show.php?id=paged">p</a>',
      });
      await write(`/api/publications/${material}`, { handle: 'paged-anew' }, 'PUT');
      await write('/api/publications', { name: 'New', markdown: '[p](/p/paged-anew)' });
      expect(await namesOf(material)).toEqual(['New', 'Old', 'Page']);
      const other = await write('/api/publications', { name: 'Paged', handle: 'paged' });
      expect(await namesOf(material)).toEqual(['New']);
      expect(await namesOf(other)).toEqual(['Old', 'Page']);
    });

    it('follows what is written past the Document Service, and what is deleted', async () => {
      const material = await make('Followed');
      const writer = await write('/api/publications', { name: 'Writer', markdown: 'nothing' });
      const set = (markdown: string | null): Promise<unknown> =>
        instance.run(
          async (strapi, documentId, markdown) => {
            await strapi.db.connection('publications').where({ document_id: documentId }).update({ markdown });
          },
          writer,
          markdown
        );
      await set(`[f](/materials/${material})`);
      expect(await namesOf(material)).toEqual(['Writer']);
      await set(null);
      expect(await namesOf(material)).toEqual([]);
      await set(`<https://elsewhere.example/> [f][]\n\n[f]: &#47;materials/${material}`);
      expect(await namesOf(material)).toEqual(['Writer']);
      await instance.asEditor(`/api/publications/${writer}`, { method: 'DELETE' });
      expect(await namesOf(material)).toEqual([]);
    });

    it('tells drafts from what is published', async () => {
      const material = await make('Drafted');
      const writer = await write('/api/publications', { name: 'Both', markdown: `[d](/materials/${material})` });
      await write(`/api/publications/${writer}?status=draft`, { markdown: 'no more' }, 'PUT');
      expect(await usagesOf(material)).toMatchObject([{ documentId: writer, inDraft: false, inPublished: true }]);
    });

    it('is told to whoever builds pages, and on the home page when it leaves', async () => {
      const material = await make('Leaving');
      const writers = [
        await write('/api/publications', { name: 'By id', markdown: `[l](/materials/${material})` }),
        await write('/api/publications', { name: 'By page', html: '<a href="/p/leaving">l</a>' }),
      ];
      const pages = await instance.run(
        (strapi, uid, id) => strapi.plugin('availability').service('usage').publishedMentions(uid, [id]),
        publication,
        material
      );
      expect((pages as { documentId: string }[]).map(({ documentId }) => documentId).sort()).toEqual(writers.sort());
      await instance.run(
        async (strapi, uid, documentId) => {
          await strapi.documents(uid as never).unpublish({ documentId });
        },
        publication,
        material
      );
      const { body } = await editor.ask('/availability/usage/unpublished');
      const listed = (body as { data: { documentId: string; materials: { title: string }[] }[] }).data.filter(
        ({ documentId }) => writers.includes(documentId)
      );
      expect(listed).toHaveLength(2);
      for (const { materials } of listed) expect(materials).toMatchObject([{ title: 'Leaving' }]);
    });

    it('is listed beside the text that names it', async () => {
      const { body } = await editor.ask(`/availability/usage/entries/${publication}/${text}?locale=en`);
      const named = (body as { data: { material: string; kinds: string[] }[] }).data;
      expect(named.map(({ material }) => material).sort()).toEqual([guide, hidden].sort());
      expect(named.find(({ material }) => material === guide)?.kinds).toEqual(['call-to-action', 'mention']);
    });

    it('is read again from all texts when the index was lost', async () => {
      const before = await namesOf(guide);
      await instance.run(async (strapi) => {
        const knex = strapi.db.connection;
        const isSqlite = strapi.db.dialect.client === 'sqlite';
        const names = isSqlite
          ? await knex.raw(
              `SELECT name, tbl_name AS t FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'inprint_mentions_%'`
            )
          : (
              await knex.raw(
                `SELECT tgname AS name, tgrelid::regclass AS t FROM pg_trigger WHERE tgname LIKE 'inprint_mentions_%'`
              )
            ).rows;
        for (const { name, t } of names) await knex.raw(`DROP TRIGGER ${name}${isSqlite ? '' : ` ON ${t}`}`);
        for (const table of ['inprint_mentions', 'inprint_page_mentions', 'inprint_unread_texts'])
          await knex(table).del();
        await strapi.plugin('availability').service('usage').prepare();
      });
      expect(before).toEqual(['Text']);
      expect(await namesOf(guide)).toEqual(before);
    });
  });

  describe('that were read and are sent back', () => {
    let material: string;
    let record: string;
    let writer: string;
    const storedOf = async (): Promise<{ markdown: string; html: string; section: { markdown: string }[] }> =>
      (await instance.run(
        (strapi, documentId) =>
          strapi.db.query('api::publication.publication').findOne({ where: { documentId }, populate: ['section'] }),
        writer
      )) as never;
    const readAll = async (asking = ''): Promise<Record<string, unknown>> =>
      (await instance.asEditor(`/api/publications/${writer}?populate[section]=true${asking}`)).body.data;
    const sendBack = async (data: Record<string, unknown>): Promise<void> => {
      const { markdown, html } = data;
      // Strapi knows the parts of a published entry by other ids than those of its draft.
      const section = (data.section as { markdown: string }[]).map((part) => ({ markdown: part.markdown }));
      await write(`/api/publications/${writer}`, { markdown, html, section }, 'PUT');
    };

    beforeAll(async () => {
      const pdf = await uploadPdf(instance, 'sent.pdf');
      material = await write('/api/publications', { name: 'Sent', handle: 'sent', document: pdf });
      record = await write('/api/availability/stock-statuses', { material, availability: 'in-stock' });
      writer = await write('/api/publications', {
        name: 'Sends',
        markdown: markdownOf(material) + markdownOf(hidden),
        html: htmlOf(material),
        section: [{ markdown: callOf(material) }],
      });
    });

    it('keep their mentions', async () => {
      await sendBack(await readAll());
      expect(await storedOf()).toMatchObject({
        markdown: markdownOf(material) + markdownOf(hidden),
        html: htmlOf(material),
        section: [{ markdown: callOf(material) }],
      });
    });

    it('keep them when they were changed, and when the stock turned meanwhile', async () => {
      const data = await readAll();
      await write(`/api/availability/stock-statuses/${record}`, { availability: 'out-of-print' }, 'PUT');
      await sendBack({
        ...data,
        markdown: `New. ${String(data.markdown)}`,
        html: String(data.html).replace('The ', 'Our '),
      });
      const stored = await storedOf();
      expect(stored.markdown).toBe(`New. ${markdownOf(material)}${markdownOf(hidden)}`);
      expect(stored.html).toBe(htmlOf(material).replace('The ', 'Our '));
      expect(stored.section[0]?.markdown).toBe(callOf(material));
    });

    it('keep them over GraphQL', async () => {
      const { body } = await instance.graphql('query ($id: ID!) { publication(documentId: $id) { html } }', {
        id: writer,
      });
      const { html } = body.data.publication as { html: string };
      expect(html).toMatch(/uploads/);
      const answer = await instance.graphql(
        'mutation ($id: ID!, $data: PublicationInput!) { updatePublication(documentId: $id, data: $data) { documentId } }',
        { id: writer, data: { html: `${html}<hr>` } },
        true
      );
      expect(answer.body.errors).toBeUndefined();
      expect((await storedOf()).html).toContain(`href="/materials/${material}"`);
    });
  });

  describe('that go to translators', () => {
    const essay = 'api::essay.essay';
    let documentId: string;

    const exported = async (version: string): Promise<string> => {
      const { status, body } = await editor.ask(
        `/translation-desk/export?locale=de&source=en&type=${essay}&version=${version}`
      );
      if (status !== 200) throw new Error(JSON.stringify(body));
      return (body as { data: { xliff: string } }).data.xliff;
    };
    const imported = async (xliff: string): Promise<{ fields: { field: string; reason: string | null }[] }[]> => {
      const form = new FormData();
      form.append('file', new Blob([xliff]), 'de.xlf');
      const { status, body } = await editor.ask('/translation-desk/import?dryRun=false', {
        method: 'POST',
        body: form,
      });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return (body as { data: { entries: { fields: { field: string; reason: string | null }[] }[] } }).data.entries;
    };
    /** What a translator does: each text gets a target, which is its source with other words. */
    const translated = (xliff: string): string =>
      xliff.includes('version="1.2"')
        ? xliff.replace(
            /<target state="new">(.*?)<\/target>/gs,
            (_, target: string) => `<target state="translated">${target.replaceAll('The ', 'Das ')}</target>`
          )
        : xliff.replace(
            /<segment state="initial">(\s*)<source>(.*?)<\/source>/gs,
            (_, space: string, source: string) =>
              `<segment state="translated">${space}<source>${source}</source><target>${source.replaceAll('The ', 'Das ')}</target>`
          );

    beforeAll(async () => {
      editor ??= await makeAdminUser(instance, 'strapi-super-admin');
      await useGerman();
    });
    beforeEach(async () => {
      documentId = await instance.run(
        async (strapi, uid, data) => {
          const created = await strapi.documents(uid as never).create({ locale: 'en', data: data as never });
          return (created as { documentId: string }).documentId;
        },
        essay,
        {
          title: 'The essay',
          markdown: markdownOf(guide),
          html: htmlOf(guide) + `<p data-material="${guide}">The order</p>`,
        }
      );
    });
    afterEach(() =>
      instance.run(
        async (strapi, uid, id) => {
          await strapi.documents(uid as never).delete({ documentId: id, locale: '*' });
        },
        essay,
        documentId
      )
    );

    it.each(['1.2', '2.0'])(
      'have their mentions protected, and back with the translation (XLIFF %s)',
      async (version) => {
        const xliff = await exported(version);
        expect(xliff).toContain('guide');
        expect(xliff.replace(/`\[x\]\([^)]*\)`/g, '')).not.toContain('/materials/');
        expect(xliff).not.toContain('data-material');
        await imported(translated(xliff));
        const row = (await instance.run(
          (strapi, uid, id) => strapi.db.query(uid).findOne({ where: { documentId: id, locale: 'de' } }),
          essay,
          documentId
        )) as { markdown: string; html: string };
        expect(row.markdown).toBe(markdownOf(guide).replace('The ', 'Das ').trim());
        expect(row.html).toBe(`${htmlOf(guide)}<p data-material="${guide}">The order</p>`.replaceAll('The ', 'Das '));
      }
    );

    it('are refused by name where a mention was lost', async () => {
      const xliff = translated(await exported('1.2'));
      const lost = xliff.replace(/(<target state="translated">[^<]*)<g [^>]*>([^<]*\*guide\*)<\/g>/, '$1$2');
      expect(lost).not.toBe(xliff);
      const [entry] = await imported(lost);
      expect(entry?.fields.find(({ field }) => field === 'markdown')).toMatchObject({ reason: 'codes' });
    });
  });

  describe('of an entry', () => {
    const setStock = (availability: string) =>
      write(`/api/availability/stock-statuses/${stock}`, { availability }, 'PUT');
    afterAll(() => setStock('out-of-print'));

    it('lead to what is only drafted where the draft is read', async () => {
      const { body } = await instance.asEditor(`/api/publications/${text}?status=draft`);
      const { markdown, html } = body.data as { markdown: string; html: string };
      expect(markdown).toContain('The [*guide*](/p/hidden "t")');
      expect(html).toContain('<p>The <a class=x href="/p/hidden">guide</a>');
    });

    it('lead to the page of what is withdrawn, and to no file', async () => {
      await setStock('withdrawn');
      const { markdown, html } = await read();
      expect(markdown).toContain('The [*guide*](/p/guide "t")');
      expect(html).toContain('<a class=x href="/p/guide">guide</a>');
      expect(`${String(markdown)}${String(html)}`).not.toContain('/uploads/');
    });

    it('speak the language of the text that they stand in', async () => {
      await useGerman();
      await setStock('in-stock');
      const data = { title: 'The essay', markdown: markdownOf(guide), html: htmlOf(guide) };
      const essay = await write('/api/essays?locale=en', data);
      await write(`/api/essays/${essay}?locale=de`, { ...data, title: 'Der Aufsatz' }, 'PUT');
      for (const locale of ['en', 'de']) {
        const { body } = await instance.asEditor(`/api/essays/${essay}?locale=${locale}`);
        expect(body.data.markdown).toContain(`](/order?material=${guide}&locale=${locale} "t")`);
        expect(body.data.html).toContain(`href="/order?material=${guide}&amp;locale=${locale}"`);
      }
      await instance.asEditor(`/api/essays/${essay}?locale=*`, { method: 'DELETE' });
    });
  });

  it('lead from a former address to where the action leads now', async () => {
    const material = await write('/api/publications', { name: 'Moved', handle: 'moved' });
    const writer = await write('/api/publications', { name: 'Links', markdown: '[m](/p/moved)' });
    const markdown = async () => (await instance.asReader(`/api/publications/${writer}`)).body.data.markdown;
    expect(await markdown()).toBe('[m](/p/moved)');
    await write(`/api/publications/${material}`, { handle: 'moved-on' }, 'PUT');
    expect(await markdown()).toBe('[m](/p/moved-on)');
    // Where another one has it now, the address names that.
    const another = await write('/api/publications', {
      name: 'Another',
      handle: 'moved',
      document: await uploadPdf(instance, 'a.pdf'),
    });
    expect(await markdown()).toMatch(/^\[m\]\(\/uploads\/a_/);
    await write('/api/availability/stock-statuses', { material: another, availability: 'in-stock' });
    expect(await markdown()).toContain(`/order?material=${another}`);
  });

  it('are answered from the cache, and never with an older state', async () => {
    const answers: string[] = [];
    for (const availability of ['in-stock', 'out-of-print', 'in-stock', 'withdrawn', 'in-stock']) {
      await write(`/api/availability/stock-statuses/${stock}`, { availability }, 'PUT');
      for (let n = 0; n < 2; n += 1) answers.push(String((await read()).markdown));
      const [first, second] = answers.slice(-2);
      expect(second).toBe(first);
    }
    expect(new Set(answers).size).toBe(3);
    const hits = await instance.run(
      (strapi) =>
        (strapi.plugin('response-cache').service('cache').report() as { counts: { hits: number } }).counts.hits
    );
    expect(hits).toBeGreaterThanOrEqual(5);
  });
});
