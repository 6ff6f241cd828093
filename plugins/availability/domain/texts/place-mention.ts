import type { DocumentId } from '../facts';
import type { Mentioned } from '../mention';
import { fillUrl } from '../url';
import { writeCallToAction, writeMention } from './markdown';
import { applyEdits, type Edit, type FindMentions, type TextMention } from './text-mention';

/** A material as it is written into a text. */
interface PlacedMaterial {
  readonly documentId: DocumentId;
  readonly slug: string | null;
  readonly title: string;
}

/** The address under which a text mentions a material. @param template as `mentions.address` of the configuration */
export const addressFor = (
  template: string,
  { documentId, slug }: Omit<PlacedMaterial, 'title'>,
  locale = ''
): string => fillUrl(template, { documentId, slug: slug ?? documentId, locale });

/** What is selected: `end` is `start` where it is only a cursor. */
interface Selected {
  readonly start: number;
  readonly end: number;
  /** It goes, as an “@” that asked for a material; else it becomes the words of the mention. */
  readonly isReplaced?: boolean;
}

const isAt = ({ frame }: TextMention, { start, end }: Selected): boolean => frame.start < start && end < frame.end;

/** The words of a selection as Markdown may have them in a link; null where a link cannot go so far. */
const wordsOf = (text: string, { start, end, isReplaced }: Selected): string | null => {
  const words = text.slice(start, end);
  return isReplaced || words.trim() === '' || /\n[ \t>]*\n/.test(words) ? null : words;
};

/**
 * How Markdown comes to mention a material at a place: in the mention that stands there, with the words that are selected, or with
 * its title. Whether it is a mention then is seen by reading it.
 *
 * @returns null where nothing can be mentioned: in code, or in HTML
 */
export const placeMention = (
  text: string,
  selected: Selected,
  { title }: Pick<PlacedMaterial, 'title'>,
  address: string,
  find: FindMentions
): Edit | null => {
  const present = find(text).find((mention) => isAt(mention, selected));
  if (present?.kind === 'call-to-action') {
    return { start: present.frame.start, end: present.frame.end, text: writeCallToAction(address, title) };
  }
  if (present) return present.edits({ address } as Mentioned)[0] ?? null;
  const words = wordsOf(text, selected);
  const ways = [
    ...(words === null ? [] : [writeMention(address, title, words)]),
    writeMention(address, words ?? title),
  ];
  for (const written of ways) {
    const edit = { start: selected.start, end: selected.end, text: written };
    if (find(applyEdits(text, [edit])).some(({ frame }) => frame.start === selected.start)) return edit;
  }
  return null;
};

const LINE_END = /\r\n|\n|\r/;

/**
 * How Markdown gets a call to action where the cursor is in an empty line; it is set apart from what stands above and below.
 *
 * @returns null where the line is not empty, or nothing can be mentioned
 */
export const placeCallToAction = (
  text: string,
  at: number,
  { title }: Pick<PlacedMaterial, 'title'>,
  address: string,
  find: FindMentions
): Edit | null => {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const own = (before.split(LINE_END).at(-1) ?? '') + (after.split(LINE_END)[0] ?? '');
  if (own.trim() !== '') return null;
  const above = before.split(LINE_END).at(-2) ?? '';
  const below = after.split(LINE_END)[1] ?? '';
  const [start, end] = [above.trim() === '' ? '' : '\n', below.trim() === '' ? '' : '\n'];
  const edit = { start: at, end: at, text: start + writeCallToAction(address, title) + end };
  const isCall = find(applyEdits(text, [edit])).some(
    ({ kind, frame }) => kind === 'call-to-action' && frame.start === at + start.length
  );
  return isCall ? edit : null;
};
