import { makeApplication, type Application } from '../support/application';
import { startInstance, type Instance } from '../support/instance';
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
    document: { type: 'media', multiple: false, allowedTypes: ['files'] },
    markdown: { type: 'richtext' },
    html: { type: 'customField', customField: 'global::editor' },
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

const MODULE = `module.exports = {
  register({ strapi }) {
    strapi.customFields.register([
      { name: 'editor', type: 'richtext' },
      { name: 'note', type: 'richtext' },
    ]);
  },
};`;

describe('texts of somebody who writes Markdown and HTML', () => {
  let application: Application;
  let instance: Instance;
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
  const markdownOf = (id: string): string => `The [*guide*](/materials/${id} "t"), \`[x](/materials/${id})\`.\r\n`;
  const htmlOf = (id: string): string => `<p>The <a class=x href="/materials/${id}">guide</a>&nbsp;<br></p>`;
  const callOf = (id: string): string => `Text\n\n[Order here](/materials/${id} "call-to-action")\n`;

  beforeAll(async () => {
    application = makeApplication({
      plugins: ['availability'],
      config: {
        availability: {
          config: {
            material: { uid: 'api::publication.publication', title: 'name', pdf: 'document', slug: 'handle' },
            pages: { material: '/p/{slug}' },
            mentions: { html: ['global::editor'], pages: ['https://old.example.org/show.php?id={slug}'] },
          },
        },
      },
      publication: PUBLICATION,
      files: { 'src/components/text/section.json': JSON.stringify(SECTION), 'src/index.js': MODULE },
    });
    instance = await startInstance({ application: application.folder });
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
      'query ($id: ID!) { publication(documentId: $id) { markdown html other section { markdown } } }',
      { id: text }
    );
    const { markdown, html, other, section } = body.data.publication;
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
});
