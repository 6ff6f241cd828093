import { isEverything, type ContentPermissions, type ContentVerb, type Where } from '@inprint/kit/content-permissions';

import type { Locale } from '../../../domain/locale-choice';
import { hasDrafts, type Row, type Strapi } from '../strapi';
import { shapesOf } from '../translatable';
import { permissionNamesOf } from './field-names';

/** What somebody may do with some entries of a content type, language by language and field by field. */
export interface EntryAccess {
  /** A version that is there, or could be there; any field of it where none is named. */
  readonly mayRead: (documentId: string, locale: Locale, field?: string) => boolean;
  /** A version that is there, or a new one; one part of a field is enough. */
  readonly mayWrite: (documentId: string, locale: Locale, field?: string) => boolean;
}

/** Looks up, for entries of a content type, what somebody may do with them. */
export type AccessOf = (uid: string, documentIds: readonly string[]) => Promise<EntryAccess>;

/** What a command may do, and whoever runs it. */
export const FULL_ACCESS: AccessOf = async () => ({ mayRead: () => true, mayWrite: () => true });

const keyOf = (documentId: unknown, locale: unknown): string => `${String(documentId)} ${String(locale)}`;

/** Asks the permissions of somebody once for some entries: a query for each condition that their fields have. */
export const createAccessOf =
  (strapi: Strapi, permissions: ContentPermissions, userId: unknown): AccessOf =>
  async (uid, documentIds) => {
    const shapes = shapesOf(strapi, uid);
    const draftsOnly = hasDrafts(strapi, uid);
    const found = new Map<string, ReadonlySet<string>>();

    /** Of each language of an entry the row that editors see: its draft or, where there is none, what is published. */
    const shownIn = async (where: Where): Promise<Row[]> =>
      (await strapi.db.query(uid).findMany({
        select: ['id', 'documentId', 'locale', 'publishedAt'],
        where: { $and: [{ documentId: { $in: [...documentIds] } }, where] },
      })) as Row[];
    const rows = documentIds.length > 0 ? await shownIn({}) : [];
    const drafts = new Set(
      rows.filter(({ publishedAt }) => !publishedAt).map(({ documentId, locale }) => keyOf(documentId, locale))
    );
    const isShown = ({ documentId, locale, publishedAt }: Row): boolean =>
      !draftsOnly || !publishedAt || !drafts.has(keyOf(documentId, locale));
    const there = new Set(rows.map(({ documentId, locale }) => keyOf(documentId, locale)));

    const look = async (where: Where | null): Promise<void> => {
      if (where === null || isEverything(where) || documentIds.length === 0) return;
      const name = JSON.stringify(where);
      if (found.has(name)) return;
      const mine = (await shownIn(where)).filter(isShown);
      found.set(name, new Set(mine.map(({ documentId, locale }) => keyOf(documentId, locale))));
    };
    const holds = (where: Where | null, key: string): boolean =>
      where !== null && (isEverything(where) || found.get(JSON.stringify(where))?.has(key) === true);

    const namesOf = (field: string): readonly string[] => permissionNamesOf(field, shapes[field]);
    /** By field; that of no field is of the row. Of a component all parts are read, and any may be written. */
    const conditionsOf = async (verb: ContentVerb): Promise<ReadonlyMap<string, readonly (Where | null)[]>> => {
      const conditions = new Map<string, readonly (Where | null)[]>([['', [permissions.where(verb, uid)]]]);
      for (const field of Object.keys(shapes)) {
        const names = namesOf(field);
        conditions.set(
          field,
          verb === 'read'
            ? [permissions.where(verb, uid, names)]
            : [field, ...names].map((name) => permissions.where(verb, uid, [name]))
        );
      }
      for (const where of [...conditions.values()].flat()) await look(where);
      return conditions;
    };
    const reading = await conditionsOf('read');
    const updating = await conditionsOf('update');

    const languages = { read: permissions.locales('read', uid), create: permissions.locales('create', uid) };
    const isOpen = (verb: 'read' | 'create', locale: Locale): boolean =>
      languages[verb] === null || languages[verb].includes(locale);
    const mayMake = (locale: Locale, field: string | undefined): boolean => {
      const { can } = strapi
        .plugin('content-manager')
        .service('permission-checker')
        .create({ userAbility: permissions.ability, model: uid }) as {
        can: { create: (entry: object, name?: string) => boolean };
      };
      const entry = { locale, createdBy: { id: userId } };
      const names = field === undefined ? [undefined] : [field, ...namesOf(field)];
      return isOpen('create', locale) && names.some((name) => can.create({ ...entry }, name));
    };
    const fieldConditions = (
      conditions: ReadonlyMap<string, readonly (Where | null)[]>,
      verb: ContentVerb,
      field: string
    ) => conditions.get(field) ?? [permissions.where(verb, uid, [field])];

    return {
      mayRead(documentId, locale, field = '') {
        const key = keyOf(documentId, locale);
        const conditions = fieldConditions(reading, 'read', field);
        if (!there.has(key)) return conditions.every((where) => where !== null) && isOpen('read', locale);
        return conditions.every((where) => holds(where, key));
      },
      mayWrite(documentId, locale, field) {
        const key = keyOf(documentId, locale);
        if (!there.has(key)) return mayMake(locale, field);
        if (!holds(updating.get('')?.[0] ?? null, key)) return false;
        return field === undefined || fieldConditions(updating, 'update', field).some((where) => holds(where, key));
      },
    };
  };
