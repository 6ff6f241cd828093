import { chooseEdition, stateOf } from './edition';
import type { Ask, Catalogue, DocumentId, MaterialFacts, MaterialVersion, Settings } from './facts';
import { chooseVersion, visibleVersions } from './pdf';

/** The material that takes a replaced one's place, and the row that speaks for it. */
export interface Successor {
  readonly documentId: DocumentId;
  readonly version: MaterialVersion;
}

/** The material that a replaced edition names as its successor, in a locale; null where it is not replaced. */
const directSuccessorOf = (material: MaterialFacts, locale: string): DocumentId | null => {
  const edition = chooseEdition(material.editions, locale);
  return edition && stateOf(edition) === 'replaced' ? edition.successor : null;
};

/**
 * Follows "replaced by" from material to material and returns the last one on the way that the audience can
 * see: readers are led to the newest text at once. Unpublished materials are passed through, loops end the walk.
 *
 * @returns the successor, or null if there is none that the audience can see
 */
export const findSuccessor = (ask: Ask, catalogue: Catalogue, settings: Settings): Successor | null => {
  const seen = new Set<DocumentId>([ask.documentId]);
  let found: Successor | null = null;
  let material = catalogue.get(ask.documentId);

  while (material) {
    const next = directSuccessorOf(material, ask.locale);
    if (next === null || seen.has(next)) break;
    seen.add(next);
    material = catalogue.get(next);
    const version = material && chooseVersion(visibleVersions(material.versions, ask.audience), ask.locale, settings);
    if (version) found = { documentId: next, version };
  }
  return found;
};
