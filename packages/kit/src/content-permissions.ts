import { quoteName } from './database/names';
import type { Row, Strapi } from './strapi';

export type ContentVerb = 'read' | 'create' | 'update';

/** A condition on rows, as the query builder takes it. Without a key it means all of them. */
export type Where = Row;

/** A piece of a statement and what is bound in it. */
export interface Sql {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** A permission as CASL keeps it. */
interface Rule {
  readonly conditions?: Row;
}

interface Ability {
  readonly rulesFor: (action: string, uid: string, field?: string) => readonly Rule[];
  readonly can: (action: string) => boolean;
}

interface PermissionService {
  readonly createPermissionsManager: (options: {
    readonly ability: { readonly rulesFor: () => readonly Rule[] };
    readonly action: string;
    readonly model: string;
  }) => { readonly getQuery: () => Where | null };
  readonly actionProvider: { readonly unstable_aliases: (action: string, uid: string) => readonly string[] };
}

const actionOf = (verb: ContentVerb): string => `plugin::content-manager.explorer.${verb}`;

const isEmpty = (condition: object): boolean => Object.keys(condition).length === 0;

/** The languages that a permission is given for; null for all. */
const localesOf = ({ conditions = {} }: Rule): readonly string[] | null => {
  const parts = [conditions, ...((conditions.$and as Row[] | undefined) ?? [])];
  const lists = parts.flatMap(({ locale }) => {
    const some = (locale as { $in?: readonly string[] } | undefined)?.$in;
    return some ? [some] : [];
  });
  return lists.length === 0 ? null : lists.reduce((one, other) => one.filter((locale) => other.includes(locale)));
};

/** A permission for every language of the site asks nothing of a row. */
const withoutNeedless = (rule: Rule, siteLocales: readonly string[]): Rule => {
  const { conditions } = rule;
  const held = localesOf(rule);
  if (!conditions || held === null || siteLocales.length === 0) return rule;
  if (!siteLocales.every((locale) => held.includes(locale))) return rule;
  const { locale: _all, $and = [], ...rest } = conditions as { locale?: unknown; $and?: Row[] };
  const kept = $and.filter((part) => !('locale' in part) || Object.keys(part).length > 1);
  const asked = { ...rest, ...(kept.length > 0 ? { $and: kept } : {}) };
  return isEmpty(asked) ? {} : { conditions: asked };
};

/**
 * What somebody in the admin may do with content, as Strapi's content manager would answer it: by language, field, condition and
 * creator. It is asked of rows, not of types: a screen that shows entries reads them with the condition that stands here, so
 * that what may not be read is neither shown nor counted nor found.
 *
 * @param ability of the person who asks (`ctx.state.userAbility`)
 * @param siteLocales the languages of the site: who holds all of them is asked nothing
 */
export const contentPermissions = (strapi: Strapi, ability: unknown, siteLocales: readonly string[]) => {
  const held = ability as Ability;
  const service = strapi.service('admin::permission') as unknown as PermissionService;

  const rulesFor = (verb: ContentVerb, uid: string, field?: string): readonly Rule[] => {
    const action = actionOf(verb);
    return [action, ...service.actionProvider.unstable_aliases(action, uid)]
      .flatMap((name) => held.rulesFor(name, uid, field))
      .map((rule) => withoutNeedless(rule, siteLocales));
  };

  const whereOne = (verb: ContentVerb, uid: string, field?: string): Where | null => {
    const rules = rulesFor(verb, uid, field);
    const facade = { rulesFor: () => rules };
    return service.createPermissionsManager({ ability: facade, action: actionOf(verb), model: uid }).getQuery();
  };

  return {
    /** For those that ask Strapi's own permission checker. */
    ability,

    /** Whether the role holds an action of a plugin. */
    holds: (action: string): boolean => held.can(action),

    /**
     * The rows with which this may be done, in each of these fields.
     *
     * @param fields as permissions name them: those of a component as `publishers.name`, a dynamic zone as one
     * @returns a condition for the query builder, `{}` for all rows, null for none
     */
    where(verb: ContentVerb, uid: string, fields: readonly string[] = []): Where | null {
      const parts = (fields.length > 0 ? fields : [undefined]).map((field) => whereOne(verb, uid, field));
      if (parts.includes(null)) return null;
      const asked = new Map(
        parts.flatMap((part) => (part && !isEmpty(part) ? [[JSON.stringify(part), part] as const] : []))
      );
      const conditions = [...asked.values()];
      return conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {});
    },

    /** The languages in which there may be rows with which this may be done; null for all. */
    locales(verb: ContentVerb, uid: string): readonly string[] | null {
      const lists = rulesFor(verb, uid).map(localesOf);
      return lists.includes(null) ? null : [...new Set(lists.flatMap((list) => list ?? []))];
    },
  };
};

export type ContentPermissions = ReturnType<typeof contentPermissions>;

/** Whether a condition leaves nothing out. */
export const isEverything = (where: Where | null): boolean => where !== null && isEmpty(where);

/** Whether two conditions are the same one. */
export const isSameWhere = (one: Where | null, other: Where | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

interface KnexQuery {
  readonly toSQL: () => Sql;
}

/** The ids of the rows that a condition means, as a select for a statement of ours. */
export const idsWhere = (strapi: Strapi, uid: string, where: Where | null): Sql => {
  if (where === null) {
    return { sql: `SELECT id FROM ${quoteName(strapi.db.metadata.get(uid).tableName)} WHERE 1 = 0`, bindings: [] };
  }
  const query = strapi.db.queryBuilder(uid).select('id').where(where).getKnexQuery() as unknown as KnexQuery;
  const { sql, bindings } = query.toSQL();
  return { sql, bindings };
};
