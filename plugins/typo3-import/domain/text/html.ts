import { parse, parseFragment, type DefaultTreeAdapterMap } from 'parse5';

export type HtmlNode = DefaultTreeAdapterMap['childNode'];
export type HtmlElement = DefaultTreeAdapterMap['element'];
export type HtmlParent = DefaultTreeAdapterMap['parentNode'];

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;
export const isText = (node: HtmlNode): node is DefaultTreeAdapterMap['textNode'] => node.nodeName === '#text';

export const attribute = (element: HtmlElement, name: string): string | null =>
  element.attrs.find((attr) => attr.name === name)?.value ?? null;

export const attributesOf = (element: HtmlElement): Record<string, string> =>
  Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));

/** Where a node begins in the parsed text; `fallback` for nodes that the parser made up. */
export const startOf = (node: HtmlNode, fallback: number): number => node.sourceCodeLocation?.startOffset ?? fallback;

/** The start tag as it stands in the parsed text. */
export const endOfStartTag = (element: HtmlElement): number | null =>
  element.sourceCodeLocation?.startTag?.endOffset ?? element.sourceCodeLocation?.endOffset ?? null;

/** More levels than that no editor ever made. The parser's time and the walk's stack grow with them. */
export const DEEPEST = 150;

const VOID =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|tbody|option|dt|dd)$/i;

/** Does the text open far more elements than it closes? Counted without parsing, since parsing is what it would slow down. */
export const isTooDeep = (html: string): boolean => {
  let depth = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (VOID.test(name)) continue;
    depth = end ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
};

/** The “<” of an address in angle brackets, as people write it in mails: `<info@example.org>`. It begins no tag. */
export const ANGLED_ADDRESS = /<(?=(?:https?:\/\/|www\.|mailto:|[^\s<>@"'=/]+@)[^\s<>"'=]*>)/gi;

/** Parses the content of an element. Scripts count as off, so that `<noscript>` is read as readers without them see it. */
export const parseContent = (html: string): HtmlParent =>
  parseFragment(html, { sourceCodeLocationInfo: true, scriptingEnabled: false });

/** Parses a whole page. */
export const parsePage = (html: string): HtmlParent =>
  parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false });

/** The elements with one of these names, in the order of the text; nothing is looked for inside of them. */
export const elementsNamed = (parent: HtmlParent, names: ReadonlySet<string>, level = 0): HtmlElement[] =>
  level > DEEPEST * 2
    ? []
    : parent.childNodes.filter(isElement).flatMap((element) => {
        if (names.has(element.tagName)) return [element];
        return elementsNamed(element, names, level + 1);
      });

/** All words in an element, what no reader sees left out. */
export const textIn = (parent: HtmlParent): string => {
  let text = '';
  const waiting: HtmlNode[] = [...parent.childNodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node)) text += node.value;
    else if (isElement(node) && !['script', 'style', 'template', 'iframe'].includes(node.tagName)) {
      for (const child of [...node.childNodes].reverse()) waiting.push(child);
    }
  }
  return text;
};

/** The words of a piece of HTML: entities decoded, tags gone. */
export const decodeEntities = (text: string): string =>
  /[&<]/.test(text) && !isTooDeep(text) ? textIn(parseContent(text)) : text;
