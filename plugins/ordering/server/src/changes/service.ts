import { places } from '@inprint/kit/transactions';
import { quoteName } from '@inprint/kit/database/names';

import {
  actionChanged,
  changedLocales,
  toActionTexts,
  type ActionChanged,
  type ActionTexts,
  type MentioningArticle,
} from '../../../domain/action-change';
import type { PageChanged } from '../../../domain/page-change';
import { TABLES } from '../database';
import type { ActionResolver } from '../services/catalogue';
import {
  configOf,
  inParts,
  inTransaction,
  isPostgres,
  logError,
  rowsOf,
  serviceOf,
  quotedStockTableOf,
  withRetry,
  type Executor,
  type Row,
  type Strapi,
} from '../strapi';
import { materialsOf } from './triggers';

/** Notes that are read in one transaction. */
const NOTES_AT_ONCE = 500;
const MATERIALS_AT_ONCE = 200;
/** A request's writes are looked at together with those that come right after it, in ms. */
const SOON = 50;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

interface Mention {
  readonly material: string;
  readonly documentId: string;
  readonly locale: string | null;
}

/** What readers are told of a material in some locales is not what they were told. */
interface Changed {
  readonly material: string;
  readonly old: ActionTexts;
  readonly now: ActionTexts;
  readonly locales: readonly string[];
}

interface Seen {
  readonly events: readonly (ActionChanged | PageChanged)[];
  readonly isDone: boolean;
}

/** Notices when readers get another answer about a material than before, and tells those who want to know, once. */
export const createChanges = (strapi: Strapi) => {
  let looking: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  let day: string | null = null;

  /** The materials, and those that a chain of successors leads from to them. CROSS JOIN keeps SQLite from reading all editions. */
  const withReplaced = async (trx: Executor, materials: readonly string[]): Promise<string[]> => {
    const stock = quotedStockTableOf(strapi);
    const rows = await rowsOf(
      trx,
      `WITH RECURSIVE reached (material) AS (
         SELECT material FROM ${stock} WHERE successor IN (${places(materials)}) AND material IS NOT NULL
         UNION SELECT s.material FROM reached CROSS JOIN ${stock} s
         WHERE s.successor = reached.material AND s.material IS NOT NULL
       ) SELECT material FROM reached`,
      materials
    );
    return [...new Set([...materials, ...rows.map(({ material }) => String(material))])];
  };

  const textsNow = (desk: ActionResolver, material: string): ActionTexts =>
    toActionTexts(
      desk.settings.locales.map((locale) => [locale, desk.find(material, locale)?.action ?? null] as const)
    );

  const textsBefore = async (
    trx: Executor,
    materials: readonly string[]
  ): Promise<Map<string, Map<string, string>>> => {
    const rows = (await trx(TABLES.actions).whereIn('material', [...materials])) as Row[];
    const before = new Map<string, Map<string, string>>();
    for (const { material, locale, action } of rows) {
      const texts = before.get(String(material)) ?? new Map<string, string>();
      before.set(String(material), texts.set(String(locale), String(action)));
    }
    return before;
  };

  /** Remembers what readers are shown now, and no longer what they are not. */
  const keep = async (trx: Executor, changes: readonly Changed[]): Promise<void> => {
    const shown = changes.flatMap(({ material, locales, now }) =>
      locales.flatMap((locale) => {
        const action = now.get(locale);
        return action === undefined ? [] : [{ material, locale, action }];
      })
    );
    const hidden = changes.flatMap(({ material, locales, now }) =>
      locales.filter((locale) => !now.has(locale)).map((locale) => [material, locale])
    );
    for (const some of inParts(shown)) {
      await trx(TABLES.actions).insert(some).onConflict(['material', 'locale']).merge();
    }
    for (const some of inParts(hidden)) {
      await trx(TABLES.actions).whereIn(['material', 'locale'], some).delete();
    }
  };

  /** The published articles that mention each of the materials. */
  const articlesAbout = async (materials: readonly string[]): Promise<Map<string, MentioningArticle[]>> => {
    const { newsArticle } = configOf(strapi).changes;
    if (!newsArticle) return new Map();
    const { uid, title, slug } = newsArticle;
    const usage = strapi.plugin('availability').service('usage') as {
      publishedMentions: (uid: string, materials: readonly string[]) => Promise<Mention[]>;
    };
    const mentions = await usage.publishedMentions(uid, materials);
    const rows =
      mentions.length === 0
        ? []
        : ((await strapi.db.query(uid).findMany({
            select: ['documentId', 'locale', title, ...(slug === null ? [] : [slug])],
            where: {
              documentId: { $in: [...new Set(mentions.map(({ documentId }) => documentId))] },
              publishedAt: { $notNull: true },
            },
          })) as Row[]);
    const known = new Map(rows.map((row) => [`${String(row.documentId)} ${text(row.locale) ?? ''}`, row]));
    const articles = new Map<string, MentioningArticle[]>();
    for (const { material, documentId, locale } of mentions) {
      const row = known.get(`${documentId} ${locale ?? ''}`);
      const article = {
        documentId,
        locale,
        slug: slug === null ? null : text(row?.[slug]),
        title: text(row?.[title]),
      };
      articles.set(material, [...(articles.get(material) ?? []), article]);
    }
    return articles;
  };

  const findEvents = async (
    trx: Executor,
    desk: ActionResolver,
    materials: readonly string[]
  ): Promise<ActionChanged[]> => {
    const before = await textsBefore(trx, materials);
    const none: ActionTexts = new Map();
    const changed = materials.flatMap((material): Changed[] => {
      const old = before.get(material) ?? none;
      const now = textsNow(desk, material);
      const locales = changedLocales(old, now);
      return locales.length > 0 ? [{ material, old, now, locales }] : [];
    });
    const articles = await articlesAbout(changed.map(({ material }) => material));
    const createdAt = new Date().toISOString();
    await keep(trx, changed);
    return changed.flatMap(
      ({ material, old, now }) => actionChanged(material, old, now, articles.get(material) ?? [], createdAt) ?? []
    );
  };

  /** Works off some notes about materials. */
  const lookAtActions = async (
    trx: Executor
  ): Promise<{ readonly events: readonly ActionChanged[]; readonly isDone: boolean }> => {
    const notes = (await trx(TABLES.changed).orderBy('id').limit(NOTES_AT_ONCE)) as Row[];
    if (notes.length === 0) return { events: [], isDone: true };
    const touched = [...new Set(notes.map(({ material }) => String(material)))];
    const materials = await withReplaced(trx, touched);
    const desk = await serviceOf(strapi, 'catalogue').resolverFor(materials);
    const events = await findEvents(trx, desk, materials);
    await serviceOf(strapi, 'waitlist').tell(trx, desk, materials);
    await trx(TABLES.changed)
      .whereIn(
        'id',
        notes.map(({ id }) => id as number)
      )
      .delete();
    return { events, isDone: notes.length < NOTES_AT_ONCE };
  };

  /**
   * Works off some notes: what changed is noted for its receivers in the same transaction. One server at a time, so that no
   * two tell the same change, and none compares with an answer that is older than the other's.
   */
  const lookOnce = (): Promise<Seen> =>
    inTransaction(strapi, async (trx) => {
      if (isPostgres(strapi)) await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('ordering_changes'))`);
      const pages = await serviceOf(strapi, 'pages').look(trx);
      const { events, isDone } = await lookAtActions(trx);
      const all = pages.event ? [...events, pages.event] : events;
      await serviceOf(strapi, 'webhooks').add(trx, all);
      return { events: all, isDone: isDone && pages.isDone };
    });
  /** A day that passes changes what is said of an expected day: those materials are noted when the day is another. */
  const noteNewDay = async (): Promise<void> => {
    const { today } = (await serviceOf(strapi, 'catalogue').resolverFor([])).settings;
    if (today === day) return;
    await strapi.db.connection.raw(
      `INSERT INTO ${TABLES.changed} (material)
       SELECT DISTINCT material FROM ${quotedStockTableOf(strapi)} WHERE expected_on IS NOT NULL AND material IS NOT NULL`
    );
    day = today;
  };

  const lookAll = async (): Promise<void> => {
    do {
      again = false;
      await noteNewDay();
      const anything = (await strapi.db.connection(TABLES.changed).first('id')) as Row | undefined;
      if (!anything && !(await serviceOf(strapi, 'pages').areTouched())) continue;
      for (let isDone = false; !isDone;) {
        const seen = await withRetry(strapi, lookOnce);
        ({ isDone } = seen);
        for (const event of seen.events) void strapi.eventHub.emit(event.event, event);
      }
      serviceOf(strapi, 'outbox').sendSoon();
    } while (again);
  };

  return {
    /** Looks at everything that was noted. Asked again while it looks, it looks once more. */
    look(): Promise<void> {
      again = true;
      looking ??= lookAll().finally(() => (looking = null));
      return looking;
    },

    /** {@link look} in a moment; what goes wrong is logged, and looked at again at the next turn. */
    lookSoon(): void {
      timer ??= setTimeout(() => {
        timer = null;
        this.look().catch((error: unknown) => logError(strapi, error));
      }, SOON).unref();
    },

    /** Ends when the look that is under way has ended; none is begun by {@link lookSoon} any more. */
    async close(): Promise<void> {
      if (timer) clearTimeout(timer);
      timer = null;
      await looking;
    },

    /** At the first start: remembers what readers can do with what is there already. Nothing of that is news. */
    async learn(trx: Executor): Promise<void> {
      for (const table of [TABLES.actions, TABLES.changed]) if (await trx(table).first()) return;
      const rows = await rowsOf(
        trx,
        `SELECT DISTINCT document_id FROM ${quoteName(materialsOf(strapi).table)} WHERE published_at IS NOT NULL ORDER BY document_id`
      );
      const all = rows.map((row) => String(row.document_id));
      for (let from = 0; from < all.length; from += MATERIALS_AT_ONCE) {
        const some = all.slice(from, from + MATERIALS_AT_ONCE);
        const desk = await serviceOf(strapi, 'catalogue').resolverFor(some);
        const known = some.flatMap((material) =>
          [...textsNow(desk, material)].map(([locale, action]) => ({ material, locale, action }))
        );
        for (const part of inParts(known)) await trx(TABLES.actions).insert(part);
      }
    },
  };
};
