/** HTML that is finished: it goes into a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template. Null, undefined, false and '' are nothing; lists are laid side by side. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const textOf = (content: Content): string => {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escape(String(content));
};

/** A template: text that is put in is escaped, in elements and in attributes with quotation marks; HTML is not. */
export const html = (strings: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(strings.reduce((page, part, index) => page + textOf(contents[index - 1]) + part));

/** Text that is HTML already. Whoever calls this says that every part of it was escaped. */
export const finished = (text: string): Html => new Html(text);

/**
 * May this address stand in a link? `http`, `https`, `mailto`, `tel`, and paths of this site; nothing that runs, and nothing that hides its
 * host.
 */
export const isSafeUrl = (value: unknown): value is string => {
  if (typeof value !== 'string' || value === '' || /[\s\p{Cc}\\]/u.test(value)) return false;
  if (value.startsWith('/')) return !value.startsWith('//');
  if (/^(mailto|tel):[^/]/i.test(value)) return true;
  return /^https?:\/\//i.test(value) && URL.canParse(value);
};

const ADDRESSES = new Set(['href', 'src', 'action']);

/**
 * Attributes with a space before each. Null, undefined and false are left out, true is an attribute without a value, and an address that may
 * not stand in a link is left out as well.
 */
export const attributes = (values: Readonly<Record<string, unknown>>): Html =>
  new Html(
    Object.entries(values)
      .filter(([name, value]) => value !== null && value !== undefined && value !== false && isAllowed(name, value))
      .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`))
      .join('')
  );

const isAllowed = (name: string, value: unknown): boolean =>
  !ADDRESSES.has(name) || isSafeUrl(value) || (typeof value === 'string' && /^[#?]/.test(value));

/** An element; see {@link attributes}. */
export const element = (
  tag: string,
  values: Readonly<Record<string, unknown>> = {},
  ...contents: readonly Content[]
): Html => new Html(`<${tag}${attributes(values).text}>${textOf(contents)}</${tag}>`);

/** An element that holds nothing (`input`, `img`, `link`). */
export const voidElement = (tag: string, values: Readonly<Record<string, unknown>>): Html =>
  new Html(`<${tag}${attributes(values).text}>`);

/** Data in a page, which no browser runs. No text in it can end the element. */
export const dataBlock = (type: string, value: unknown): Html =>
  new Html(
    `<script type="${type}">${JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
    )}</script>`
  );
