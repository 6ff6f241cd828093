import type { LeftOutReason } from '../../../domain/accounts';
import type { Mapping, RecordMapping, Where } from '../../../domain/mapping';
import { oldPathOf } from '../../../domain/old-address';
import { plainText } from '../../../domain/plain-text';
import { numberOf, textOf } from '../../../domain/record';
import { createAccess } from './access';
import { createFileReferences } from './file-references';
import { oldSlugsOf } from './old-slugs';
import { assignedTo, planTopics } from './plan-topics';
import { createPlannedStore, type Planned } from './planned';
import type { StagedRow, Staging } from './staging';
import { createWishing, type PlanNote, type PresentEntries, type Wish, type Wishing } from './wish';

/** Where `sys_language_uid` of -1 means: shown in all languages, so it is in the first one. */
const ALL_LANGUAGES = '-1';

/** A record and the one that it translates, which may be itself. */
interface Rooted {
  readonly root: StagedRow;
  /** What it translates, what that translates, and so on. */
  readonly above: readonly StagedRow[];
  /** What it translates is not there. */
  readonly isOrphan: boolean;
}

/**
 * Decides which record becomes what, under which slug, before anything is written: so links can be told their targets whatever
 * comes first.
 *
 * @param locales those of the new portal
 */
export const createPlan = (staging: Staging, mapping: Mapping, locales: readonly string[], now: number) => {
  const store = createPlannedStore(staging.db);
  const access = createAccess(staging, now);
  const files = createFileReferences(staging, access);
  const notes: PlanNote[] = [];
  const defaultLocale = mapping.languages['0'] ?? 'de';

  const languageOf = ({ row }: StagedRow, { columns }: RecordMapping): string => textOf(row, columns.language) || '0';

  /** Follows translations of translations to what they are of. Of those that translate each other, the first is taken for all. */
  const rootOf = (staged: StagedRow, each: RecordMapping): Rooted => {
    const seen: StagedRow[] = [staged];
    let root = staged;
    for (;;) {
      const language = languageOf(root, each);
      const parent = language === '0' || language === ALL_LANGUAGES ? 0 : numberOf(root.row, each.columns.original);
      if (parent <= 0 || parent === root.uid) return { root, above: seen.slice(1), isOrphan: false };
      const began = seen.findIndex(({ uid }) => uid === parent);
      if (began !== -1) {
        const loop = seen.slice(began);
        const first = loop.reduce((found, one) => (one.uid < found.uid ? one : found));
        return { root: first, above: seen.slice(1), isOrphan: true };
      }
      const found = staging.find(staged.table, parent);
      if (!found) return { root, above: seen.slice(1), isOrphan: true };
      seen.push(found);
      root = found;
    }
  };

  const meets = (staged: StagedRow, where: Where | undefined): boolean => {
    if (!where) return true;
    const { folders, categories, types } = where;
    const { row } = staged;
    if (folders && !folders.includes(numberOf(row, 'pid'))) return false;
    if (types && !types.includes(textOf(row, 'CType') || textOf(row, 'type'))) return false;
    return !categories || assignedTo(staging, staged).some(({ uid }) => categories.includes(uid));
  };

  const wishOf = (
    kind: 'material' | 'news',
    index: number,
    each: RecordMapping,
    staged: StagedRow,
    { root, above, isOrphan }: Rooted
  ): Wish | Extract<LeftOutReason, PlanNote['reason']> => {
    const language = languageOf(staged, each);
    const title = plainText(textOf(staged.row, each.columns.title));
    const locale = language === ALL_LANGUAGES ? defaultLocale : mapping.languages[language];
    if (locale === undefined) return 'unknown-language';
    if (!locales.includes(locale)) return 'locale-not-here';
    if (staged.notes.includes('too-long')) return 'too-long';
    if (title === '') return 'no-title';
    const isTranslation = root.uid !== staged.uid;
    return {
      ...{ kind, mapping: index, staged, importId: `${staged.table}:${staged.uid}`, locale, title },
      original: isTranslation ? store.find(`${root.table}:${root.uid}`) : null,
      oldSlugs: oldSlugsOf(staging, staged, each, root),
      hidden:
        access.ofRecord(staged) ??
        (above.some((each) => access.ofRecord(each) !== null) ? 'original-hidden' : isOrphan ? 'orphan' : null),
    };
  };

  const rememberAddresses = (
    { importId, staged, kind, locale }: Wish,
    each: RecordMapping,
    root: StagedRow,
    slugs: readonly string[]
  ): void => {
    const language = languageOf(staged, each);
    for (const pattern of each.oldUrls) {
      // TYPO3 names a translation by its original and the language.
      const uid = pattern.includes('{language}') ? root.uid : staged.uid;
      const filled = pattern
        .replaceAll('{uid}', String(uid))
        .replaceAll('{locale}', locale)
        .replaceAll('{language}', language === ALL_LANGUAGES ? '0' : language);
      for (const slug of slugs) {
        const path = oldPathOf(filled.replaceAll('{slug}', slug));
        if (path !== null) store.addPath(path, importId);
      }
    }
    if (kind !== 'material' || !('pdf' in each.columns)) return;
    for (const { path, elsewhere } of files.ofColumn(staged, each.columns.pdf, each.filesIn).wanted) {
      for (const place of [path, ...elsewhere]) store.addFile(place, importId);
    }
  };

  const planRecords = (kind: 'material' | 'news', wishing: Wishing): void => {
    const list: readonly RecordMapping[] = kind === 'material' ? mapping.materials : mapping.news;
    const note = (reason: PlanNote['reason'], { table, uid, place }: StagedRow, title: string, details = {}): void => {
      notes.push({ reason, kind, table, uid, title, place, details });
    };

    const planOne = (index: number, each: RecordMapping, staged: StagedRow, rooted: Rooted): void => {
      const wish = wishOf(kind, index, each, staged, rooted);
      const title = plainText(textOf(staged.row, each.columns.title));
      if (typeof wish === 'string') {
        const language = languageOf(staged, each);
        const words = wish === 'unknown-language' ? `${title} (sys_language_uid ${language})` : title;
        note(wish, staged, words, { locale: mapping.languages[language] ?? '' });
        staging.account(staged.id, 'left-out', wish);
        return;
      }
      if (wish.hidden === 'orphan') note('orphan', staged, title);
      if (languageOf(staged, each) === ALL_LANGUAGES && Object.keys(mapping.languages).length > 1)
        note('all-languages', staged, title, { locale: wish.locale });
      const slug = wishing.add(wish);
      if (slug === null) {
        note('second-translation', staged, title, { locale: wish.locale });
        staging.account(staged.id, 'left-out', 'second-translation');
        return;
      }
      // The first translation of what was left out stands for it, so that the others are its translations.
      const root = `${rooted.root.table}:${rooted.root.uid}`;
      if (wish.original === null && root !== wish.importId) store.addSame(root, wish.importId);
      rememberAddresses(wish, each, rooted.root, [...new Set([...wish.oldSlugs, slug])]);
    };

    /** Originals first. Of two translations into one language, the one that readers saw comes before one that they did not. */
    const ROUNDS = ['original', 'shown translation', 'other translation'] as const;
    const roundOf = (staged: StagedRow, { root, above }: Rooted): (typeof ROUNDS)[number] => {
      if (root.uid === staged.uid) return 'original';
      const isShown = [staged, ...above].every((row) => access.ofRecord(row) === null);
      return isShown ? 'shown translation' : 'other translation';
    };

    list.forEach((each, index) => {
      for (const round of ROUNDS) {
        for (const staged of staging.rowsOf(each.table)) {
          const rooted = rootOf(staged, each);
          if (roundOf(staged, rooted) !== round) continue;
          // A translation often has neither category nor folder of its own: its original decides.
          if (!meets(rooted.root, each.where) || store.isPlanned(`${each.table}:${staged.uid}`)) continue;
          planOne(index, each, staged, rooted);
        }
      }
    });
  };

  /** Records of mapped tables that no part of the mapping selects. */
  const accountUnselected = (): void => {
    for (const table of new Set([...mapping.materials, ...mapping.news].map((each) => each.table))) {
      for (const { id, uid } of staging.rowsOf(table)) {
        if (!store.isPlanned(`${table}:${uid}`)) staging.account(id, 'left-out', 'not-selected');
      }
    }
  };

  return {
    ...store,
    notes,
    access,
    files,
    make(present: PresentEntries): void {
      staging.db.exec('BEGIN');
      const wishing = createWishing(store, present, mapping.source);
      planRecords('material', wishing);
      planRecords('news', wishing);
      accountUnselected();
      planTopics({ staging, mapping, store, access }, wishing, (reason, { table, uid, place }, title, details = {}) =>
        notes.push({ reason, kind: 'topic', table, uid, title, place, details })
      );
      staging.db.exec('COMMIT');
    },
    /** The topics that a record has: its own, or its original's where it has none. */
    topicsOf: (planned: Planned): readonly ReturnType<typeof assignedTo>[number][] => {
      const own = staging.find(planned.table, planned.uid);
      const assigned = own ? assignedTo(staging, own) : [];
      if (assigned.length > 0 || planned.original === null) return assigned;
      const original = store.originalOf(planned);
      const staged = staging.find(original.table, original.uid);
      return staged ? assignedTo(staging, staged) : [];
    },
  };
};

export type Plan = ReturnType<typeof createPlan>;
