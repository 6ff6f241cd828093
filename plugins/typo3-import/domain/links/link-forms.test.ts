import type { LinkTarget, Typolink } from '../contract';
import { decodeTypolink, typolinkOfAnchor } from './typolink';

const page = (id: string, more: Partial<Extract<LinkTarget, { kind: 'page' }>> = {}): LinkTarget => ({
  ...{ kind: 'page', page: id, pageType: null, query: null, anchor: null },
  ...more,
});
const file = (of: { uid?: number; identifier?: string; anchor?: string }): LinkTarget => ({
  ...{ kind: 'file', uid: null, identifier: null, anchor: null },
  ...of,
});
const folder = (identifier: string, storage: number | null = null): LinkTarget => ({
  kind: 'folder',
  storage,
  identifier,
});
const record = (
  identifier: string | null,
  table: string | null,
  uid: number,
  anchor: string | null = null
): LinkTarget => ({
  ...{ kind: 'record', identifier, table, uid, anchor },
});
const url = (address: string): LinkTarget => ({ kind: 'url', url: address });
const email = (address: string, query: string | null = null): LinkTarget => ({ kind: 'email', address, query });
const phone = (number: string): LinkTarget => ({ kind: 'phone', number });
const unknown = (value: string): LinkTarget => ({ kind: 'unknown', value });

type Places = Partial<Omit<Typolink, 'target'>>;
type Form = readonly [written: string, target: LinkTarget, places?: Places];

const NO_PLACES = { window: '', cssClass: '', title: '', additionalParameters: '', rel: '', download: '' };

/** What stands between `<link ` and `>`. */
const OLD: readonly Form[] = [
  // pages
  ['12', page('12')],
  ['12#45', page('12', { anchor: '45' })],
  ['12#c45', page('12', { anchor: 'c45' })],
  ['12,98', page('12', { pageType: '98' })],
  ['12,98#45', page('12', { pageType: '98', anchor: '45' })],
  ['12,', page('12')],
  ['12?x=y', page('12', { query: 'x=y' })],
  ['12&x=y', page('12', { query: 'x=y' })],
  ['12?tx_news_pi1[news]=3&L=1#top', page('12', { query: 'tx_news_pi1[news]=3&L=1', anchor: 'top' })],
  ['12#chapter.2', page('12', { anchor: 'chapter.2' })],
  ['#45', page('current', { anchor: '45' })],
  ['imprint', page('imprint')],
  ['imprint#team', page('imprint', { anchor: 'team' })],
  ['imprint,98', page('imprint', { pageType: '98' })],
  ['../?id=12', page('12')],
  ['../index.php?id=12', page('12')],
  ['index.php?id=12&L=1#45', page('12', { query: 'L=1', anchor: '45' })],
  ['/index.php?id=imprint', page('imprint')],
  // files and folders
  ['file:7', file({ uid: 7 })],
  ['FILE:7', file({ uid: 7 })],
  ['file:7#page=3', file({ uid: 7, anchor: 'page=3' })],
  ['file:1:/material/poster.pdf', file({ identifier: '1:/material/poster.pdf' })],
  ['file:fileadmin/material/poster.pdf', file({ identifier: 'fileadmin/material/poster.pdf' })],
  ['fileadmin/material/poster.pdf', file({ identifier: 'fileadmin/material/poster.pdf' })],
  ['/fileadmin/material/poster.pdf', file({ identifier: 'fileadmin/material/poster.pdf' })],
  ['"fileadmin/my poster.pdf"', file({ identifier: 'fileadmin/my poster.pdf' })],
  ['uploads/media/leaflet.pdf', file({ identifier: 'uploads/media/leaflet.pdf' })],
  ['fileadmin/a.b/poster.pdf#page=2', file({ identifier: 'fileadmin/a.b/poster.pdf', anchor: 'page=2' })],
  ['sitemap.html', file({ identifier: 'sitemap.html' })],
  ['old.php', file({ identifier: 'old.php' })],
  ['file:1:/material/', folder('/material/', 1)],
  ['fileadmin/material/', folder('fileadmin/material/')],
  // records and other handlers
  ['record:tx_news_domain_model_news:12', record(null, 'tx_news_domain_model_news', 12)],
  ['record:news:tx_news_domain_model_news:12', record('news', 'tx_news_domain_model_news', 12)],
  ['record:tt_news:tt_news:12#more', record('tt_news', 'tt_news', 12, 'more')],
  ['record:news:tx_news_domain_model_news:abc', unknown('record:news:tx_news_domain_model_news:abc')],
  ['record:12', unknown('record:12')],
  ['tx_shop:17', unknown('tx_shop:17')],
  // addresses
  ['http://www.example.org/a/b', url('http://www.example.org/a/b')],
  ['https://example.org:8080/?a=b#c', url('https://example.org:8080/?a=b#c')],
  ['HTTP://example.org', url('HTTP://example.org')],
  ['ftp://files.example.org/a', url('ftp://files.example.org/a')],
  ['www.example.org', url('http://www.example.org')],
  ['www.example.org/a/b.html', url('http://www.example.org/a/b.html')],
  ['example.org?x=a/b', url('http://example.org?x=a/b')],
  ['/news/archive', url('/news/archive')],
  ['info@example.org', email('info@example.org')],
  ['info@example.org?subject=Order', email('info@example.org', 'subject=Order')],
  ['mailto:info@example.org', email('info@example.org')],
  ['tel:+4930123456', phone('+4930123456')],
  ['TEL:030-123', phone('030-123')],
  ['javascript:alert(1)', unknown('javascript:alert(1)')],
  ['data:text/html,x', unknown('data:text/html,x')],
  ['phar://a.phar/b', unknown('phar://a.phar/b')],
  // the places after the url
  ['19 _blank', page('19'), { window: '_blank' }],
  ['19 - internal-link', page('19'), { cssClass: 'internal-link' }],
  [
    '19 _blank - "title with spaces" &X=y',
    page('19'),
    { window: '_blank', title: 'title with spaces', additionalParameters: '&X=y' },
  ],
  ['19 - - "He said \\"yes\\""', page('19'), { title: 'He said "yes"' }],
  ['19 - - "C:\\\\files\\\\a b"', page('19'), { title: 'C:\\files\\a b' }],
  ['19 - - oneword', page('19'), { title: 'oneword' }],
  ['19 640x480 "two classes"', page('19'), { window: '640x480', cssClass: 'two classes' }],
  ['19 - - - &L=1', page('19'), { additionalParameters: '&L=1' }],
  ['19 - - - - nofollow', page('19'), { rel: 'nofollow' }],
  ['file:7 - - - - - poster.pdf', file({ uid: 7 }), { download: 'poster.pdf' }],
  ['  19   _top  ', page('19'), { window: '_top' }],
  ['19 - - "never closed', page('19'), { title: 'never closed' }],
  [
    'http://example.org/a _blank external-link-new-window "Opens external link in new window"',
    url('http://example.org/a'),
    {
      ...{ window: '_blank', cssClass: 'external-link-new-window', title: 'Opens external link in new window' },
    },
  ],
];

/** What stands in `href`. */
const NEW: readonly Form[] = [
  ['t3://page?uid=12', page('12')],
  ['t3://page?uid=12#45', page('12', { anchor: '45' })],
  ['t3://page?uid=current', page('current')],
  ['t3://page?', page('current')],
  ['t3://page?alias=imprint', page('imprint')],
  ['t3://page?uid=12&type=98&L=1', page('12', { pageType: '98', query: 'L=1' })],
  ['t3://page?uid=12&amp;L=1', page('12', { query: 'L=1' })],
  ['t3://page?uid=12&tx_news_pi1%5Bnews%5D=3', page('12', { query: 'tx_news_pi1%5Bnews%5D=3' })],
  ['t3://file?uid=7', file({ uid: 7 })],
  ['t3://file?uid=7#page=3', file({ uid: 7, anchor: 'page=3' })],
  ['t3://file?identifier=1:/a/b.pdf', file({ identifier: '1:/a/b.pdf' })],
  ['t3://file?identifier=fileadmin%2Fa%20b.pdf', file({ identifier: 'fileadmin/a b.pdf' })],
  ['t3://file?uid=x', unknown('t3://file?uid=x')],
  ['t3://folder?storage=1&identifier=/a/', folder('/a/', 1)],
  ['t3://folder?identifier=1:/a/', folder('/a/', 1)],
  ['t3://folder?identifier=fileadmin/a/', folder('fileadmin/a/')],
  ['t3://record?identifier=tx_news&uid=3', record('tx_news', null, 3)],
  ['t3://record?identifier=tx_news&uid=3#c1', record('tx_news', null, 3, 'c1')],
  ['t3://record?identifier=tx_news', unknown('t3://record?identifier=tx_news')],
  ['t3://url?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc', url('https://example.org/a?b=c')],
  ['t3://url?url=www.example.org', url('http://www.example.org')],
  ['t3://url?url=javascript:alert(1)', unknown('t3://url?url=javascript:alert(1)')],
  ['t3://email?email=info@example.org', email('info@example.org')],
  ['t3://telephone?telephone=030123', phone('030123')],
  ['T3://PAGE?uid=12', page('12')],
  ['t3://shop?uid=1', unknown('t3://shop?uid=1')],
  ['t3://file?identifier=100%', file({ identifier: '100%' })],
  ['mailto:info@example.org?subject=a%20b', email('info@example.org', 'subject=a%20b')],
  ['tel:+49 30 123', phone('+49 30 123')],
  [' https://example.org/a\n', url('https://example.org/a')],
  ['java\nscript:alert(1)', unknown('javascript:alert(1)')],
  ['fileadmin/a.pdf', file({ identifier: 'fileadmin/a.pdf' })],
  ['index.php?id=5', page('5')],
];

const asCases = (forms: readonly Form[]) =>
  forms.map(([written, target, places = {}]) => ({ written, target, places }));

describe('an old link tag', () => {
  it.each(asCases(OLD))('<link $written>', ({ written, target, places }) => {
    expect(decodeTypolink(written)).toEqual({ target, ...NO_PLACES, ...places });
  });
});

describe('a link of TYPO3 8 and newer', () => {
  it.each(asCases(NEW))('<a href="$written">', ({ written, target }) => {
    expect(typolinkOfAnchor({ href: written })?.target).toEqual(target);
  });

  it('takes window, class, title, rel and download from its attributes', () => {
    const attributes = { target: '_blank', class: 'x', title: 'a "b"', rel: 'noopener', download: 'a.pdf' };
    expect(typolinkOfAnchor({ href: 't3://file?uid=7', ...attributes })).toEqual({
      target: file({ uid: 7 }),
      ...{
        window: '_blank',
        cssClass: 'x',
        title: 'a "b"',
        additionalParameters: '',
        rel: 'noopener',
        download: 'a.pdf',
      },
    });
  });

  it('is none without an address', () => {
    expect(typolinkOfAnchor({ name: 'top' })).toBeNull();
    expect(typolinkOfAnchor({ href: '  ' })).toBeNull();
  });
});

it('covers both syntaxes with more than sixty forms', () => {
  expect(new Set([...OLD, ...NEW].map(([written]) => written)).size).toBeGreaterThanOrEqual(60);
});
