import type { MentioningPart, SplitText } from '../field-shape';
import { isCode, type Inline } from './inline';

type Mention = Exclude<MentioningPart, string>;

/** What a code stands for: numbered in the order in which they are read. */
const mentionsById = (parts: readonly MentioningPart[]): ReadonlyMap<string, Mention> =>
  new Map(
    parts
      .filter((part): part is Mention => typeof part !== 'string')
      .map((mention, index) => [String(index + 1), mention])
  );

/** The words of a text, with its mentions as protected codes. */
export const inlinesOfText = (text: string, split: SplitText): Inline[] => {
  let count = 0;
  return split(text).map((part): Inline => {
    if (typeof part === 'string') return part;
    count += 1;
    return { id: String(count), kind: 'link', children: part.words === '' ? [] : [part.words] };
  });
};

/** The translated words in what enclosed those of the source; a code that the source does not have leaves its words. */
export const textOfInlines = (inlines: readonly Inline[], source: string, split: SplitText): string => {
  const mentions = mentionsById(split(source));
  const write = (some: readonly Inline[]): string =>
    some
      .map((inline) => {
        if (!isCode(inline)) return inline;
        const { before = '', after = '' } = mentions.get(inline.id) ?? {};
        return before + write(inline.children) + after;
      })
      .join('');
  return write(inlines);
};
