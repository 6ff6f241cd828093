import type { LeftOutReason } from '../accounts';
import * as html from './html';
import { LINK_ELEMENT, OPEN_LINK_ELEMENT } from './link-tags';

/** What became of the links of a text, or of its images: found is kept, or left out with a reason. */
export interface PartCount {
  readonly found: number;
  readonly kept: number;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
}

export type TextPart = 'link' | 'image';

const isLink = (element: html.HtmlElement): boolean =>
  element.tagName === LINK_ELEMENT ||
  element.tagName === OPEN_LINK_ELEMENT ||
  (element.tagName === 'a' && html.attribute(element, 'href') !== null);

const isImage = (element: html.HtmlElement): boolean => element.tagName === 'img' || element.tagName === 'image';

/** How many links and images stand in a part of a text. */
export const partsOf = (nodes: readonly html.HtmlNode[]): Record<TextPart, number> => {
  const found = { link: 0, image: 0 };
  const waiting: html.HtmlNode[] = [...nodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!html.isElement(node)) continue;
    if (isLink(node)) found.link += 1;
    if (isImage(node)) found.image += 1;
    for (const child of node.childNodes) waiting.push(child);
  }
  return found;
};

/** How many links and images stand in a text that is not parsed. */
export const tagsIn = (text: string): Record<TextPart, number> => ({
  link: (text.match(/<(?:a\s[^>]*href|typo3-(?:open-)?link\b)/gi) ?? []).length,
  image: (text.match(/<ima?ge?\b/gi) ?? []).length,
});

/** Counts what is left out of a text, while it is converted. */
export class LeftOut {
  readonly #counts: Record<TextPart, Partial<Record<LeftOutReason, number>>> = { link: {}, image: {} };

  add(part: TextPart, reason: LeftOutReason, count = 1): void {
    if (count > 0) this.#counts[part][reason] = (this.#counts[part][reason] ?? 0) + count;
  }

  /** A part of the text that is passed over as a whole. */
  addAll(reason: LeftOutReason, { link, image }: Record<TextPart, number>): void {
    this.add('link', reason, link);
    this.add('image', reason, image);
  }

  of(part: TextPart): Readonly<Partial<Record<LeftOutReason, number>>> {
    return this.#counts[part];
  }
}
