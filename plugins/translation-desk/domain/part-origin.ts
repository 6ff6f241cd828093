import { diffArrays } from 'diff';

/** A text as a short name: two texts with one fingerprint are the same. */
export type Fingerprint = string;

/** Stands for a text of the source that nobody knows, and that is no longer there. */
export const UNKNOWN_SOURCE: Fingerprint = '?';

/** "This part of the translation was made from those parts of the source": usually from one, from none where it is the translation's own. */
export interface PartOrigin {
  readonly own: Fingerprint;
  readonly from: readonly Fingerprint[];
  /**
   * Where `from` is empty: the parts that it may have been made from. Of two new ones only one was translated, and nobody knows which; or
   * there are more parts than in the source: then the first of them stands for all, and this is one of the rest.
   */
  readonly among?: readonly Fingerprint[];
}

/** Where two lists say the same in the same order, as pairs of places: a longest common subsequence. */
const commonPlaces = (one: readonly string[], other: readonly string[]): ReadonlyMap<number, number> => {
  const places = new Map<number, number>();
  let [here, there] = [0, 0];
  for (const { added, removed, count } of diffArrays([...one], [...other])) {
    if (!added && !removed) for (let step = 0; step < count; step += 1) places.set(here + step, there + step);
    if (!added) here += count;
    if (!removed) there += count;
  }
  return places;
};

/** A run of parts, of the translation and of the source, between two that are known to belong together. */
interface Gap {
  readonly owns: readonly number[];
  readonly sources: readonly number[];
  /** The part of the translation before it; -1 at the beginning. */
  readonly after: number;
}

/** From what each part was made so far; null for a text that is new. */
type Known = readonly (PartOrigin | null)[];

/** Whether a part is one that only the translation has. */
const isItsOwn = (known: PartOrigin | null): boolean => known?.from.length === 0 && !known.among;

/**
 * Finds what belongs together for certain (a part, and the source's text that it was made from, in the order of both), and what
 * stands between.
 */
const gapsOf = (known: Known, source: readonly Fingerprint[]): { anchors: Map<number, number>; gaps: Gap[] } => {
  const tokens = known.flatMap((one, part) => (one?.from ?? []).map((fingerprint) => ({ fingerprint, part })));
  const common = commonPlaces(
    tokens.map(({ fingerprint }) => fingerprint),
    source
  );
  const matched = new Map<number, number[]>();
  tokens.forEach(({ part }, index) => {
    const place = common.get(index);
    if (place !== undefined) matched.set(part, [...(matched.get(part) ?? []), place]);
  });
  const anchors = new Map<number, number>();
  const gaps: Gap[] = [];
  let owns: number[] = [];
  let after = -1;
  let next = 0;
  const close = (until: number): void => {
    const sources = Array.from({ length: until - next }, (_, step) => next + step);
    if (owns.length > 0 || sources.length > 0) gaps.push({ owns, sources, after });
    owns = [];
  };
  known.forEach((one, part) => {
    const places = matched.get(part) ?? [];
    const [first] = places;
    const last = places.at(-1);
    const isAnchor =
      first !== undefined &&
      last !== undefined &&
      places.length === one?.from.length &&
      last - first === places.length - 1 &&
      first >= next;
    if (!isAnchor) {
      if (!isItsOwn(one)) owns.push(part);
      return;
    }
    close(first);
    anchors.set(part, first);
    after = part;
    next = last + 1;
  });
  close(source.length);
  return { anchors, gaps };
};

/** The parts that new ones were written over: where as many went as came, each over the one at its place. By place in the new text. */
const overwrittenIn = (before: readonly PartOrigin[], own: readonly Fingerprint[]): ReadonlyMap<number, PartOrigin> => {
  const old = before.map((part) => part.own);
  const overwritten = new Map<number, PartOrigin>();
  let [there, here] = [0, 0];
  for (const [was, is] of [...commonPlaces(old, own), [old.length, own.length] as const]) {
    const gone = before.slice(there, was);
    if (gone.length === is - here) gone.forEach((part, step) => overwritten.set(here + step, part));
    [there, here] = [was + 1, is + 1];
  }
  return overwritten;
};

/** Which of some things, in their order before, went past another one; none of them is `undefined`. */
const displacedAmong = (places: readonly number[]): readonly boolean[] => {
  let [most, least] = [-1, Infinity];
  const isAfterAll = places.map((place) => {
    const isLast = place > most;
    most = Math.max(most, place);
    return isLast;
  });
  const isBeforeAll = places.map(() => true);
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = places[index] ?? 0;
    isBeforeAll[index] = place < least;
    least = Math.min(least, place);
  }
  return places.map((_, index) => !isAfterAll[index] || !isBeforeAll[index]);
};

/**
 * Parts of which nobody can tell any more what they were made from. Where several may be from the same texts, their places alone tell
 * which is which: until one of them goes, or changes places with another.
 *
 * @param placeOf where a part of the text before stands now; nowhere if it went
 */
const uncertainIn = (
  before: readonly PartOrigin[],
  placeOf: (part: PartOrigin) => number | undefined
): ReadonlySet<PartOrigin> => {
  const uncertain = new Set<PartOrigin>();
  for (const among of new Set(before.flatMap((part) => (part.among ? [part.among] : [])))) {
    const texts = new Set(among);
    const rivals = before.filter((part) =>
      part.among === among ? true : [...part.from, ...(part.among ?? [])].some((fingerprint) => texts.has(fingerprint))
    );
    const places = rivals.map(placeOf);
    const there = places.filter((place) => place !== undefined);
    const isMoved = displacedAmong(there);
    let index = 0;
    rivals.forEach((part, its) => {
      if (places[its] === undefined) return;
      if (there.length < rivals.length || isMoved[index]) uncertain.add(part);
      index += 1;
    });
  }
  return uncertain;
};

/**
 * What is known of the parts of a text that was written over another one: parts that stayed as they were keep their origin. So does a
 * copy of one: nobody translates another text into the same words. What was written over a part that is right, or that only the
 * translation has, is a correction of it.
 */
const remembered = (
  before: readonly PartOrigin[],
  own: readonly Fingerprint[],
  source: readonly Fingerprint[],
  overwritten: ReadonlyMap<number, PartOrigin>
): Known => {
  const known = new Map<Fingerprint, PartOrigin[]>();
  for (const part of before) known.set(part.own, [...(known.get(part.own) ?? []), part]);
  const nowAt = new Map([
    ...[...overwritten].map(([place, part]) => [part.own, place] as const),
    ...own.map((fingerprint, place) => [fingerprint, place] as const),
  ]);
  const uncertain = uncertainIn(before, (part) => nowAt.get(part.own));
  return own.map((fingerprint, index) => {
    const origins = known.get(fingerprint) ?? [];
    const same = origins.length > 1 ? origins.shift() : origins[0];
    if (same) return uncertain.has(same) ? { own: fingerprint, from: [UNKNOWN_SOURCE] } : same;
    const over = overwritten.get(index);
    const isRight = over && !over.among && over.from.every((one) => source.includes(one));
    return isRight ? { own: fingerprint, from: over.from } : null;
  });
};

/** Parts that stand elsewhere than the text they were made from, and the places of these texts: no new part was made from them. */
const displacedIn = (
  known: Known,
  source: readonly Fingerprint[],
  { anchors, gaps }: ReturnType<typeof gapsOf>
): { readonly parts: ReadonlySet<number>; readonly places: ReadonlySet<number> } => {
  const open = new Set(gaps.flatMap(({ sources }) => sources));
  const [parts, places] = [new Set<number>(), new Set<number>()];
  known.forEach((one, part) => {
    if (!one || one.from.length === 0 || anchors.has(part)) return;
    const mine = new Set<number>();
    for (const fingerprint of one.from) {
      const place = [...open].find((one) => source[one] === fingerprint && !mine.has(one));
      if (place !== undefined) mine.add(place);
    }
    if (mine.size < one.from.length) return;
    parts.add(part);
    for (const place of mine) {
      open.delete(place);
      places.add(place);
    }
  });
  return { parts, places };
};

type Origin = Pick<PartOrigin, 'from' | 'among'>;

/**
 * From which texts of the source the new parts of a gap were made. By their places, as long as each text has one and none is left of what
 * the source no longer says: with one part too few, or an old one among them, nobody knows which texts are meant. With parts more than
 * texts, all were made from all.
 */
const originsInGap = (known: Known, owns: readonly number[], sources: readonly Fingerprint[]): readonly Origin[] => {
  const texts = new Set(sources);
  const areThere = new Map<readonly Fingerprint[], boolean>();
  const isThere = (among: readonly Fingerprint[]): boolean => {
    const known = areThere.get(among) ?? among.every((fingerprint) => texts.has(fingerprint));
    areThere.set(among, known);
    return known;
  };
  const isOpen = (part: number): boolean => {
    const one = known[part];
    return !one || (one.among !== undefined && isThere(one.among));
  };
  const isClear = owns.every(isOpen) && owns.length >= sources.length;
  const open: Origin = sources.length > 0 ? { from: [], among: sources } : { from: [] };
  return owns.map((part, index) => {
    if (!isClear) return known[part] ?? open;
    const isOneEach = owns.length === sources.length;
    if (isOneEach) return { from: sources.slice(index, index + 1) };
    return index === 0 ? { from: sources } : open;
  });
};

/**
 * The origins after somebody wrote a translation: what stayed as it was keeps its origin, also where it was moved. What is new was made
 * from the source as it is now, from the part that stands at its place between those that are known; where that may be several,
 * it stays open until there is one for each. A part of the source with no text of its own in the translation is in no origin.
 */
export const originsAfter = (
  before: readonly PartOrigin[],
  own: readonly Fingerprint[],
  source: readonly Fingerprint[]
): readonly PartOrigin[] => {
  const overwritten = overwrittenIn(before, own);
  const known = remembered(before, own, source, overwritten);
  const origins = own.map((fingerprint, part): PartOrigin => known[part] ?? { own: fingerprint, from: [] });
  const found = gapsOf(known, source);
  const displaced = displacedIn(known, source, found);
  for (const gap of found.gaps) {
    const owns = gap.owns.filter((part) => !displaced.parts.has(part));
    const sources = gap.sources.filter((place) => !displaced.places.has(place)).map((place) => source[place] ?? '');
    const made = originsInGap(known, owns, sources);
    owns.forEach((part, index) => {
      const rest = sources.length === 0 ? overwritten.get(part)?.among : undefined;
      const origin = made[index] ?? { from: [] };
      origins[part] = { own: own[part] ?? '', ...origin, ...(rest && !known[part] ? { among: rest } : {}) };
    });
  }
  return origins;
};

/** The origins of a translation that is right as it stands: each part of the source belongs to one of its parts. */
export const originsWhole = (before: readonly PartOrigin[], source: readonly Fingerprint[]): readonly PartOrigin[] => {
  const from: Fingerprint[][] = before.map(() => []);
  const among = before.map((part) => part.among);
  if (before.length === source.length) return before.map(({ own }, part) => ({ own, from: [source[part] ?? ''] }));
  const { anchors, gaps } = gapsOf(before, source);
  for (const [part, place] of anchors) {
    const { length } = before[part]?.from ?? [];
    from[part] = source.slice(place, place + length);
  }
  for (const { owns, sources, after } of gaps) {
    sources.forEach((place, index) => {
      const fingerprint = source[place] ?? '';
      const part = owns[Math.min(index, owns.length - 1)] ?? Math.max(after, 0);
      const isBefore = owns.length === 0 && after < 0;
      if (isBefore) from[part]?.splice(index, 0, fingerprint);
      else from[part]?.push(fingerprint);
    });
    const texts = sources.map((place) => source[place] ?? '');
    if (texts.length > 0) for (const part of owns) among[part] = texts;
  }
  return before.map(({ own }, part): PartOrigin => {
    const [made = [], rest] = [from[part], among[part]];
    return { own, from: made, ...(made.length === 0 && rest ? { among: rest } : {}) };
  });
};

/** The text of the source, part by part, that a translation was made from. */
export const madeFrom = (origins: readonly PartOrigin[]): readonly Fingerprint[] => origins.flatMap(({ from }) => from);

/** Whether a translation was made from all of a source, in its order, and from nothing else. */
export const isWholeIn = (origins: readonly PartOrigin[], source: readonly Fingerprint[]): boolean => {
  const made = madeFrom(origins);
  return made.length === source.length && made.every((fingerprint, index) => fingerprint === source[index]);
};

/** The part of a translation that belongs to a part of the source. */
export interface Counterpart {
  /** Its place in the translation. */
  readonly part: number;
  /** Whether it was made from just this text; else from what stood at this place before. */
  readonly isCurrent: boolean;
}

/**
 * For each part of the source, the part of the translation that goes with it: the one that was made from its text, wherever that
 * stands, else the one at its place between those that are known.
 */
export const counterpartsOf = (
  origins: readonly PartOrigin[],
  source: readonly Fingerprint[]
): readonly (Counterpart | null)[] => {
  const found: (Counterpart | null)[] = source.map(() => null);
  const taken = new Set<number>();
  // Of what was translated in two parts, the first is not all.
  const isInParts = new Set([...new Set(origins.map(({ among = [] }) => among))].flat());
  const { anchors, gaps } = gapsOf(origins, source);
  const isFrom = (part: number, fingerprint: Fingerprint | undefined): boolean =>
    origins[part]?.from.length === 1 && origins[part].from[0] === fingerprint;
  const take = (place: number, part: number, isCurrent: boolean): void => {
    if (found[place] || taken.has(part)) return;
    found[place] = { part, isCurrent: isCurrent && !isInParts.has(source[place] ?? '') };
    taken.add(part);
  };
  for (const [part, place] of anchors) if (isFrom(part, source[place])) take(place, part, true);
  source.forEach((fingerprint, place) => {
    const part = origins.findIndex((_, index) => !taken.has(index) && isFrom(index, fingerprint));
    if (part >= 0) take(place, part, true);
  });
  for (const { owns, sources } of gaps) {
    const [left, open] = [owns.filter((part) => !taken.has(part)), sources.filter((place) => !found[place])];
    const free =
      [left, left.filter((part) => !origins[part]?.among)].find(({ length }) => length === open.length) ?? [];
    free.forEach((part, index) => {
      const place = open[index];
      if (place !== undefined) take(place, part, false);
    });
  }
  return found;
};
