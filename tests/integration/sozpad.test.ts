import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

const ARTICLE = path.resolve(__dirname, '../../../shared/data/sozpad-article.txt');
const story = existsSync(ARTICLE) ? describe : describe.skip;

/** The article as it was published, taken apart as an editor would who enters it by hand. */
const readArticle = () => {
  const parts = readFileSync(ARTICLE, 'utf8')
    .split('\n\n')
    .map((part) => part.trim());
  const [kicker, title, lead, date, caption, soldOut, ...rest] = parts as [
    string,
    string,
    string,
    string,
    string,
    string,
    ...string[],
  ];
  const [day, month, year] = date.split('.') as [string, string, string];
  return {
    kicker,
    title,
    lead,
    date: `${year}-${month}-${day}`,
    caption,
    soldOut,
    rest: rest.filter((part) => part !== '' && !part.startsWith('Back to')),
  };
};

const SUBHEADING_LENGTH = 80;
const paragraph = (text: string) => ({ type: 'paragraph', children: [{ type: 'text', text }] });
const heading = (text: string) => ({ type: 'heading', level: 2, children: [{ type: 'text', text }] });

/** Everything that a reader can see of the brochure, in one look. */
const look = async ({ asReader, graphql }: Instance, material: string, article: string) => {
  const fields = '{ type label url notice availability }';
  const [rest, news, both] = await Promise.all([
    asReader(`/api/materials/${material}`),
    asReader(`/api/news-articles/${article}?populate[materials][fields][0]=title`),
    graphql(
      `query ($material: ID!, $article: ID!) {
      material(documentId: $material) { action ${fields} }
      newsArticle(documentId: $article) { body materials { action ${fields} } }
    }`,
      { material, article }
    ),
  ]);
  return {
    material: rest.body.data.action,
    relation: news.body.data.materials[0].action,
    text: news.body.data.body,
    graphqlMaterial: both.body.data.material.action,
    graphqlRelation: both.body.data.newsArticle.materials[0].action,
    graphqlText: both.body.data.newsArticle.body,
  };
};

type Node = { type: string; text?: string; url?: string; children?: Node[] };
const wordsOf = (nodes: Node[]): string => nodes.map(({ text, children }) => text ?? wordsOf(children ?? [])).join('');
const linksOf = (nodes: Node[]): Node[] =>
  nodes.flatMap((node) => (node.type === 'link' ? [node] : linksOf(node.children ?? [])));

story(
  existsSync(ARTICLE)
    ? 'the article it began with'
    : 'the article it began with (skipped: its file is not on this machine)',
  () => {
    onEveryDatabase('sells its last brochure', (database) => {
      let instance: Instance;
      beforeAll(async () => {
        instance = await startInstance({ database });
      });
      afterAll(() => instance.stop());

      it('turns the order button into the PDF link in the very next read, everywhere', async () => {
        const { asEditor } = instance;
        const { kicker, title, lead, date, caption, soldOut, rest } = readArticle();
        const subheadings = rest.filter((part) => part.length < SUBHEADING_LENGTH);
        expect([caption, ...subheadings]).toHaveLength(3);

        const pdf = await uploadPdf(instance, 'sozpad.pdf');
        const material = await asEditor('/api/materials?locale=de', {
          method: 'POST',
          body: { data: { title: caption, pdf } },
        });
        expect(material.status).toBe(201);
        expect(material.body.data.slug).toBe(
          'sozpad-soziale-medien-fuer-organisationen-und-fachkraefte-in-der-kinder-und-jugendhilfe'
        );
        const materialId = material.body.data.documentId as string;

        const stock = await asEditor('/api/stock-statuses', {
          method: 'POST',
          body: {
            data: { material: materialId, edition: 'de', orderNumber: 'SOZPAD', availability: 'in-stock', quantity: 1 },
          },
        });
        expect(stock.status).toBe(201);

        // The sentence that an editor once typed by hand: its words before the link, the link as a mention, and the same
        // as a call to action.
        const [before = '', link = ''] = soldOut.split('<link');
        const after = link.split('>')[1] ?? '';
        const body = [
          { ...paragraph(soldOut.replace(/<link[^>]*>/, '')), material: { documentId: materialId } },
          {
            type: 'paragraph',
            children: [
              { type: 'text', text: before },
              {
                type: 'link',
                url: 'https://example.org/old',
                material: { documentId: materialId },
                children: [{ type: 'text', text: after }],
              },
              { type: 'text', text: '' },
            ],
          },
          heading(caption),
          ...rest.map((part) => (part.length < SUBHEADING_LENGTH ? heading(part) : paragraph(part))),
        ];
        const article = await asEditor('/api/news-articles?locale=de', {
          method: 'POST',
          body: { data: { kicker, title, lead, date, caption, body, materials: [materialId] } },
        });
        expect(article.status).toBe(201);
        expect(article.body.data).toMatchObject({ kicker, title, lead, caption, date: '2013-03-27' });
        const articleId = article.body.data.documentId as string;

        const first = await look(instance, materialId, articleId);
        for (const action of [first.material, first.relation, first.graphqlMaterial, first.graphqlRelation]) {
          expect(action).toMatchObject({ type: 'order', label: 'Bestellen', notice: null, availability: 'in-stock' });
        }
        for (const text of [first.text, first.graphqlText]) {
          expect(linksOf(text).map(({ url }) => url)).toEqual([first.material.url, first.material.url]);
          expect(wordsOf(text)).toContain('Bestellen');
        }

        const sold = await asEditor(`/api/stock-statuses/${stock.body.data.documentId}`, {
          method: 'PUT',
          body: { data: { quantity: 0 } },
        });
        expect(sold.body.data).toMatchObject({ quantity: 0, availability: 'out-of-print' });

        const second = await look(instance, materialId, articleId);
        const url = second.material.file.url as string;
        expect(url).toMatch(/^\/uploads\/sozpad.*\.pdf$/);
        for (const action of [second.material, second.relation, second.graphqlMaterial, second.graphqlRelation]) {
          expect(action).toMatchObject({
            type: 'download',
            label: 'PDF herunterladen',
            url,
            notice: 'Die gedruckte Ausgabe ist vergriffen.',
            availability: 'out-of-print',
          });
        }
        for (const text of [second.text, second.graphqlText]) {
          expect(linksOf(text).map((node) => node.url)).toEqual([url, url]);
          expect(wordsOf([text[0]])).toBe('Die gedruckte Ausgabe ist vergriffen. PDF herunterladen');
          expect(wordsOf([text[1]])).toBe(before + after);
          expect(wordsOf(text)).not.toContain('Bestellen');
        }
        const file = await fetch(instance.url + url);
        expect(file.status).toBe(200);
        expect(
          Buffer.from(await file.arrayBuffer())
            .subarray(0, 5)
            .toString()
        ).toBe('%PDF-');
      });
    });
  }
);
