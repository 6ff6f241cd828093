import type { Locale } from '../../../../domain/locale-choice';
import type { Row, Strapi } from '../../strapi';
import { applyGaps } from './apply-gaps';
import { beginWithRelations } from './begin-with';
import { copyOf } from './component-copy';
import { existingOf, type Exists } from './existing';
import { gapsOf, type RelationGap } from './gaps';
import { placesIn, populateOf } from './places';

/**
 * Strapi keeps relations for each language apart. This keeps them together: it finds what a translation lacks, and takes it over where the
 * other entry is there in that language.
 */
export const createRelations = (strapi: Strapi) => ({
  /** What a field's components must be read with to be copied. */
  populateOf: (uid: string): Row => populateOf(strapi, uid),

  copyOf: (uid: string, value: unknown, exists: Exists): unknown => copyOf(strapi, uid, value, exists),

  /** Which related entries in some values are there in a language. */
  existingIn: (values: readonly { uid: string; value: unknown }[], locale: Locale): Promise<Exists> =>
    existingOf(
      strapi,
      values.flatMap(({ uid, value }) => placesIn(strapi, uid, value)),
      locale
    ),

  gaps: (uid: string, documentId: string, locale: Locale): ReturnType<typeof gapsOf> =>
    gapsOf(strapi, uid, documentId, locale),

  beginWith: (uid: string, documentId: string, locale: Locale, data: Row): Promise<void> =>
    beginWithRelations(strapi, uid, documentId, locale, data),

  apply: (uid: string, documentId: string, locale: Locale, gaps: readonly RelationGap[]): Promise<number> =>
    applyGaps(strapi, uid, documentId, locale, gaps),
});
