import type { StrapiApp } from '@strapi/strapi/admin';

interface Patched {
  readonly type?: string;
  readonly payload?: { readonly queryCacheKey?: string };
}

/** Strapi shows an entry as saved before the server has answered, and as it was again when the save is refused. */
const isAheadOfAnswer = ({ type, payload }: Patched): boolean =>
  type?.endsWith('/queries/queryResultPatched') === true && payload?.queryCacheKey?.startsWith('getDocument(') === true;

/**
 * Keeps what was typed when a save is refused: taking back what it showed too early, Strapi 5.54 empties the form of all that was not
 * saved yet (its issue 22646). The form shows what was typed anyway, so nothing need be shown ahead of the answer.
 */
export const keepWhatWasTyped = (app: StrapiApp): void =>
  app.addMiddlewares([
    () => () => (next) => (action: Patched & { type: string }) => (isAheadOfAnswer(action) ? action : next(action)),
  ]);
