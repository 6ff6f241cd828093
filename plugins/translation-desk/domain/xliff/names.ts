export const XLIFF_2 = 'urn:oasis:names:tc:xliff:document:2.0';
export const XLIFF_1 = 'urn:oasis:names:tc:xliff:document:1.2';
export const METADATA = 'urn:oasis:names:tc:xliff:metadata:2.0';
export const SIZES = 'urn:oasis:names:tc:xliff:sizerestriction:2.0';

/** Under this category our metadata stand; in 1.2, notes that begin with it. */
export const STAMPS = 'inprint-stamps';

/** An entry's name in a file. */
export const entryId = (type: string, documentId: string): string => `${type}:${documentId}`;

/** @returns null for a name that is none of ours */
export const entryOfId = (id: string): { type: string; documentId: string } | null => {
  const cut = id.lastIndexOf(':');
  return cut < 1 ? null : { type: id.slice(0, cut), documentId: id.slice(cut + 1) };
};
