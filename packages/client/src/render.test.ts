import type { DownloadAction, MaterialAction, OrderAction } from './action';
import { describeAction, renderAction, renderElement, renderGone } from './render';

const FILE = { url: '/uploads/a.pdf', name: 'a.pdf', mime: 'application/pdf', sizeInBytes: 1_234_567, locale: 'de' };

const action = <Action extends MaterialAction>(differs: Partial<Action> = {}): Action =>
  ({
    type: 'none',
    label: null,
    accessibleLabel: null,
    url: null,
    notice: null,
    locale: 'de',
    availability: 'in-stock',
    onixCode: '21',
    schemaOrg: 'https://schema.org/InStock',
    lowStock: false,
    expectedOn: null,
    maxPerOrder: null,
    file: null,
    successor: null,
    ...differs,
  }) as Action;

const ORDER = action<OrderAction>({
  type: 'order',
  label: 'Bestellen',
  accessibleLabel: 'SozPad bestellen',
  url: '/order.html?material=a&locale=de',
});

const DOWNLOAD = action<DownloadAction>({
  type: 'download',
  label: 'PDF herunterladen',
  accessibleLabel: 'SozPad als PDF herunterladen (1,2 MB, Deutsch)',
  url: FILE.url,
  notice: 'Die gedruckte Ausgabe ist vergriffen.',
  availability: 'out-of-print',
  file: FILE,
});

const hrefsOf = (html: string): string[] => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');

describe('renderAction', () => {
  it('shows an order button and nothing else while there is stock', () => {
    expect(renderAction(ORDER)).toBe(
      '<a class="material-action__button" data-type="order" href="/order.html?material=a&amp;locale=de" aria-label="SozPad bestellen">Bestellen</a>'
    );
  });

  it('offers the file beside the order button', () => {
    const html = renderAction({ ...ORDER, file: FILE });
    expect(hrefsOf(html)).toEqual(['/order.html?material=a&amp;locale=de', '/uploads/a.pdf']);
    expect(html).toContain('Auch als PDF (1,2 MB, Deutsch)</a>');
  });

  it('says that few copies are left, in the language of the page', () => {
    expect(renderAction({ ...ORDER, lowStock: true })).toContain('Nur noch wenige Exemplare.');
    expect(renderAction({ ...ORDER, lowStock: true }, { locale: 'fr' })).toContain('que quelques exemplaires');
  });

  it('shows notice, button and what the file is, in this order', () => {
    const html = renderAction(DOWNLOAD);
    expect(html.replace(/<[^>]+>/g, '')).toBe(
      'Die gedruckte Ausgabe ist vergriffen. PDF herunterladen PDF, 1,2 MB, Deutsch'
    );
    expect(html).toContain('hreflang="de" type="application/pdf"');
  });

  it('names the language of the file in the language of the page, and marks words of another one', () => {
    const html = renderAction(DOWNLOAD, { locale: 'en' });
    expect(html).toContain('PDF, 1.2 MB, German');
    expect(html).toContain('<span class="material-action__notice" lang="de">');
    expect(html).toMatch(/<a [^>]*lang="de"/);
  });

  it('leaves the size out where it is not known', () => {
    const html = renderAction({ ...DOWNLOAD, file: { ...FILE, sizeInBytes: null } });
    expect(html).toContain('>PDF, Deutsch<');
  });

  it('names another kind of file by its ending', () => {
    const html = renderAction({ ...DOWNLOAD, file: { ...FILE, name: 'a.epub', mime: 'application/epub+zip' } });
    expect(html).toContain('>EPUB, 1,2 MB, Deutsch<');
  });

  it('leads to the new edition and keeps the old file', () => {
    const html = renderAction(
      action({
        type: 'successor',
        label: 'Zur neuen Ausgabe',
        accessibleLabel: 'Zur neuen Ausgabe: Zwei',
        url: '/material.html?slug=zwei&locale=de',
        notice: 'Diese Ausgabe wurde durch eine neue ersetzt.',
        availability: 'replaced',
        file: FILE,
      })
    );
    expect(hrefsOf(html)).toEqual(['/material.html?slug=zwei&amp;locale=de', '/uploads/a.pdf']);
    expect(html).toContain('Diese Ausgabe als PDF (1,2 MB, Deutsch)');
  });

  it.each(['announce', 'none'] as const)('shows the notice of “%s” and nothing to click', (type) => {
    const html = renderAction(action({ type, notice: 'Noch nicht erschienen.' }));
    expect(html).toBe('<span class="material-action__notice">Noch nicht erschienen.</span>');
  });

  it('escapes everything that editors write', () => {
    const nasty = `"><img src=x onerror='alert(1)'>&`;
    const html = renderAction({
      ...DOWNLOAD,
      label: nasty,
      accessibleLabel: nasty,
      notice: nasty,
      file: { ...FILE, locale: nasty, mime: nasty, name: `a.${nasty}` },
    });
    expect(html).not.toContain('<img');
    expect(html.match(/<\/?[a-z]+/g)).toEqual(['<span', '</span', '<a', '</a', '<span', '</span']);
    expect(html).toContain('&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    ' /x',
    'ftp://example.org/a',
  ])('never links to %s', (url) => {
    const html = renderAction({ ...DOWNLOAD, url, file: { ...FILE, url } });
    expect(html).toBe('<span class="material-action__notice">Die gedruckte Ausgabe ist vergriffen.</span>');
  });

  it('keeps the words on the button in its accessible name', () => {
    const html = renderAction({ ...DOWNLOAD, label: 'PDF herunterladen (Deutsch)' });
    expect(html).toContain('aria-label="PDF herunterladen (Deutsch): SozPad als PDF herunterladen (1,2 MB, Deutsch)"');
  });

  it('leads paths to the origin of the API where the page is on another one', () => {
    expect(hrefsOf(renderAction({ ...ORDER, file: FILE }, { origin: 'https://cms.example.org' }))).toEqual([
      'https://cms.example.org/order.html?material=a&amp;locale=de',
      'https://cms.example.org/uploads/a.pdf',
    ]);
    const shop = { ...ORDER, url: 'https://shop.example.org/1' };
    expect(hrefsOf(renderAction(shop, { origin: 'https://cms.example.org' }))).toEqual(['https://shop.example.org/1']);
  });

  it('offers accessible and easy-language PDFs beside the rest, each by its own name', () => {
    const easy = {
      ...FILE,
      kind: 'easy-language' as const,
      url: '/uploads/easy.pdf',
      label: 'PDF in Leichter Sprache',
      accessibleLabel: 'PDF in Leichter Sprache: SozPad (1,2 MB, Deutsch)',
    };
    const html = renderAction({ ...DOWNLOAD, otherFiles: [easy, { ...easy, url: 'javascript:alert(1)' }] });
    expect(hrefsOf(html)).toEqual(['/uploads/a.pdf', '/uploads/easy.pdf']);
    expect(html).toContain(
      '<a class="material-action__other-file" data-kind="easy-language" href="/uploads/easy.pdf" aria-label="PDF in Leichter Sprache: SozPad (1,2 MB, Deutsch)" hreflang="de" type="application/pdf">PDF in Leichter Sprache</a>'
    );
  });

  it('says which way words run, where that is not the page’s way', () => {
    const arabic = { ...DOWNLOAD, locale: 'ar', label: 'تنزيل ملف PDF', notice: 'نفدت النسخة المطبوعة.' };
    expect(renderAction(arabic)).toContain('<span class="material-action__notice" dir="rtl">');
    expect(renderAction(arabic, { locale: 'de' })).toMatch(/<a [^>]*lang="ar" dir="rtl"/);
    expect(renderAction(DOWNLOAD, { locale: 'ar' })).toMatch(/<a [^>]*lang="de" dir="ltr"/);
    expect(renderAction(DOWNLOAD)).not.toContain('dir=');
  });

  it('survives a page language that is none', () => {
    expect(renderAction(DOWNLOAD, { locale: 'de_DE!' })).toContain('PDF, 1.2 MB, German');
  });
});

describe('renderElement', () => {
  it('writes the whole element, with its button inside', () => {
    expect(renderElement('abc"', 'de', action({ type: 'none', notice: 'Zurzeit nicht verfügbar.' }))).toBe(
      '<material-action document-id="abc&quot;" locale="de"><span class="material-action__notice">Zurzeit nicht verfügbar.</span></material-action>'
    );
  });
});

describe('renderGone', () => {
  it('has nothing to click', () => {
    expect(renderGone('en')).toBe(
      '<span class="material-action__notice">This publication is no longer offered here.</span>'
    );
  });
});

describe('describeAction', () => {
  it('says the notice and what can be done', () => {
    expect(describeAction(DOWNLOAD)).toBe(
      'Die gedruckte Ausgabe ist vergriffen. SozPad als PDF herunterladen (1,2 MB, Deutsch)'
    );
    expect(describeAction(action({ notice: 'Zurückgezogen.' }), 'SozPad')).toBe('SozPad: Zurückgezogen.');
  });
});
