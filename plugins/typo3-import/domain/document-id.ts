import { createHash } from 'node:crypto';

/** As long as Strapi's own. */
const LENGTH = 24;

/**
 * The id of the entry that a record becomes. It follows from the record, so that links can be written before their target is, and a
 * record that is imported twice, by whatever accident, cannot become two entries.
 */
export const documentIdFor = (source: string, importId: string): string => {
  const digest = createHash('sha256').update(`${source}\n${importId}`).digest();
  const letters = digest.reduce((text, byte) => text + (byte % 36).toString(36), '');
  return `t${letters.slice(0, LENGTH - 1)}`;
};
