import type { Strapi } from './strapi';

/** An entry of `config/middlewares`: a name, or a name with its configuration. */
type Entry = string | { readonly name?: string };

const OURS = 'plugin::operations.database-gone';
const ERRORS = 'strapi::errors';

const nameOf = (entry: Entry): string | undefined => (typeof entry === 'string' ? entry : entry.name);

/** Puts the middleware inside Strapi's own for errors, which makes 500 of all that it does not know, and outside of everything else. */
export const placeMiddleware = (strapi: Strapi): void => {
  const entries = strapi.config.get('middlewares') as readonly Entry[];
  if (entries.some((entry) => nameOf(entry) === OURS)) return;
  strapi.config.set(
    'middlewares',
    entries.flatMap((entry) => (nameOf(entry) === ERRORS ? [entry, OURS] : [entry]))
  );
};
