import * as html from '../text/html';
import { readDay } from './day';
import type { ArticleParts, Told } from './parts';
import { blanked, isNavigation } from './pieces';

/** Every element below a node, in the order of the text. */
const elementsIn = (root: html.HtmlParent): html.HtmlElement[] => {
  const found: html.HtmlElement[] = [];
  const waiting: html.HtmlNode[] = [...root.childNodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!html.isElement(node)) continue;
    found.push(node);
    for (const child of [...node.childNodes].reverse()) waiting.push(child);
  }
  return found;
};

const wordsIn = (element: html.HtmlElement): string => html.textIn(element).replace(/\s+/g, ' ').trim();

/** Classes by which templates in German, English and French name the parts of an article. */
const CLASSES = {
  kicker: /(?:^|[\s_-])(?:kicker|topline|overline|dachzeile|surtitre)/i,
  lead: /(?:^|[\s_-])(?:lead|teaser|intro|vorspann|anriss|abstract|chapo)(?:$|[\s_-]|text)/i,
  caption: /(?:^|[\s_-])(?:caption|bildunterschrift|legende)/i,
  date: /(?:^|[\s_-])(?:date|datum|published)/i,
} as const;

const hasClass = (element: html.HtmlElement, name: keyof typeof CLASSES): boolean =>
  CLASSES[name].test(html.attribute(element, 'class') ?? '');

const dayOf = (element: html.HtmlElement) =>
  readDay((html.attribute(element, 'datetime') ?? '').slice(0, 10)) ?? readDay(wordsIn(element));

const rangeOf = (element: html.HtmlElement): { start: number; end: number } | null => {
  const location = element.sourceCodeLocation;
  return location ? { start: location.startOffset, end: location.endOffset } : null;
};

const EMPTY: ArticleParts = {
  ...{ kicker: null, title: '', lead: null, date: null, caption: null },
  ...{ content: '', subheadings: [], told: [] },
};

/** Takes a page apart by its elements and classes. */
export const partsOfHtml = (source: string): ArticleParts => {
  if (html.isTooDeep(source)) return { ...EMPTY, content: source };
  const page = elementsIn(html.parsePage(source));
  const root = ['article', 'main', 'body']
    .map((name) => page.find(({ tagName }) => tagName === name))
    .find((element) => element !== undefined);
  const inside = root ? elementsIn(root) : page;
  const told: Told[] = [];
  const gone: { start: number; end: number }[] = [];
  const take = (element: html.HtmlElement | undefined, reason: Told['reason'], after: string): void => {
    const range = element && rangeOf(element);
    if (!range) return;
    told.push({ ...range, reason, after });
    gone.push(range);
  };

  // A page's only h1 may stand in its head, before the article.
  const heading =
    inside.find(({ tagName }) => tagName === 'h1') ??
    page.find(({ tagName }) => tagName === 'h1') ??
    inside.find(({ tagName }) => tagName === 'h2');
  const pageTitle = page.find(({ tagName }) => tagName === 'title');
  const title = heading ? wordsIn(heading) : pageTitle ? wordsIn(pageTitle) : '';
  take(heading, 'article-title', title);

  const part = (name: 'kicker' | 'lead' | 'caption', also: (element: html.HtmlElement) => boolean): string | null => {
    const element = inside.find(
      (candidate) => (also(candidate) || hasClass(candidate, name)) && wordsIn(candidate) !== ''
    );
    if (!element) return null;
    const words = wordsIn(element);
    take(element, `article-${name}`, words);
    return words;
  };
  const kicker = part('kicker', () => false);
  const lead = part('lead', () => false);
  const caption = part('caption', ({ tagName }) => tagName === 'figcaption');

  const dated =
    inside.find((element) => element.tagName === 'time' && dayOf(element) !== null) ??
    inside.find((element) => hasClass(element, 'date') && dayOf(element) !== null) ??
    inside.find((element) => ['p', 'span', 'div'].includes(element.tagName) && dayOf(element) !== null);
  const day = dated ? dayOf(dated) : null;
  if (day) take(dated, day.isAmbiguous ? 'article-date-unclear' : 'article-date', day.day);

  for (const element of inside) {
    const isAround = ['nav', 'footer'].includes(element.tagName) && wordsIn(element) !== '';
    if (isAround || (['a', 'p', 'div'].includes(element.tagName) && isNavigation(wordsIn(element)))) {
      const range = rangeOf(element);
      const isTaken = range && gone.some(({ start, end }) => range.start >= start && range.end <= end);
      if (!isTaken) take(element, 'article-navigation', '');
    }
  }

  const location = root?.sourceCodeLocation;
  const bodyStart = location?.startTag?.endOffset ?? location?.startOffset ?? 0;
  const bodyEnd = location?.endTag?.startOffset ?? location?.endOffset ?? source.length;
  let content = blanked(source.slice(0, bodyStart)) + source.slice(bodyStart, bodyEnd) + blanked(source.slice(bodyEnd));
  for (const { start, end } of gone) {
    content = content.slice(0, start) + blanked(content.slice(start, end)) + content.slice(end);
  }
  return { kicker, title, lead, date: day?.day ?? null, caption, content, subheadings: [], told };
};
