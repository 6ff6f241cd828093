import { canonicalJson } from './order-input';

/** The name of the event, on Strapi's event hub and in webhooks. */
export const ACTION_CHANGED = 'material.action.changed';

/** An action as readers get it, as one comparable text; there is none where they cannot see the material. */
export type ActionTexts = ReadonlyMap<string, string>;

/** A published news article that mentions a material. */
export interface MentioningArticle {
  readonly documentId: string;
  readonly locale: string | null;
  readonly slug: string | null;
  readonly title: string | null;
}

/** What a site that is built ahead of time must know: which pages are not true any more. */
export interface ActionChanged {
  readonly event: typeof ACTION_CHANGED;
  /** When it was noticed, ISO 8601 in UTC. */
  readonly createdAt: string;
  /** The material's documentId. */
  readonly material: string;
  /** The languages whose action changed. */
  readonly locales: readonly string[];
  /** By language: what readers could do, and what they can do now. Null: they could not see the material. */
  readonly changes: Readonly<Record<string, { readonly old: unknown; readonly new: unknown }>>;
  readonly newsArticles: readonly MentioningArticle[];
}

/** The actions of a material in all languages as texts that are equal when the actions are. */
export const toActionTexts = (actions: Iterable<readonly [string, object | null]>): ActionTexts =>
  new Map([...actions].flatMap(([locale, action]) => (action ? [[locale, canonicalJson(action)] as const] : [])));

/** The languages in which readers get another answer than before. */
export const changedLocales = (before: ActionTexts, now: ActionTexts): string[] =>
  [...new Set([...before.keys(), ...now.keys()])].filter((locale) => before.get(locale) !== now.get(locale)).sort();

const parsed = (text: string | undefined): unknown => (text === undefined ? null : (JSON.parse(text) as unknown));

/** The event of a material's change; null if readers get the same answers as before. */
export const actionChanged = (
  material: string,
  before: ActionTexts,
  now: ActionTexts,
  newsArticles: readonly MentioningArticle[],
  createdAt: string
): ActionChanged | null => {
  const locales = changedLocales(before, now);
  if (locales.length === 0) return null;
  const changes = Object.fromEntries(
    locales.map((locale) => [locale, { old: parsed(before.get(locale)), new: parsed(now.get(locale)) }])
  );
  return { event: ACTION_CHANGED, createdAt, material, locales, changes, newsArticles };
};
