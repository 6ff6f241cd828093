import type { ActionFile, MaterialAction } from './action';
import { directionOf } from './direction';
import { isSafeUrl } from './safe-url';
import { createSizeFormat } from './size';
import { wordsIn } from './words';

/** How an action is put on a page. */
export interface RenderOptions {
  /** The page's language: sizes, language names and the words between are said in it. By default the action's. */
  readonly locale?: string;
  /**
   * Origin that the action's paths belong to, such as `https://portal.example.org`, where the page is on another one. No
   * slash at its end. By default paths stay as they are.
   */
  readonly origin?: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Attributes with a value; null ones are left out. */
const attributes = (values: Readonly<Record<string, string | null>>): string =>
  Object.entries(values)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');

/** An element of the button's markup: what a server writes as HTML and a browser builds as nodes. */
export interface Part {
  readonly tag: 'a' | 'span';
  /** Those that are null are left out. */
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly text: string;
}

const element = (tag: Part['tag'], values: Part['attributes'], text: string): Part => ({
  tag,
  attributes: values,
  text,
});

const toHtml = (parts: readonly Part[]): string =>
  parts
    .map(({ tag, attributes: values, text }) => `<${tag}${attributes(values)}>${escapeHtml(text)}</${tag}>`)
    .join(' ');

const addressOf = (url: unknown, origin: string): string | null => {
  if (!isSafeUrl(url)) return null;
  return url.startsWith('/') ? `${origin}${url}` : url;
};

/** "PDF" of `application/pdf`, else the ending of the file's name. */
const fileTypeOf = ({ mime, name }: ActionFile): string => {
  if (mime === 'application/pdf') return 'PDF';
  return /\.([a-z0-9]{2,5})$/i.exec(name)?.[1]?.toUpperCase() ?? 'PDF';
};

const languageName = (asked: string, locale: string): string => {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(asked) ?? asked;
  } catch {
    return asked; // not a language tag: better its letters than nothing
  }
};

/** "1,2 MB, Deutsch" */
const sizeAndLanguage = (file: ActionFile, locale: string): string => {
  const size = file.sizeInBytes === null ? [] : [createSizeFormat(locale)(file.sizeInBytes)];
  return [...size, languageName(file.locale, locale)].join(', ');
};

/** A page's language comes from outside: what is no language tag is read as English. */
const speakable = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** WCAG 2.5.3, label in name: who says the words on the button must hit it. */
const accessibleName = (label: string, accessibleLabel: string | null): string | null => {
  if (accessibleLabel === null || accessibleLabel === label) return null;
  return accessibleLabel.toLowerCase().includes(label.toLowerCase()) ? accessibleLabel : `${label}: ${accessibleLabel}`;
};

const noticeOf = (action: MaterialAction, locale: string): { text: string; locale: string } | null => {
  if (action.notice !== null) return { text: action.notice, locale: action.locale };
  return action.type === 'order' && action.lowStock ? { text: wordsIn(locale).lowStock, locale } : null;
};

/** The parts of {@link renderAction}. */
export const partsOf = (action: MaterialAction, options: RenderOptions = {}): Part[] => {
  const locale = speakable(options.locale ?? action.locale);
  const origin = options.origin ?? '';
  const words = wordsIn(locale);
  /** Says so where words are in another language than the page, or run from right to left, whatever the page says of itself. */
  const spoken = (language: string): Record<'lang' | 'dir', string | null> => ({
    lang: language === locale ? null : language,
    dir: directionOf(language) === 'rtl' ? 'rtl' : directionOf(locale) === 'rtl' ? 'ltr' : null,
  });

  const notice = noticeOf(action, locale);
  const url = addressOf(action.url, origin);
  const hasButton = url !== null && action.label !== null;
  const file = action.file && addressOf(action.file.url, origin) !== null ? action.file : null;
  const parts: Part[] = [];

  if (notice) {
    parts.push(element('span', { class: 'material-action__notice', ...spoken(notice.locale) }, notice.text));
  }
  if (hasButton && action.label !== null) {
    const isFile = action.type === 'download' && file !== null;
    const values = {
      class: 'material-action__button',
      'data-type': action.type,
      href: url,
      'aria-label': accessibleName(action.label, action.accessibleLabel),
      ...spoken(action.locale),
      hreflang: isFile ? file.locale : null,
      type: isFile ? file.mime : null,
    };
    parts.push(element('a', values, action.label));
  }
  if (file && action.type === 'download') {
    parts.push(
      element(
        'span',
        { class: 'material-action__file', dir: spoken(locale).dir },
        `${fileTypeOf(file)}, ${sizeAndLanguage(file, locale)}`
      )
    );
  }
  if (file && action.type !== 'download') {
    const values = {
      class: 'material-action__file-link',
      dir: spoken(locale).dir,
      href: addressOf(file.url, origin),
      hreflang: file.locale,
      type: file.mime,
    };
    const label = (action.type === 'successor' ? words.thisEditionAsFile : words.alsoAsFile).replace('{type}', () =>
      fileTypeOf(file)
    );
    parts.push(element('a', values, `${label} (${sizeAndLanguage(file, locale)})`));
  }
  for (const other of action.otherFiles ?? []) {
    const href = addressOf(other.url, origin);
    if (href === null) continue;
    const values = {
      class: 'material-action__other-file',
      'data-kind': other.kind,
      href,
      'aria-label': accessibleName(other.label, other.accessibleLabel),
      ...spoken(action.locale),
      hreflang: other.locale,
      type: other.mime,
    };
    parts.push(element('a', values, other.label));
  }
  return parts;
};

/**
 * An action as HTML: a notice, the button and the file's type, size and language, each where there is one. All text is
 * escaped, and an address that may not stand in a link is left out together with its button. The HTML carries classes
 * and no styles, so that the page's own CSS applies:
 *
 * - `material-action__notice`: a sentence
 * - `material-action__button`: a link, with the action's type in `data-type`
 * - `material-action__file`: what the file is
 * - `material-action__file-link`: the file beside an order button or beside the way to a new edition
 * - `material-action__other-file`: an accessible or easy-language PDF, with its kind in `data-kind`
 *
 * Pure; the same on a server and in a browser.
 */
export const renderAction = (action: MaterialAction, options: RenderOptions = {}): string =>
  toHtml(partsOf(action, options));

/** What takes the place of a button when the portal does not know the material: a sentence, and nothing to click. */
export const partsOfGone = (locale: string): Part[] => [
  element(
    'span',
    { class: 'material-action__notice', dir: directionOf(locale) === 'rtl' ? 'rtl' : null },
    wordsIn(locale).gone
  ),
];

/** The same as HTML. */
export const renderGone = (locale: string): string => toHtml(partsOfGone(locale));

/**
 * The whole element as a server writes it: readers have the button before its script, and without it.
 *
 * @param asked the language that the action was asked for in
 */
export const renderElement = (
  documentId: string,
  asked: string,
  action: MaterialAction,
  options: RenderOptions = {}
): string => {
  const values = attributes({ 'document-id': documentId, locale: asked });
  return `<material-action${values}>${renderAction(action, { locale: asked, ...options })}</material-action>`;
};

/** An action in a sentence or two, for a live region: the notice and what can be done now. */
export const describeAction = (action: MaterialAction, title: string | null = null): string => {
  const sentences = [action.notice, action.accessibleLabel ?? action.label].filter((part) => part !== null);
  return [...(title === null ? [] : [`${title}:`]), ...sentences].join(' ');
};
