/** A paragraph, heading or line of a plain text. `end` is behind its last character. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text without blank lines has a paragraph on each line; else blank lines stand between paragraphs. */
const separatorOf = (source: string): RegExp =>
  /(?:\r\n|\r|\n)[ \t\u00a0]*(?:\r\n|\r|\n)/.test(source)
    ? /(?<![\r\n])(?:\r\n|\r|\n)(?:[ \t\u00a0]*(?:\r\n|\r|\n))+/g
    : /\r\n|\r|\n/g;

export const piecesOf = (source: string): Piece[] => {
  const pieces: Piece[] = [];
  const push = (from: number, to: number): void => {
    const raw = source.slice(from, to);
    const text = raw.trim();
    const start = from + (/^\s*/.exec(raw)?.[0].length ?? 0);
    if (text !== '') pieces.push({ start, end: start + text.length, text });
  };
  let done = 0;
  for (const match of source.matchAll(separatorOf(source))) {
    push(done, match.index);
    done = match.index + match[0].length;
  }
  push(done, source.length);
  return pieces;
};

/** A space for every character, new lines kept: places behind it stay right. */
export const blanked = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** From this length on, a line was broken because it was full, not because its paragraph ended. */
const FULL_LINE = 55;

/** Lines of a paragraph that were broken at a column, joined by spaces; the same length. */
export const unwrapped = (text: string): string => {
  const lines = text.split(/\r\n|\r|\n/);
  const isWrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.trim().length >= FULL_LINE);
  return isWrapped ? text.replace(/[\r\n]/g, ' ') : text;
};

const LONGEST_HEADING = 90;
const MAX_WORDS = 14;
const LIST_ITEM = /^(?:[-*•–]|\d{1,2}[.)])\s/;

/** Could this be a heading, kicker or caption: one short line that is no sentence, no item and no link? */
export const isHeadline = (text: string, longest = LONGEST_HEADING): boolean =>
  text.length <= longest &&
  text.split(/\s+/).length <= MAX_WORDS &&
  !/[\r\n]/.test(text) &&
  !/[.;,:…]["”“»)]?$/.test(text) &&
  !LIST_ITEM.test(text) &&
  !/<(?:a|link)\s|https?:\/\/|^www\./i.test(text);

/** Does it end as a sentence does? */
export const isProse = (text: string): boolean => /[.!?…]["”“»)]?$/.test(text);

const NAVIGATION =
  /^[\s↑^«»<>|[\]]*(?:back to (?:the )?top|to (?:the )?top|top of (?:the )?page|nach oben|zum seitenanfang|seitenanfang|zurück(?: zur (?:übersicht|liste))?|zur übersicht|seite drucken|druckversion|drucken|print(?: this page)?|retour en haut(?: de (?:la )?page)?|haut de (?:la )?page|retour)[\s↑^«»<>|[\].]*$/i;

/** Navigation is short, with the tags around it too. */
const LONGEST_NAVIGATION = 2000;

/** Is this a line of the page around the article? */
export const isNavigation = (text: string): boolean =>
  text.length <= LONGEST_NAVIGATION && NAVIGATION.test(text.replace(/<[^<>]*>/g, '').trim());
