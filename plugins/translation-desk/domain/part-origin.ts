import { diffArrays } from 'diff';

/** A text as a short name: two texts with one fingerprint are the same. */
export type Fingerprint = string;

/** "This part of the translation was made from those parts of the source": usually from one, from none where it is the translation's own. */
export interface PartOrigin {
  readonly own: Fingerprint;
  readonly from: readonly Fingerprint[];
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

/** From which parts of the source each part was made so far; null for a text that is new. */
type Known = readonly (readonly Fingerprint[] | null)[];

/**
 * Finds what belongs together for certain (a part, and the source's text that it was made from, in the order of both), and what
 * stands between.
 */
const gapsOf = (known: Known, source: readonly Fingerprint[]): { anchors: Map<number, number>; gaps: Gap[] } => {
  const tokens = known.flatMap((from, part) => (from ?? []).map((fingerprint) => ({ fingerprint, part })));
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
  known.forEach((from, part) => {
    const places = matched.get(part) ?? [];
    const [first] = places;
    const last = places.at(-1);
    const isAnchor =
      first !== undefined &&
      last !== undefined &&
      places.length === from?.length &&
      last - first === places.length - 1 &&
      first >= next;
    if (!isAnchor) {
      if (from?.length !== 0) owns.push(part);
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

/**
 * What is known of the parts of a text that was written over another one: parts that stayed as they were keep their origin. So does a
 * copy of one: nobody translates another text into the same words.
 */
const remembered = (before: readonly PartOrigin[], own: readonly Fingerprint[]): (readonly Fingerprint[] | null)[] => {
  const known = new Map<Fingerprint, (readonly Fingerprint[])[]>();
  for (const part of before) known.set(part.own, [...(known.get(part.own) ?? []), part.from]);
  return own.map((fingerprint) => {
    const origins = known.get(fingerprint) ?? [];
    return (origins.length > 1 ? origins.shift() : origins[0]) ?? null;
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
  known.forEach((from, part) => {
    if (!from || from.length === 0 || anchors.has(part)) return;
    const mine = new Set<number>();
    for (const fingerprint of from) {
      const place = [...open].find((one) => source[one] === fingerprint && !mine.has(one));
      if (place !== undefined) mine.add(place);
    }
    if (mine.size < from.length) return;
    parts.add(part);
    for (const place of mine) {
      open.delete(place);
      places.add(place);
    }
  });
  return { parts, places };
};

/**
 * The origins after somebody wrote a translation: what stayed as it was keeps its origin, also where it was moved. What is new was made
 * from the source as it is now, from the part that stands at its place between those that are known. A part of the source with
 * no text of its own in the translation is in no origin.
 */
export const originsAfter = (
  before: readonly PartOrigin[],
  own: readonly Fingerprint[],
  source: readonly Fingerprint[]
): readonly PartOrigin[] => {
  const known = remembered(before, own);
  const origins = own.map((fingerprint, part) => ({ own: fingerprint, from: known[part] ?? [] }));
  const found = gapsOf(known, source);
  const displaced = displacedIn(known, source, found);
  for (const gap of found.gaps) {
    const owns = gap.owns.filter((part) => !displaced.parts.has(part));
    const sources = gap.sources.filter((place) => !displaced.places.has(place));
    const isEven = owns.length === sources.length;
    const written = owns.filter((part) => known[part] === null);
    written.forEach((part, index) => {
      const place = sources[isEven ? owns.indexOf(part) : index];
      const fingerprint = place === undefined ? undefined : source[place];
      if (fingerprint !== undefined) origins[part] = { own: own[part] ?? '', from: [fingerprint] };
    });
  }
  return origins;
};

/** The origins of a translation that is right as it stands: each part of the source belongs to one of its parts. */
export const originsWhole = (before: readonly PartOrigin[], source: readonly Fingerprint[]): readonly PartOrigin[] => {
  const from: Fingerprint[][] = before.map(() => []);
  if (before.length === source.length) return before.map(({ own }, part) => ({ own, from: [source[part] ?? ''] }));
  const { anchors, gaps } = gapsOf(
    before.map((part) => part.from),
    source
  );
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
  }
  return before.map(({ own }, part) => ({ own, from: from[part] ?? [] }));
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
  const { anchors, gaps } = gapsOf(
    origins.map(({ from }) => from),
    source
  );
  const isFrom = (part: number, fingerprint: Fingerprint | undefined): boolean =>
    origins[part]?.from.length === 1 && origins[part].from[0] === fingerprint;
  const take = (place: number, part: number, isCurrent: boolean): void => {
    if (found[place] || taken.has(part)) return;
    found[place] = { part, isCurrent };
    taken.add(part);
  };
  for (const [part, place] of anchors) if (isFrom(part, source[place])) take(place, part, true);
  source.forEach((fingerprint, place) => {
    const part = origins.findIndex((_, index) => !taken.has(index) && isFrom(index, fingerprint));
    if (part >= 0) take(place, part, true);
  });
  for (const { owns, sources } of gaps) {
    const [free, open] = [owns.filter((part) => !taken.has(part)), sources.filter((place) => !found[place])];
    if (free.length !== open.length) continue;
    open.forEach((place, index) => {
      const part = free[index];
      if (part !== undefined) take(place, part, false);
    });
  }
  return found;
};
