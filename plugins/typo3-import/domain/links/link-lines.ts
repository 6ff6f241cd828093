/** A line of a field of links: where it leads, and its words ('' if it has none). */
export interface LinkLine {
  readonly uri: string;
  readonly words: string;
}

const TAG = /<(?:link\s([^<>]*)|a\b[^<>]*?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*)>([^<]*)(?:<\/(?:link|a)>)?/gi;
const ADDRESS =
  /(?:https?|ftp):\/\/[^\s|]+|mailto:[^\s|]+|[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}|(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:[/?#]\S*)?/gi;
/** Signs between an address and its words. */
const BETWEEN = /^[\s:,;|–-]+|(?<![\s:,;|–-])[\s:,;|–-]+$/g;

/** Signs that end a list or a sentence rather than an address. */
const BEHIND = /(?<![.,;])[.,;]+$/;
/** A file of the old portal, which looks like a host to anybody else. */
const FILE = /^\/?(?:fileadmin|uploads)\/\S/i;

const ofPlainLine = (line: string): LinkLine[] => {
  if (FILE.test(line.trim())) {
    const [uri = '', ...words] = line.trim().split(/[\s|]+/);
    return [{ uri, words: words.join(' ') }];
  }
  // Several addresses in a row are several links; a comma inside of one is part of it.
  const parts = line.split(/[,;]\s*(?=(?:https?|ftp):\/\/|www\.)/i);
  return parts.flatMap((part): LinkLine[] => {
    const found = [...part.matchAll(ADDRESS)];
    const [first] = found;
    if (!first) return part.trim() === '' ? [] : [{ uri: part.trim(), words: '' }];
    if (found.length > 1) return found.map(([uri]) => ({ uri: uri.replace(BEHIND, ''), words: '' }));
    const uri = first[0].replace(BEHIND, '');
    const words = `${part.slice(0, first.index)} ${part.slice(first.index + first[0].length)}`;
    return [{ uri, words: words.replaceAll(BETWEEN, '').replaceAll(/\s+/g, ' ') }];
  });
};

/** Between tags only addresses count: what else stands there says what the tags are about. */
const addressesIn = (words: string): LinkLine[] => (words.match(ADDRESS) ? ofPlainLine(words) : []);

/** Reads the field `links` of tt_news: a link on each line, as a tag, an address, or an address and its words. */
export const linkLinesOf = (text: string): LinkLine[] =>
  text.split(/\r\n|\r|\n/).flatMap((line) => {
    const tags = [...line.matchAll(TAG)];
    if (tags.length === 0) return ofPlainLine(line);
    const links: LinkLine[] = [];
    let done = 0;
    for (const [tag, parameters, double, single, words = ''] of tags) {
      const index = line.indexOf(tag, done);
      links.push(...addressesIn(line.slice(done, index)));
      links.push({ uri: (parameters ?? double ?? single ?? '').trim(), words: words.trim() });
      done = index + tag.length;
    }
    return [...links, ...addressesIn(line.slice(done))];
  });
