/** What is no mention, and mentions as what encloses their words: `[` booklet `](/materials/abc)`. */
export type MentioningPart = string | { readonly before: string; readonly words: string; readonly after: string };

/** Takes a text apart; joined again, the parts are the text. */
export type SplitText = (text: string) => readonly MentioningPart[];

/** What kind of text a field holds. Parts of components are fields of their own, by name. */
export type FieldShape =
  /** One text, of at most so many characters. */
  | { readonly kind: 'plain'; readonly longest?: number }
  /** Markdown or HTML that may mention publications: what encloses the words of a mention is no text to translate. */
  | { readonly kind: 'mentioning'; readonly split: SplitText; readonly longest?: number }
  | { readonly kind: 'blocks' }
  /** Files of the media library: what they say to those who do not see them, and their captions. Seen, and not exported: they are not the entry's. */
  | { readonly kind: 'media' }
  | { readonly kind: 'component'; readonly fields: FieldShapes }
  /** A dynamic zone: the shapes of its components by uid. */
  | { readonly kind: 'zone'; readonly components: Readonly<Record<string, FieldShapes>> };

export type FieldShapes = Readonly<Record<string, FieldShape>>;
