import { decodeEntities } from '../text/html';
import { readDay } from './day';
import type { ArticleParts, Told } from './parts';
import { blanked, isHeadline, isNavigation, isProse, piecesOf, unwrapped, type Piece } from './pieces';

/** The date stands among the first lines, or there is none. */
const LAST_LINE_OF_DATE = 6;
const LONGEST_KICKER = 60;
const LONGEST_LEAD = 800;

interface Head {
  readonly kicker?: Piece | undefined;
  readonly title?: Piece | undefined;
  readonly lead?: Piece | undefined;
  readonly rest: readonly Piece[];
}

const isKicker = (piece: Piece | undefined): boolean => piece !== undefined && isHeadline(piece.text, LONGEST_KICKER);

/** Kicker, title and lead, from the lines that stand before the text. */
const headOf = (pieces: readonly Piece[], isAllHead: boolean): Head => {
  const [first, second, third] = pieces;
  // Two lines and no sentence: a kicker over its title. A title over a lead has a sentence behind it.
  const hasKicker = isKicker(first) && second !== undefined && !isProse(second.text) && second.text.length > 0;
  const [kicker, title, lead] = hasKicker ? [first, second, third] : [undefined, first, second];
  const taken = hasKicker ? 2 : 1;
  const isLead =
    lead !== undefined &&
    lead.text.length <= LONGEST_LEAD &&
    (isAllHead || (isProse(lead.text) && pieces.length > taken + 1));
  return { kicker, title, lead: isLead ? lead : undefined, rest: pieces.slice(taken + (isLead ? 1 : 0)) };
};

const oneLine = (text: string): string => decodeEntities(text.replace(/\s+/g, ' ').trim());

/** Takes a plain text apart by the order of its lines, their length and their ends. */
export const partsOfText = (source: string): ArticleParts => {
  const pieces = piecesOf(source);
  const told: Told[] = [];
  const tell = (reason: Told['reason'], { start, end }: Piece, after: string): void => {
    told.push({ reason, start, end, after });
  };

  let last = pieces.length;
  for (let piece = pieces[last - 1]; piece && isNavigation(piece.text); piece = pieces[last - 1]) {
    tell('article-navigation', piece, '');
    last -= 1;
  }
  const article = pieces.slice(0, last);

  const dateAt = article.slice(0, LAST_LINE_OF_DATE).findIndex(({ text }) => readDay(text) !== null);
  const datePiece = article[dateAt];
  const day = datePiece ? readDay(datePiece.text) : null;
  if (datePiece && day) tell(day.isAmbiguous ? 'article-date-unclear' : 'article-date', datePiece, day.day);

  const before = article.slice(0, Math.max(dateAt, 0));
  const after = article.slice(dateAt + 1);
  const head = before.length > 0 ? headOf(before, true) : headOf(after, false);
  let body: readonly Piece[] = before.length > 0 ? [...head.rest, ...after] : head.rest;

  // A line of its own between the date and the text belongs to the image that stood there.
  const [first, second] = body;
  const caption =
    datePiece &&
    before.length > 0 &&
    head.rest.length === 0 &&
    first &&
    second &&
    isProse(second.text) &&
    isHeadline(first.text, 200)
      ? first
      : undefined;
  if (caption) body = body.slice(1);

  for (const name of ['kicker', 'title', 'lead'] as const) {
    const piece = head[name];
    if (piece) tell(`article-${name}`, piece, oneLine(piece.text));
  }
  if (caption) tell('article-caption', caption, oneLine(caption.text));

  const subheadings = body.filter(({ text }, index) => {
    const next = body[index + 1];
    return isHeadline(text) && !isProse(text) && next !== undefined && next.text.length > text.length;
  });
  for (const piece of subheadings) tell('article-subheading', piece, oneLine(piece.text));

  let content = '';
  for (const { start, end, text } of body) {
    content += blanked(source.slice(content.length, start)) + unwrapped(text);
    if (content.length !== end) content = content.slice(0, end);
  }
  content += blanked(source.slice(content.length));

  const words = (piece: Piece | undefined): string | null => (piece ? oneLine(piece.text) : null);
  return {
    kicker: words(head.kicker),
    title: words(head.title) ?? '',
    lead: words(head.lead),
    date: day?.day ?? null,
    caption: words(caption),
    content,
    subheadings,
    told,
  };
};
