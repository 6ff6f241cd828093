import * as html from './html';
import { rewriteLinkTags } from './link-tags';
import type { Rewriting } from './rewriting';

/** Trees of longer texts are made again for each who reads them: all texts of a batch are held at once. */
const LONGEST_KEPT = 64 * 1024;

/** A stored text, its old link tags rewritten and its HTML parsed: once, for what looks its references up and what converts it. */
export class ParsedText {
  readonly rewriting: Rewriting;
  readonly isTooDeep: boolean;
  /** What is parsed: as many characters as the rewritten text, so that places stay right. */
  readonly content: string;
  #tree: html.HtmlParent | null = null;

  /** @param content what is read, where that is not all of the source: of the same length */
  constructor(
    readonly source: string,
    content = source
  ) {
    // As many characters as before, so that places stay right: a parser makes one of CR LF.
    this.rewriting = rewriteLinkTags(content.replaceAll('\r\n', ' \n'));
    this.isTooDeep = html.isTooDeep(this.rewriting.text);
    this.content = this.isTooDeep
      ? this.rewriting.text.replace(/<(?:script|style)\b[\s\S]*?(?:<\/(?:script|style)\s*>|$)|<[^>]*>?/gi, (tag) =>
          tag.replace(/[^\r\n]/g, ' ')
        )
      : this.rewriting.text;
  }

  get tree(): html.HtmlParent {
    const tree = this.#tree ?? html.parseContent(this.content);
    if (this.content.length <= LONGEST_KEPT) this.#tree = tree;
    return tree;
  }
}

export const parsed = (source: string | ParsedText): ParsedText =>
  typeof source === 'string' ? new ParsedText(source) : source;
