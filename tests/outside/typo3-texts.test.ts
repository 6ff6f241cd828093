/** Texts of a TYPO3 portal in an application that keeps its own in Markdown and HTML. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import Database from 'better-sqlite3';

import { makeApplication, type Application } from '../support/application';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { runImportIn } from '../support/typo3-run';

interface OldPortal {
  readonly MAPPING: string;
  portalDump(): string;
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript, shared with the bench
const { MAPPING, portalDump } = require('../support/typo3-dump.cjs') as OldPortal;

const SOURCE = path.resolve(__dirname, '../../src');
const typeFile = (name: string): string => `api/${name}/content-types/${name}/schema.json`;

/** This portal's own types, with other kinds of text. */
const schemaOf = (name: string, changed: Readonly<Record<string, object>> = {}): string => {
  const schema = JSON.parse(readFileSync(path.join(SOURCE, typeFile(name)), 'utf8')) as { attributes: object };
  return JSON.stringify({ ...schema, attributes: { ...schema.attributes, ...changed } });
};
const localized = { pluginOptions: { i18n: { localized: true } } };
const asTheyAre = [
  'publication/author',
  'publication/former-slug',
  'publication/publisher',
  'news/material-box',
  'news/text-box',
];

const FILES = {
  [`src/${typeFile('topic')}`]: schemaOf('topic'),
  [`src/${typeFile('material')}`]: schemaOf('material', {
    description: { type: 'customField', customField: 'global::editor', ...localized },
  }),
  [`src/${typeFile('news-article')}`]: schemaOf('news-article', { body: { type: 'richtext', ...localized } }),
  ...Object.fromEntries(
    asTheyAre.map((name) => [
      `src/components/${name}.json`,
      readFileSync(path.join(SOURCE, `components/${name}.json`), 'utf8'),
    ])
  ),
  'src/index.js': `module.exports = { register({ strapi }) { strapi.customFields.register({ name: 'editor', type: 'richtext' }); } };`,
};

onEveryDatabase('an old TYPO3 portal, into Markdown and HTML', (database) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-typo3-texts-'));
  let application: Application;
  let instance: Instance;

  beforeAll(async () => {
    application = makeApplication({
      plugins: ['availability', 'slugs', 'typo3-import'],
      withGraphql: false,
      config: {
        availability: {
          config: {
            material: { uid: 'api::material.material', title: 'title', pdf: 'pdf', slug: 'slug' },
            mentions: { html: ['global::editor'] },
          },
        },
      },
      publication: {
        kind: 'collectionType',
        collectionName: 'publications',
        info: { singularName: 'publication', pluralName: 'publications', displayName: 'Publication' },
        options: {},
        attributes: { name: { type: 'string' } },
      },
      files: FILES,
    });
    instance = await startInstance({ application: application.folder, database });
    await instance.run(async (strapi) => {
      await strapi.plugin('i18n').service('locales').create({ code: 'de', name: 'German' });
    });
    writeFileSync(path.join(folder, 'portal.sql'), portalDump());
  });
  afterAll(async () => {
    await instance?.stop();
    application?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  let runs = 0;
  const runImport = () => {
    runs += 1;
    const stagingFile = path.join(folder, `staging-${runs}.db`);
    return runImportIn(instance, { source: path.join(folder, 'portal.sql'), mapping: MAPPING, stagingFile });
  };
  const rowsOf = (uid: string): Promise<Record<string, unknown>[]> =>
    instance.run(
      (strapi, type) => strapi.db.query(type).findMany({ where: { locale: 'de' }, orderBy: { id: 'asc' } }),
      uid
    ) as Promise<Record<string, unknown>[]>;

  it('writes its texts with their mentions, which the index knows, and finds them unchanged the next time', async () => {
    const { counts } = await runImport();
    expect(counts.news).toMatchObject({ failed: 0 });
    const booklet = (await rowsOf('api::material.material')).find(({ title }) => title === 'Netz ohne Angst');
    const id = String(booklet?.documentId);
    expect(booklet?.description).toMatch(/^<p>/);

    const news = await rowsOf('api::news-article.news-article');
    const mentioning = news.filter(({ body }) => String(body).includes(`[Netz ohne Angst](/materials/${id})`));
    expect(mentioning.length).toBeGreaterThan(0);
    expect(String(mentioning[0]?.body)).toContain('Die Broschüre ist da.');
    expect(String(mentioning[0]?.body)).toMatch(/^### Mehr$/m);
    const known = (await instance.run(
      (strapi, uid, material) => strapi.plugin('availability').service('usage').publishedMentions(uid, [material]),
      'api::news-article.news-article',
      id
    )) as { documentId: string; locale: string }[];
    expect(known.map(({ documentId }) => documentId)).toContain(mentioning[0]?.documentId);

    const again = await runImport();
    expect(again.counts.news).toMatchObject({ updated: 0, kept: 0, created: 0 });
    expect(again.counts.material).toMatchObject({ updated: 0, kept: 0, created: 0 });
  });

  it('puts a live call to action in the place of a sentence that tells of stock', async () => {
    const stagingFile = path.join(folder, 'staging-1.db');
    const db = new Database(stagingFile, { readonly: true });
    const lines = db.prepare<[], { id: number; json: string }>('SELECT id, json FROM report').all();
    db.close();
    const [told] = lines.flatMap(({ id, json }) => {
      const { suggestion, record } = JSON.parse(json) as {
        suggestion?: { documentId: string };
        record?: { documentId: string };
      };
      return suggestion && record ? [{ id, material: suggestion.documentId, documentId: record.documentId }] : [];
    });
    const outcome = await instance.run(
      (strapi, file, id) => strapi.plugin('typo3-import').service('importer').applySuggestion(file, 'altes-portal', id),
      stagingFile,
      told?.id ?? 0
    );
    expect(outcome).toBe('applied');
    const news = await rowsOf('api::news-article.news-article');
    const text = news.filter(({ documentId }) => documentId === told?.documentId).map(({ body }) => String(body));
    expect(text.length).toBeGreaterThan(0);
    for (const one of text) expect(one).toContain(`](/materials/${told?.material} "call-to-action")`);
  });
});
