import { present, type MaterialAction } from '../../../domain/action';
import { AVAILABILITIES } from '../../../domain/availability';
import { decide, decideForNobody, explain, type Decision, type Explanation } from '../../../domain/decision';
import { effectsOf, withChange, type Effect, type MaterialChange } from '../../../domain/effect';
import type { Audience, Catalogue, DocumentId, Locale, Settings } from '../../../domain/facts';
import type { Mentioned } from '../../../domain/mention';
import type { Speaker } from '../../../domain/speech';
import { serviceOf, type Strapi } from '../strapi';
import type { LoadedFacts } from './facts';

/** Facts of some materials, loaded once, and the questions that can be asked of them. */
export interface ActionResolver {
  readonly settings: Settings;
  /** The locale of a material's row; undefined if it was not loaded. */
  readonly localeOfRow: (rowId: number) => Locale | undefined;
  /** What the audience can do about a material, or null if it cannot see it. */
  readonly find: (documentId: DocumentId, locale: Locale) => Mentioned | null;
  /** What `find` would say in each state that the material's stock can be in. */
  readonly findInEveryState: (documentId: DocumentId, locale: Locale) => readonly Mentioned[];
  /** As `find`, but always an answer: a material that cannot be seen offers nothing. */
  readonly answer: (documentId: DocumentId, locale: Locale) => MaterialAction;
  /** The rule that decided and the facts it saw. Holds stock counts: for other plugins and editors, never for the public. */
  readonly explain: (documentId: DocumentId, locale: Locale) => Explanation | null;
}

/**
 * The words cost more than the decision, and a mention needs none of them: they are found when they are asked for, and anew each
 * time, so that what somebody does to one answer is in no other.
 */
const toMentioned = (decision: Decision, speak: Speaker): Mentioned => ({
  pageUrl: decision.pageUrl,
  address: decision.url ?? decision.pageUrl,
  get action() {
    return present(decision, speak);
  },
});

/** What was decided with some settings, by locale and material. */
interface Decided {
  readonly settings: Settings;
  readonly speak: Speaker;
  readonly offers: Map<string, Mentioned>;
}

/** Answers what readers can do about materials: facts from the database, decisions from the domain. */
export const createActions = (strapi: Strapi) => {
  /** Facts and settings stay the same objects for as long as they say the same, and so does what follows from them. */
  const decided = new WeakMap<LoadedFacts, Decided>();

  const offersOf = (facts: LoadedFacts, settings: Settings, speak: Speaker): Decided['offers'] => {
    const known = decided.get(facts);
    if (known?.settings === settings && known.speak === speak) return known.offers;
    const offers: Decided['offers'] = new Map();
    decided.set(facts, { settings, speak, offers });
    return offers;
  };

  /** Facts, and settings that are no older than what the database said with the facts. */
  const load = async (
    documentIds: Iterable<DocumentId>,
    audience: Audience
  ): Promise<{ facts: LoadedFacts; settings: Settings; speak: Speaker }> => {
    const service = serviceOf(strapi, 'settings');
    const { defaultLocale } = await service.current();
    const facts = await serviceOf(strapi, 'facts').load(documentIds, audience, defaultLocale);
    await service.catchUp(facts.revision);
    return { facts, settings: await service.current(), speak: await service.speaker() };
  };

  const resolverOf = (facts: LoadedFacts, audience: Audience, settings: Settings, speak: Speaker): ActionResolver => {
    const offers = offersOf(facts, settings, speak);
    const findIn = (catalogue: Catalogue, documentId: DocumentId, locale: Locale): Mentioned | null => {
      const decision = decide({ documentId, locale, audience }, catalogue, settings);
      return decision && toMentioned(decision, speak);
    };
    const find = (documentId: DocumentId, locale: Locale): Mentioned | null => {
      const key = `${locale} ${documentId}`;
      const known = offers.get(key);
      if (known) return known;
      const found = findIn(facts.catalogue, documentId, locale);
      if (found) offers.set(key, found);
      return found;
    };
    const findInEveryState = (documentId: DocumentId, locale: Locale): Mentioned[] => {
      const material = facts.catalogue.get(documentId);
      if (!material) return [];
      return AVAILABILITIES.flatMap((availability) => {
        const editions = material.editions.map((edition) => ({ ...edition, availability, quantity: null }));
        return findIn(new Map(facts.catalogue).set(documentId, { ...material, editions }), documentId, locale) ?? [];
      });
    };
    return {
      settings,
      localeOfRow: (rowId) => facts.localeOfRow.get(rowId),
      find,
      findInEveryState,
      answer: (documentId, locale) =>
        find(documentId, locale)?.action ?? present(decideForNobody(documentId, locale), speak),
      explain: (documentId, locale) => explain({ documentId, locale, audience }, facts.catalogue, settings),
    };
  };

  return {
    /** Loads the facts of materials, in two queries, and opens a desk to ask at. */
    async resolverFor(documentIds: Iterable<DocumentId>, audience: Audience): Promise<ActionResolver> {
      const { facts, settings, speak } = await load(documentIds, audience);
      return resolverOf(facts, audience, settings, speak);
    },

    /**
     * What readers would get otherwise, in which languages.
     *
     * @param changed the material that somebody is about to change
     * @param others materials that may be led to it, or that it may be led to
     */
    async effectsOf(changed: DocumentId, change: MaterialChange, others: readonly DocumentId[]): Promise<Effect[]> {
      const { facts, settings, speak } = await load([changed, ...others], 'public');
      const before = facts.catalogue.get(changed) ?? { documentId: changed, versions: [], editions: [] };
      const after = new Map(facts.catalogue).set(changed, withChange(before, change));
      return effectsOf([...new Set([changed, ...others])], facts.catalogue, after, settings, speak);
    },
  };
};
