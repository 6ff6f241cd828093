/** A line of a field of links: where it leads, and its words ('' if it has none). */
export interface LinkLine {
  readonly uri: string;
  readonly words: string;
}

const TAG = /<(?:link\s([^<>]*)|a\b[^<>]*?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*)>([^<]*)(?:<\/(?:link|a)>)?/gi;
const ADDRESS =
  /(?:https?|ftp):\/\/\S+|mailto:\S+|[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}|(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#]\S*)?/gi;
/** Signs between an address and its words. */
const BETWEEN = /^[\s:,;|–-]+|(?<![\s:,;|–-])[\s:,;|–-]+$/g;

const ofPlainLine = (line: string): LinkLine[] => {
  // Several addresses in a row are several links; a comma inside of one is part of it.
  const parts = line.split(/[,;]\s*(?=(?:https?|ftp):\/\/|www\.)/i);
  return parts.flatMap((part): LinkLine[] => {
    const found = [...part.matchAll(ADDRESS)];
    const [first] = found;
    if (!first) return part.trim() === '' ? [] : [{ uri: part.trim(), words: '' }];
    if (found.length > 1) return found.map(([uri]) => ({ uri, words: '' }));
    const [uri] = first;
    const words = `${part.slice(0, first.index)} ${part.slice(first.index + uri.length)}`;
    return [{ uri, words: words.replaceAll(BETWEEN, '').replaceAll(/\s+/g, ' ') }];
  });
};

/** Reads the field `links` of tt_news: a link on each line, as a tag, an address, or an address and its words. */
export const linkLinesOf = (text: string): LinkLine[] =>
  text.split(/\r\n|\r|\n/).flatMap((line) => {
    const tags = [...line.matchAll(TAG)];
    if (tags.length === 0) return ofPlainLine(line);
    return tags.map(([, parameters, double, single, words = '']) => ({
      uri: (parameters ?? double ?? single ?? '').trim(),
      words: words.trim(),
    }));
  });
