import type { Strapi } from './strapi';

/** An entry of `config/middlewares`: a name, or a name with its configuration. */
type Entry = string | { readonly name?: string };

const REFUSALS = 'plugin::operations.refusals';
/** They say 503. */
const UNAVAILABLE = ['plugin::operations.database-gone', 'plugin::operations.storage-gone'];
const ERRORS = 'strapi::errors';

const nameOf = (entry: Entry): string | undefined => (typeof entry === 'string' ? entry : entry.name);

/**
 * Puts the middlewares in place: those that say 503 inside Strapi's own for errors, which makes 500 of all that it does not know,
 * and outside of everything else; the one that counts refusals outside of all. What is named already stays where it is.
 */
export const placeMiddlewares = (strapi: Strapi): void => {
  const entries = strapi.config.get('middlewares') as readonly Entry[];
  const isThere = (name: string): boolean => entries.some((entry) => nameOf(entry) === name);
  strapi.config.set('middlewares', [
    ...(isThere(REFUSALS) ? [] : [REFUSALS]),
    ...entries.flatMap((entry) =>
      nameOf(entry) === ERRORS ? [entry, ...UNAVAILABLE.filter((name) => !isThere(name))] : [entry]
    ),
  ]);
};
