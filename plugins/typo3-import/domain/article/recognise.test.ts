import type { BlockNode, RecognisedArticle } from '../contract';
import { wordsOf } from '../text/runs';
import { aContext, MATERIAL, MATERIAL_TITLE } from '../text/test-context';
import { recogniseArticle } from './recognise';
import { seedArticle, skippedWithout } from './test-article';

const recognise = (source: string): RecognisedArticle => recogniseArticle(source, aContext({ field: 'file' }));
const shown = (blocks: readonly BlockNode[]): string[] =>
  blocks.map((block) =>
    block.type === 'image' || block.type === 'list'
      ? block.type
      : `${block.type === 'paragraph' ? '' : `${block.type}: `}${wordsOf(block.children)}`
  );
const reasonsOf = ({ findings }: RecognisedArticle): string[] => findings.map(({ reason }) => reason);

const LONG = 'This sentence is long enough to be a paragraph of its own, and it ends as sentences do.';

describe('a plain text', () => {
  const whole = [
    'Kicker',
    'A title that says something',
    LONG,
    '27. März 2013',
    'What the picture shows',
    LONG,
    'A subheading',
    LONG,
    'Back to Top',
  ].join('\n\n');

  it('is taken apart', () => {
    const article = recognise(whole);
    expect(article).toMatchObject({
      ...{
        kicker: 'Kicker',
        title: 'A title that says something',
        lead: LONG,
        date: '2013-03-27',
        caption: 'What the picture shows',
      },
    });
    expect(shown(article.blocks)).toEqual([LONG, 'heading: A subheading', LONG]);
  });

  it('says what was guessed, each with its line', () => {
    expect(recognise(whole).findings.map(({ reason, kind, place }) => [reason, kind, place.line])).toEqual([
      ['article-kicker', 'guess', 1],
      ['article-title', 'guess', 3],
      ['article-lead', 'guess', 5],
      ['article-date', 'guess', 7],
      ['article-caption', 'guess', 9],
      ['article-subheading', 'guess', 13],
      ['article-navigation', 'lost', 17],
    ]);
  });

  it('may come with Windows’ line ends', () => {
    expect(recognise(whole.replaceAll('\n', '\r\n'))).toMatchObject({ kicker: 'Kicker', date: '2013-03-27' });
  });

  it('may have neither kicker nor lead nor date', () => {
    const article = recognise(`A title that says something\n\n${LONG}\n\n${LONG}`);
    expect(article).toMatchObject({
      kicker: null,
      title: 'A title that says something',
      lead: LONG,
      date: null,
      caption: null,
    });
    expect(shown(article.blocks)).toEqual([LONG]);
    expect(recognise('Only a title')).toMatchObject({ title: 'Only a title', lead: null, blocks: [] });
    expect(recognise(' \n ')).toMatchObject({ title: '', blocks: [], findings: [] });
  });

  it('may begin with its date', () => {
    expect(recognise(`2013-03-27\n\nThe title\n\n${LONG}\n\n${LONG}`)).toMatchObject({
      title: 'The title',
      date: '2013-03-27',
      lead: LONG,
    });
  });

  it('may have a line for each paragraph', () => {
    expect(shown(recognise(`The title\n27.03.2013\n${LONG}\n${LONG}`).blocks)).toEqual([LONG, LONG]);
  });

  it('may be broken at a column', () => {
    const wrapped = LONG.replace('its own, ', 'its own,\n') + ' More.';
    const lines = 'This line was broken because it had reached its last column\nand goes on here.';
    expect(wrapped).toContain('\n');
    expect(shown(recognise(`Title\n\n27.03.2013\n\n${lines}`).blocks)).toEqual([lines.replace('\n', ' ')]);
  });

  it('keeps its links', () => {
    const article = recognise(
      `Title\n\n27.03.2013\n\n<link http://www.example.org/materials/klartext>Klartext</link> ist vergriffen.`
    );
    expect(article.blocks).toMatchObject([
      { children: [{}, { type: 'link', material: { documentId: MATERIAL } }, {}] },
    ]);
    expect(article.suggestions).toMatchObject([{ documentId: MATERIAL, title: MATERIAL_TITLE, blockIndex: 0 }]);
  });

  it('warns of a date that can be read in two ways', () => {
    expect(reasonsOf(recognise(`Title\n\n03/04/2013\n\n${LONG}`))).toContain('article-date-unclear');
  });
});

describe('an HTML page', () => {
  const page = `<!doctype html><html><head><title>Site | Title</title><script>x()</script></head><body>
    <nav><a href="/">Home</a></nav>
    <article>
      <p class="kicker">Kicker</p><h1>The &amp; title</h1>
      <time datetime="2013-03-27">Wednesday</time>
      <p class="lead">The lead
        goes on.</p>
      <figure><img src="poster.jpg"><figcaption>The caption</figcaption></figure>
      <h2>A subheading</h2><p>A text with <a href="https://example.org">a
        link</a>.</p><script>evil()</script>
      <p><a href="#top">Nach oben</a></p>
    </article><footer>Imprint</footer></body></html>`;

  it('is taken apart by its elements and classes', () => {
    const article = recognise(page);
    expect(article).toMatchObject({
      ...{
        kicker: 'Kicker',
        title: 'The & title',
        lead: 'The lead goes on.',
        date: '2013-03-27',
        caption: 'The caption',
      },
    });
    expect(shown(article.blocks)).toEqual(['image', 'heading: A subheading', 'A text with a link.']);
  });

  it('reports what it left out, and scripts', () => {
    expect(reasonsOf(recognise(page))).toEqual(
      expect.arrayContaining(['article-navigation', 'script', 'article-title'])
    );
  });

  it('may be a piece of one', () => {
    expect(recognise('<h2>Title</h2><p>27.03.2013</p><p>Text</p>')).toMatchObject({
      ...{ title: 'Title', date: '2013-03-27', blocks: [{ children: [{ text: 'Text' }] }] },
    });
  });
});

const article = seedArticle();
const story = article === null ? describe.skip : describe;

story(`the article it began with${skippedWithout(article)}`, () => {
  const slug = 'sozpad-soziale-medien-fuer-organisationen-und-fachkraefte-in-der-kinder-und-jugendhilfe';
  const pieces = (article ?? '').trim().split(/\n\n/);
  const recognised = recogniseArticle(
    article ?? '',
    aContext({
      findBySlug: (asked) =>
        asked === slug
          ? [{ documentId: MATERIAL, isMaterial: true, title: pieces[4] ?? '', url: `/materials/${slug}` }]
          : [],
    })
  );

  it('is taken apart as an editor would', () => {
    const [kicker, title, lead, , caption] = pieces;
    expect(recognised).toMatchObject({ kicker, title, lead, date: '2013-03-27', caption });
    expect(recognised.blocks.map(({ type }) => type)).toEqual([
      ...['paragraph', 'paragraph', 'heading', 'paragraph', 'heading', 'paragraph', 'paragraph'],
    ]);
  });

  it('mentions its brochure where the link was broken', () => {
    expect(recognised.blocks[0]).toMatchObject({
      children: [{}, { type: 'link', material: { documentId: MATERIAL }, children: [{ text: 'Materialienpool' }] }, {}],
    });
    expect(recognised.findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'repair', confidence: 'consistent' })])
    );
  });

  it('suggests that the brochure is out of print, twice', () => {
    expect(recognised.suggestions).toMatchObject([
      { documentId: MATERIAL, availability: 'out-of-print', confidence: 'guess', blockIndex: 0 },
      { documentId: MATERIAL, availability: 'out-of-print', confidence: 'guess', blockIndex: 6 },
    ]);
  });

  it('says that its last line was left out', () => {
    expect(recognised.findings.at(-1)).toMatchObject({ reason: 'article-navigation', before: pieces.at(-1) });
  });
});
