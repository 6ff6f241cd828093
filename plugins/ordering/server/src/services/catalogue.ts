import type { Strapi } from '../strapi';

/** What the availability plugin says about a material; only what ordering looks at. */
export interface Action {
  readonly type: string;
  readonly url: string | null;
  readonly [field: string]: unknown;
}

interface Explanation {
  readonly facts: {
    readonly version: { readonly title: string; readonly orderUrl: string | null; readonly maxPerOrder: number | null };
    /** The edition that serves the locale: its own print run, or the one for all languages. */
    readonly edition: { readonly edition: string | null } | null;
  };
}

export interface ActionResolver {
  readonly settings: { readonly locales: readonly string[]; readonly defaultLocale: string; readonly today: string };
  readonly answer: (material: string, locale: string) => Action;
  /** As `answer`, but null where readers cannot see the material. */
  readonly find: (material: string, locale: string) => { readonly action: Action } | null;
  readonly explain: (material: string, locale: string) => Explanation | null;
}

/** What readers can do about materials now, asked of the plugin that knows. */
export const createCatalogue = (strapi: Strapi) => ({
  resolverFor: (materials: Iterable<string>): Promise<ActionResolver> =>
    (
      strapi.plugin('availability').service('actions') as {
        resolverFor: (materials: Iterable<string>, audience: 'public') => Promise<ActionResolver>;
      }
    ).resolverFor(materials, 'public'),
});
