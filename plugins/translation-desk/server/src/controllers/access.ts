import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { Locale } from '../../../domain/locale-choice';
import { refusing } from '../refusing';
import { localisedTypesOf, siteOf, type Strapi } from '../strapi';

interface Checker {
  readonly can: Readonly<Record<'read' | 'create' | 'update', (entry?: object, field?: string) => boolean>>;
}

/** Who may see and write what: the content's own permissions decide. */
export const accessTo = (strapi: Strapi) => {
  const { say, refuse } = refusing(strapi);

  const checkerFor = (ctx: Context, uid: string): Checker =>
    strapi
      .plugin('content-manager')
      .service('permission-checker')
      .create({ userAbility: (ctx.state as { userAbility: unknown }).userAbility, model: uid }) as Checker;

  /** The content types that this person may read. */
  const typesFor = (ctx: Context): readonly string[] =>
    localisedTypesOf(strapi).filter((uid) => checkerFor(ctx, uid).can.read());

  const knownLocales = async (parameter: string, asked: readonly string[]): Promise<readonly Locale[]> => {
    const { locales } = await siteOf(strapi).current();
    if (asked.every((locale) => locales.includes(locale))) return locales;
    return refuse(parameter, { key: 'unknown-locale', values: { parameter, locales: locales.join(', ') } });
  };

  return {
    typesFor,

    /** @returns the languages of the site. @throws ValidationError if others were asked for */
    knownLocales,

    /** The content types that are asked for, all without a name. @throws ValidationError for one that is not theirs to read */
    typesFrom(ctx: Context, asked: string): readonly string[] {
      const types = typesFor(ctx);
      if (asked === '') return types;
      if (types.includes(asked)) return [asked];
      return refuse('type', { key: 'unknown-type' });
    },

    mayRead: (ctx: Context, uid: string, locale?: Locale): boolean =>
      checkerFor(ctx, uid).can.read(locale === undefined ? undefined : { locale }),

    mayTranslate(ctx: Context, uid: string, locale: Locale): boolean {
      const { can } = checkerFor(ctx, uid);
      return can.update({ locale }) || can.create({ locale });
    },

    /** Whether a field of a language may be written, in a translation that is there or in a new one; one of its parts is enough. */
    mayWrite(ctx: Context) {
      const checkers = new Map<string, Checker>();
      return (uid: string, locale: Locale, isThere: boolean, field: string, parts: readonly string[] = []): boolean => {
        const checker = checkers.get(uid) ?? checkerFor(ctx, uid);
        checkers.set(uid, checker);
        const may = checker.can[isThere ? 'update' : 'create'];
        return may({ locale }) && [field, ...parts].some((name) => may({ locale }, name));
      };
    },

    /** The translation that an address names. @throws NotFoundError, ValidationError */
    async target(ctx: Context): Promise<{ uid: string; documentId: string; locale: Locale }> {
      const { uid, documentId, locale } = ctx.params as Record<string, string>;
      if (!uid || !documentId || !locale || !typesFor(ctx).includes(uid)) {
        throw new errors.NotFoundError(say({ key: 'not-there' }));
      }
      await knownLocales('locale', [locale]);
      return { uid, documentId, locale };
    },
  };
};
