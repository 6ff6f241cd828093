import {
  pageTargetOf,
  plainLinks,
  promisesSomething,
  spellingsOf,
  turnIntoMention,
  turnIntoPlainLink,
} from './leftover';

const text = (words: string) => ({ type: 'text', text: words });
const link = (url: string, words: string, more: object = {}) => ({
  type: 'link',
  url,
  children: [text(words)],
  ...more,
});
const paragraph = (...children: object[]) => ({ type: 'paragraph', children });

describe('plainLinks', () => {
  it('finds links typed by hand, also in lists, with the way to each of them', () => {
    const item = { type: 'list-item', children: [text('Hier '), link('/b', 'herunterladen')] };
    const blocks = [
      paragraph(text('Die Broschüre '), link('/a', ' bestellen '), text('.')),
      { type: 'list', format: 'unordered', children: [item] },
    ];
    expect(plainLinks(blocks)).toEqual([
      { path: [0, 1], url: '/a', words: 'bestellen' },
      { path: [1, 0, 1], url: '/b', words: 'herunterladen' },
    ]);
  });

  it('leaves mentions and calls to action alone', () => {
    const material = { documentId: 'sozpad' };
    expect(
      plainLinks([paragraph(link('/a', 'SozPad', { material })), { ...paragraph(link('/a', 'x')), material }])
    ).toEqual([]);
  });

  it.each([null, undefined, 'text', 7, [null, 'x', { type: 'link' }]])('finds nothing in %j', (blocks) => {
    expect(plainLinks(blocks)).toEqual([]);
  });
});

describe('promisesSomething', () => {
  it.each([
    'bestellen',
    'Hier können Sie die Broschüre kostenlos bestellen',
    'Jetzt anfordern',
    'order a copy',
    'Download',
    'Commander la brochure',
    'télécharger',
    'te\u0301le\u0301charger',
  ])('hears a promise in “%s”', (words) => expect(promisesSomething(words)).toBe(true));

  it.each(['SozPad', 'border control', 'in der Vorbestellliste', ''])('hears none in “%s”', (words) =>
    expect(promisesSomething(words)).toBe(false)
  );
});

describe('pageTargetOf', () => {
  const template = '/material.html?slug={slug}&locale={locale}';

  it.each([
    ['/material.html?slug=sozpad&locale=de', { documentId: null, slug: 'sozpad', locale: 'de' }],
    ['/material.html?locale=fr&slug=sozpad#order', { documentId: null, slug: 'sozpad', locale: 'fr' }],
    ['https://example.org/material.html?slug=sozpad', { documentId: null, slug: 'sozpad', locale: null }],
  ])('reads %s', (address, target) => {
    expect(pageTargetOf(address, template, 'https://example.org')).toEqual(target);
  });

  it('reads places in the path', () => {
    expect(pageTargetOf('/materials/m%C3%BCll/?locale=de', '/materials/{slug}?locale={locale}', '')).toEqual({
      documentId: null,
      slug: 'müll',
      locale: 'de',
    });
    expect(pageTargetOf('/order?material=abc', '/order?material={documentId}', '')).toMatchObject({
      documentId: 'abc',
    });
  });

  it.each([
    'https://elsewhere.example.org/material.html?slug=sozpad',
    '/article.html?slug=sozpad',
    '/material.html',
    'mailto:info@example.org',
    'http://',
  ])('takes %s for no page of a material', (address) => {
    expect(pageTargetOf(address, template, 'https://example.org')).toBeNull();
  });
});

describe('spellingsOf', () => {
  it('knows an address of the site whole and as a path', () => {
    const both = ['/uploads/a.pdf', 'https://example.org/uploads/a.pdf'];
    expect(spellingsOf('/uploads/a.pdf', 'https://example.org').sort()).toEqual(both);
    expect(spellingsOf('https://example.org/uploads/a.pdf', 'https://example.org').sort()).toEqual(both);
    expect(spellingsOf('https://shop.example.org/a', 'https://example.org')).toEqual(['https://shop.example.org/a']);
  });
});

describe('turnIntoMention', () => {
  const before = [
    paragraph(text('a ')),
    { type: 'quote', children: [link('/shop', 'bestellen', { target: '_blank' })] },
  ];

  it('adds the material to that link and changes nothing else', () => {
    const after = turnIntoMention(before, [1, 0], 'sozpad');
    expect(after).toEqual([
      before[0],
      {
        type: 'quote',
        children: [link('/shop', 'bestellen', { target: '_blank', material: { documentId: 'sozpad' } })],
      },
    ]);
    expect(plainLinks(after)).toEqual([]);
  });

  it('is undone by turnIntoPlainLink', () => {
    expect(turnIntoPlainLink(turnIntoMention(before, [1, 0], 'sozpad'), [1, 0])).toEqual(before);
  });

  it('leaves the text alone where there is no link', () => {
    expect(turnIntoMention(before, [0, 0], 'sozpad')).toEqual(before);
    expect(turnIntoMention(before, [5], 'sozpad')).toEqual(before);
  });
});
