/** An entry of `config/middlewares`: a name, or a name with its configuration. */
export type Entry = string | { readonly name?: string; readonly resolve?: string; readonly config?: unknown };

/** Where ours have to stand: Strapi's middleware comes before them, or (null) they come first of all. */
export interface Placement {
  readonly after: string | null;
  readonly names: readonly string[];
}

const CORS = 'strapi::cors';

const nameOf = (entry: Entry): string | undefined => (typeof entry === 'string' ? entry : entry.name);

/** Does the application say itself which origins may ask? Then nothing of ours answers in its place. */
export const choosesOrigins = (entries: readonly Entry[]): boolean =>
  entries.some(
    (entry) =>
      typeof entry !== 'string' && entry.name === CORS && Object.keys((entry.config as object) ?? {}).length > 0
  );

/** Strapi requires its own middleware to be there; one without origins does nothing. */
const silenced = (entry: Entry): Entry => (nameOf(entry) === CORS ? { name: CORS, config: { origin: [] } } : entry);

/**
 * The application's list of middlewares with ours at their places. What is named there already stays where it is.
 *
 * @param origins the name of the middleware that answers in place of Strapi's
 */
export const placeMiddlewares = (
  entries: readonly Entry[],
  placements: readonly Placement[],
  origins: string
): readonly Entry[] => {
  const ownOrigins = choosesOrigins(entries);
  const there = new Set(entries.map(nameOf));
  const namesAfter = (place: string | null): readonly string[] =>
    placements
      .filter(({ after }) => after === place)
      .flatMap(({ names }) => names)
      .filter((name) => !there.has(name) && !(ownOrigins && name === origins));
  return [
    ...namesAfter(null),
    ...entries.flatMap((entry) => [ownOrigins ? entry : silenced(entry), ...namesAfter(nameOf(entry) ?? '')]),
  ];
};
