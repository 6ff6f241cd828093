/** What the source is connected with and a translation is not. */
export interface RelationGap<Id extends string = string> {
  /** Those that are there in the translation's language: they can be taken over. */
  readonly missing: readonly Id[];
  /** Those that have to be translated first. */
  readonly absent: readonly Id[];
}

/**
 * Compares what the source is connected with, in its order, to what the translation is.
 *
 * @param there those that are there in the translation's language
 */
export const relationGap = <Id extends string>(
  source: readonly Id[],
  own: readonly Id[],
  there: ReadonlySet<Id>
): RelationGap<Id> => {
  const wanted = [...new Set(source)].filter((id) => !own.includes(id));
  return { missing: wanted.filter((id) => there.has(id)), absent: wanted.filter((id) => !there.has(id)) };
};
