/** A piece of a text: words, or what a protected pair of marks encloses. */
export type Inline = string | Code;

/** A pair of marks around words (bold, a link…). What it stands for is looked up in the source by its id: no tool can break it. */
export interface Code {
  readonly id: string;
  readonly kind: 'format' | 'link';
  /** What a format is, such as `bold`: said in the file, and looked up in the source when it comes back. */
  readonly formats?: readonly string[];
  readonly children: readonly Inline[];
}

export const isCode = (inline: Inline): inline is Code => typeof inline !== 'string';

/** The words without their marks. */
export const wordsOf = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => (isCode(inline) ? wordsOf(inline.children) : inline)).join('');

/** The words, those of links in square brackets. */
export const wordsWithLinks = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (!isCode(inline)) return inline;
      const words = wordsWithLinks(inline.children);
      return inline.kind === 'link' ? `[${words}]` : words;
    })
    .join('');

/** All codes, also those within others. */
export const codesOf = (inlines: readonly Inline[]): readonly Code[] =>
  inlines.filter(isCode).flatMap((code) => [code, ...codesOf(code.children)]);

/** XML knows no control characters but these three. */
// eslint-disable-next-line no-control-regex -- those are meant
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

export const withoutControls = (text: string): string => text.replace(NOT_IN_XML, '');

/** Pieces that stand for the same: blanks are counted once, as tools are free to do, and neighbours are joined. */
const normalised = (inlines: readonly Inline[]): unknown[] => {
  const joined: unknown[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (isCode(inline)) joined.push([inline.id, normalised(inline.children)]);
    else if (typeof last === 'string') joined[joined.length - 1] = last + inline;
    else joined.push(inline);
  }
  return joined
    .map((part) => (typeof part === 'string' ? withoutControls(part).replace(/[ \t\r\n]+/g, ' ') : part))
    .filter((part) => part !== '');
};

/** Whether two texts say the same, marks included. */
export const isSame = (one: readonly Inline[], other: readonly Inline[]): boolean => {
  const key = (inlines: readonly Inline[]) => JSON.stringify(normalised(trimmed(inlines)));
  return key(one) === key(other);
};

/** Line breaks with the blanks around them as one blank; blanks at both ends stay. */
const onOneLine = (text: string): string => {
  const lines = text.split('\n');
  const last = lines.length - 1;
  return lines
    .map((line, at) => (at === 0 ? line.trimEnd() : at === last ? line.trimStart() : line.trim()))
    .filter((line, at) => at === 0 || at === last || line !== '')
    .join(' ');
};

/** On one line: what tools that indent their files put into texts. */
export const unbroken = (inlines: readonly Inline[]): readonly Inline[] =>
  inlines.map((inline) =>
    isCode(inline)
      ? { ...inline, children: unbroken(inline.children) }
      : inline.includes('\n')
        ? onOneLine(inline)
        : inline
  );

/** Without blanks at both ends. */
export const trimmed = (inlines: readonly Inline[]): readonly Inline[] => {
  const parts = inlines.filter((inline) => inline !== '');
  const [first] = parts;
  if (typeof first === 'string') parts[0] = first.trimStart();
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last.trimEnd();
  return parts.filter((inline) => inline !== '');
};
