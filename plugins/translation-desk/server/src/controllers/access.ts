import { contentPermissions, type ContentPermissions } from '@inprint/kit/content-permissions';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { Locale } from '../../../domain/locale-choice';
import { createAccessOf, type AccessOf } from '../access/entry-access';
import { scopeOf, type Scope } from '../access/scope';
import { refusing } from '../refusing';
import { localisedTypesOf, siteOf, type Strapi } from '../strapi';

interface Checker {
  readonly can: Readonly<Record<'read' | 'create' | 'update', (entry?: object, field?: string) => boolean>>;
}

const NO_ACCESS = Promise.resolve({ mayRead: () => false, mayWrite: () => false });

interface Asker {
  readonly userAbility: unknown;
  readonly user?: { readonly id?: unknown };
}

/** Who may see and write what: the content's own permissions decide. */
export const accessTo = (strapi: Strapi) => {
  const { say, refuse } = refusing(strapi);

  const permissionsOf = async (ctx: Context): Promise<ContentPermissions> => {
    const { locales } = await siteOf(strapi).current();
    return contentPermissions(strapi, (ctx.state as Asker).userAbility, locales);
  };

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

    /** What of the desk's tables this person may see; null: all of these types. */
    async scopeFor(ctx: Context, types: readonly string[]): Promise<Scope | null> {
      return scopeOf(strapi, await permissionsOf(ctx), types);
    },

    /** What this person may do with entries, row by row and field by field. */
    async entriesFor(ctx: Context): Promise<AccessOf> {
      const access = createAccessOf(strapi, await permissionsOf(ctx), (ctx.state as Asker).user?.id);
      const types = typesFor(ctx);
      return (uid, documentIds) => (types.includes(uid) ? access(uid, documentIds) : NO_ACCESS);
    },

    /** The languages in which this person may read something. */
    async localesFor(ctx: Context): Promise<readonly Locale[]> {
      const [permissions, { locales }] = [await permissionsOf(ctx), await siteOf(strapi).current()];
      const lists = typesFor(ctx).map((uid) => permissions.locales('read', uid));
      return locales.filter((locale) => lists.some((list) => list === null || list.includes(locale)));
    },

    mayTranslate(ctx: Context, uid: string, locale: Locale): boolean {
      const { can } = checkerFor(ctx, uid);
      return can.update({ locale }) || can.create({ locale });
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
