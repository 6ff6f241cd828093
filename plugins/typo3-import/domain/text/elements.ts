import type { Marks } from './runs';

/** How an element's text looks in Blocks. */
export const MARKS: Readonly<Record<string, Marks>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  cite: { italic: true },
  dfn: { italic: true },
  var: { italic: true },
  address: { italic: true },
  u: { underline: true },
  ins: { underline: true },
  s: { strikethrough: true },
  strike: { strikethrough: true },
  del: { strikethrough: true },
  code: { code: true },
  kbd: { code: true },
  samp: { code: true },
  tt: { code: true },
};

/** Marks that stand in a `style` attribute. */
export const marksOfStyle = (style: string): Marks => ({
  ...(/font-weight\s*:\s*(?:bold|bolder|[6-9]00)/i.test(style) ? { bold: true as const } : {}),
  ...(/font-style\s*:\s*(?:italic|oblique)/i.test(style) ? { italic: true as const } : {}),
  ...(/text-decoration[a-z-]*\s*:[^;]*underline/i.test(style) ? { underline: true as const } : {}),
  ...(/text-decoration[a-z-]*\s*:[^;]*line-through/i.test(style) ? { strikethrough: true as const } : {}),
});

/** Elements that begin and end a paragraph, and have no form of their own in Blocks. */
export const PARAGRAPHS = new Set([
  ...['p', 'div', 'section', 'article', 'header', 'footer', 'main', 'nav', 'aside', 'address', 'center', 'fieldset'],
  ...['form', 'figure', 'figcaption', 'details', 'summary', 'legend', 'hgroup', 'search', 'body', 'html', 'dialog'],
  ...['noscript', 'caption', 'dt', 'dd', 'li', 'tr', 'td', 'th', 'menu', 'option', 'optgroup'],
]);

/** Elements whose lines are paragraphs in TYPO3's stored form, as at the top. */
export const HOLDS_LINES = new Set(['div', 'blockquote', 'section', 'article', 'center']);

/** What runs in a browser or is no text. */
export const SCRIPTS = new Set(['script', 'style']);
export const INVISIBLE = new Set([
  'head',
  'title',
  'meta',
  'base',
  'link',
  'template',
  'param',
  'source',
  'track',
  'col',
  'colgroup',
  'wbr',
  'frameset',
]);
export const EMBEDDED = new Set(['iframe', 'frame', 'object', 'embed', 'applet', 'video', 'audio', 'canvas']);
export const FORM_FIELDS = new Set(['input', 'select', 'textarea', 'button']);

/** Formatting that Blocks has no word for. */
export const FORMATTING = new Set(['sub', 'sup', 'small', 'big', 'mark', 'ruby', 'blink', 'marquee']);

/** Addresses that an element loads or leads to. */
export const addressOfEmbedded = (attributes: Readonly<Record<string, string>>): string =>
  attributes['src'] ?? attributes['data'] ?? attributes['code'] ?? '';
