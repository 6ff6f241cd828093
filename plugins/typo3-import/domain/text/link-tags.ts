import { ANGLED_ADDRESS } from './html';
import { Rewriting } from './rewriting';

/** Stands for an old link tag while the text is parsed: HTML knows `<link>` as an element without content. */
export const LINK_ELEMENT = 'typo3-link';
/** Stands for an old link tag without an end. */
export const OPEN_LINK_ELEMENT = 'typo3-open-link';
/** Stands for `</link>` without a beginning. */
export const STRAY_END_ELEMENT = 'typo3-stray-end';
export const PARAMETERS_ATTRIBUTE = 'data-parameters';
/** How long the tag was before it was rewritten. */
export const LENGTH_ATTRIBUTE = 'data-length';

interface Tag {
  readonly offset: number;
  readonly raw: string;
  /** Null for `</link>`. */
  readonly parameters: string | null;
}

/**
 * Old link tags in any letter case. A quoted place may hold `>`; where its quote is not closed before the next `<`, the
 * tag ends at the first `>`. Comments are passed over.
 */
const TAG =
  /<!--(?:[\s\S]*?-->|[\s\S]*$)|<(?:(\/)link\s*|link(?:\s((?:"(?:\\[^<]|[^"\\<])*"|[^<>"])*)|\s([^<>]*)|\/)?)>/gi;

const tagsIn = (source: string): Tag[] => {
  const tags: Tag[] = [];
  for (const match of source.matchAll(TAG)) {
    const [raw, end, quoted, plain] = match;
    if (raw.startsWith('<!--')) continue;
    tags.push({ offset: match.index, raw, parameters: end === undefined ? (quoted ?? plain ?? '') : null });
  }
  return tags;
};

/** A `<link rel="stylesheet" href=…>` is HTML's own. */
const isHtmlLink = (parameters: string): boolean => /(?:^|\s)(?:rel|href)\s*=/i.test(parameters);

/** Keeps a piece of text; addresses in angle brackets, which a parser would take for tags, stay words. */
const keepWords = (rewriting: Rewriting, text: string, offset: number): void => {
  let done = 0;
  for (const { index } of text.matchAll(ANGLED_ADDRESS)) {
    rewriting.keep(text.slice(done, index), offset + done);
    rewriting.keep('&lt;', offset + index);
    done = index + 1;
  }
  rewriting.keep(text.slice(done), offset + done);
};

/** Replaces old link tags by elements that an HTML parser leaves alone. */
export const rewriteLinkTags = (source: string): Rewriting => {
  const rewriting = new Rewriting();
  const tags = tagsIn(source).filter(({ parameters }) => parameters === null || !isHtmlLink(parameters));
  let done = 0;
  tags.forEach(({ offset, raw, parameters }, index) => {
    keepWords(rewriting, source.slice(done, offset), done);
    done = offset + raw.length;
    const length = `${LENGTH_ATTRIBUTE}="${raw.length}"`;
    if (parameters === null) {
      const isEnd = typeof tags[index - 1]?.parameters === 'string';
      rewriting.keep(isEnd ? `</${LINK_ELEMENT}>` : `<${STRAY_END_ELEMENT} ${length}></${STRAY_END_ELEMENT}>`, offset);
      return;
    }
    const isClosed = tags[index + 1]?.parameters === null;
    const name = isClosed ? LINK_ELEMENT : OPEN_LINK_ELEMENT;
    // A quote that was an entity stays one: as a sign it would end the place that it stands in.
    const value = parameters
      .trim()
      .replaceAll(/&(?=(?:quot|#0*34|#x0*22);)/gi, '&amp;')
      .replaceAll('"', '&quot;');
    rewriting.keep(`<${name} ${length} ${PARAMETERS_ATTRIBUTE}="${value}">${isClosed ? '' : `</${name}>`}`, offset);
  });
  keepWords(rewriting, source.slice(done), done);
  return rewriting;
};
