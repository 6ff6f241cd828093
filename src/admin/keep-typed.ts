import type { StrapiApp } from '@strapi/strapi/admin';

interface Action {
  readonly type: string;
  readonly payload?: unknown;
  readonly meta?: { readonly arg?: { readonly endpointName?: string } };
}

/** Why a request failed, as the server says it, or without a status where nobody answered. */
interface Failure {
  name: string;
  message: string;
  details?: unknown;
  readonly status?: number;
}

/** Strapi shows an entry as saved before the server has answered, and as it was again when the save is refused. */
const isAheadOfAnswer = ({ type, payload }: Action): boolean =>
  type.endsWith('/queries/queryResultPatched') &&
  (payload as { readonly queryCacheKey?: string }).queryCacheKey?.startsWith('getDocument(') === true;

/** What is wrong with an entry, named by the server field by field, shows in its form. */
const REFUSAL = 'ValidationError';

/** What the buttons of an entry's form send. Others, such as duplicating in a list, have forms of their own for what is wrong. */
const SAVES: readonly unknown[] = ['createDocument', 'updateDocument', 'publishDocument', 'cloneDocument'];

/** A save that failed in any other way: nobody answered, the server broke, the role may not. */
const isFailedSave = ({ type, payload, meta }: Action): boolean =>
  type.endsWith('/executeMutation/rejected') &&
  SAVES.includes(meta?.arg?.endpointName) &&
  (payload as Failure | undefined)?.name !== undefined &&
  (payload as Failure).name !== REFUSAL;

/** The form only knows refusals, and takes all else for saved. Strapi says the message by its key where it is translated (`apiError.…`). */
const asRefusal = (failure: Failure): void => {
  const { status } = failure;
  if (status === undefined) failure.message = 'unreachable';
  else if (status >= 500) failure.message = 'broken';
  failure.name = REFUSAL;
  failure.details = null;
};

/**
 * Keeps what was typed when a save fails. Of Strapi 5.54,
 *
 * - taking back what it showed too early empties the form of all that was not saved yet (its issue 22646). The form shows what was typed
 *   anyway, so nothing need be shown ahead of the answer.
 * - a save that fails without naming a field leaves the form as if it were saved: nothing to save again, and no question before leaving.
 */
export const keepWhatWasTyped = (app: StrapiApp): void =>
  app.addMiddlewares([
    () => () => (next) => (action: Action) => {
      if (isAheadOfAnswer(action)) return action;
      // The form is given this very object, not what the store makes of it.
      if (isFailedSave(action)) asRefusal(action.payload as Failure);
      return next(action);
    },
  ]);
