/** How a text is written: Strapi's Blocks, Markdown, or HTML. */
export type TextFormat = 'blocks' | 'markdown' | 'html';

/** What the schema of an attribute says of it. */
export interface TextAttribute {
  readonly type: string;
  readonly customField?: string;
  /** What somebody chose for a custom field; CKEditor's writes Markdown where it is told to. */
  readonly options?: { readonly output?: unknown };
}

/** Custom fields of these types hold their text as a string. */
const WRITTEN_AS_STRING = new Set(['richtext', 'text', 'string']);

/**
 * How an attribute of a content type or component is written; null where it is no text with mentions.
 *
 * @param htmlFields custom fields whose text is HTML unless they are told to write Markdown, as `plugin::ckeditor.CKEditor`
 */
export const formatOf = (
  { type, customField, options }: TextAttribute,
  htmlFields: readonly string[]
): TextFormat | null => {
  if (customField !== undefined) {
    if (!htmlFields.includes(customField) || !WRITTEN_AS_STRING.has(type)) return null;
    return options?.output === 'Markdown' ? 'markdown' : 'html';
  }
  if (type === 'blocks') return 'blocks';
  return type === 'richtext' ? 'markdown' : null;
};
