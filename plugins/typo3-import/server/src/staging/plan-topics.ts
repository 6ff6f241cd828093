import type { Mapping } from '../../../domain/mapping';
import { plainText } from '../../../domain/plain-text';
import { numberOf, textOf } from '../../../domain/record';
import type { Access } from './access';
import type { Planned, PlannedStore } from './planned';
import type { StagedRow, Staging } from './staging';
import type { PlanNote, Wishing } from './wish';

type TopicTable = Mapping['topics'][number];

/** The column that a category's parent in the tree stands in; '' where there is no tree. */
const TREE: Readonly<Record<TopicTable, string>> = {
  sys_category: 'parent',
  tt_news_cat: 'parent_category',
  tx_news_domain_model_category: 'parentcategory',
  tx_news_domain_model_tag: '',
};

/** Tables that say which record has which topic: record and topic of a row. */
const ASSIGNED: readonly {
  readonly table: string;
  readonly topics: TopicTable;
  readonly topic: string;
  readonly key: (record: StagedRow) => string;
}[] = [
  {
    table: 'sys_category_record_mm',
    topics: 'sys_category',
    topic: 'uid_local',
    key: ({ table, uid }) => `${table}:${uid}`,
  },
  { table: 'tt_news_cat_mm', topics: 'tt_news_cat', topic: 'uid_foreign', key: ({ uid }) => String(uid) },
  {
    table: 'tx_news_domain_model_news_category_mm',
    topics: 'tx_news_domain_model_category',
    topic: 'uid_foreign',
    key: ({ uid }) => String(uid),
  },
  {
    table: 'tx_news_domain_model_news_tag_mm',
    topics: 'tx_news_domain_model_tag',
    topic: 'uid_foreign',
    key: ({ uid }) => String(uid),
  },
];

const isOwn = (record: string, table: string): boolean =>
  table === 'sys_category_record_mm' || (table === 'tt_news_cat_mm') === (record === 'tt_news');

/** A topic that a record has. */
export interface Assigned {
  readonly id: number;
  readonly table: TopicTable;
  readonly uid: number;
}

/** The topics of a record alone, in its order. */
export const assignedTo = (staging: Staging, record: StagedRow): Assigned[] =>
  ASSIGNED.filter(
    ({ table }) =>
      isOwn(record.table, table) &&
      (table === 'sys_category_record_mm' || ['tt_news', 'tx_news_domain_model_news'].includes(record.table))
  ).flatMap(({ table, topics, topic, key }) =>
    staging.findAll(table, key(record)).map(({ id, row }) => ({ id, table: topics, uid: numberOf(row, topic) }))
  );

const TITLE = 100;

/** Plans the topics that planned records have. Equal names under different parents are different topics. */
export const planTopics = (
  { staging, mapping, store, access }: { staging: Staging; mapping: Mapping; store: PlannedStore; access: Access },
  wishing: Wishing,
  note: (reason: PlanNote['reason'], staged: StagedRow, title: string, details?: Record<string, string>) => void
): void => {
  const rootOf = (table: TopicTable, uid: number): number => {
    const row = staging.find(table, uid)?.row;
    const parent = row && numberOf(row, 'sys_language_uid') > 0 ? numberOf(row, 'l10n_parent') : 0;
    return parent > 0 && staging.find(table, parent) ? parent : uid;
  };
  const used = new Set<string>();
  for (const planned of store.all()) {
    const staged = staging.find(planned.table, planned.uid);
    for (const { table, uid } of staged ? assignedTo(staging, staged) : []) used.add(`${table}:${rootOf(table, uid)}`);
  }

  const titleOf = ({ row }: Pick<StagedRow, 'row'>): string => plainText(textOf(row, 'title')).slice(0, TITLE);
  const parentTitle = ({ table, row }: StagedRow): string => {
    const parent = staging.find(table, numberOf(row, TREE[table as TopicTable]));
    return parent && access.ofRow(parent) === null ? titleOf(parent) : '';
  };
  const isUsedRoot = (staged: StagedRow): boolean => used.has(`${staged.table}:${staged.uid}`);

  /** Titles that are under several parents, so that the parent has to be named. */
  const parentsOf = new Map<string, Set<string>>();
  for (const table of mapping.topics) {
    for (const staged of staging.rowsOf(table)) {
      if (!isUsedRoot(staged)) continue;
      const name = titleOf(staged).toLowerCase();
      parentsOf.set(name, (parentsOf.get(name) ?? new Set()).add(parentTitle(staged).toLowerCase()));
    }
  }
  const nameOf = (staged: StagedRow): string => {
    const title = titleOf(staged);
    const parent = parentTitle(staged);
    const isUnique = (parentsOf.get(title.toLowerCase())?.size ?? 0) <= 1;
    return isUnique || parent === ''
      ? title
      : `${title.slice(0, TITLE - 3 - parent.length)} (${parent})`.slice(0, TITLE);
  };

  const byName = new Map<string, string>();
  const wish = (
    staged: StagedRow,
    importId: string,
    locale: string,
    original: Planned | null,
    title: string
  ): boolean =>
    wishing.add({
      ...{ kind: 'topic', mapping: -1, staged, importId, locale, original, title, oldSlugs: [], hidden: null },
    }) !== null;

  const localeOf = ({ row }: StagedRow): string | null => {
    const language = textOf(row, 'sys_language_uid') || '0';
    return mapping.languages[language === '-1' ? '0' : language] ?? null;
  };

  const planOne = (staged: StagedRow, table: TopicTable): void => {
    const importId = `${table}:${staged.uid}`;
    const root = rootOf(table, staged.uid);
    const original = root === staged.uid ? null : store.find(`${table}:${root}`);
    const locale = localeOf(staged);
    const hidden = access.ofRow(staged);
    const title = original === null ? nameOf(staged) : titleOf(staged);
    const leave = (reason: Parameters<Staging['account']>[2]): void => staging.account(staged.id, 'left-out', reason);
    if (!used.has(`${table}:${root}`)) return leave('not-used');
    if (hidden !== null) {
      return leave(hidden === 'members' || hidden === 'not-yet' || hidden === 'no-longer' ? hidden : 'hidden');
    }
    if (title === '') return leave('no-title');
    if (locale === null) return leave('unknown-language');
    if (root !== staged.uid && original === null) return leave('no-original');
    const known = original === null ? byName.get(`${locale}:${title.toLowerCase()}`) : undefined;
    if (known !== undefined) {
      store.addSame(importId, known);
      staging.account(staged.id, 'kept');
      note('same-topic', staged, title);
    } else if (!wish(staged, importId, locale, original, title)) {
      staging.account(staged.id, 'left-out', 'second-translation');
      note('second-translation', staged, title, { locale });
      return;
    } else byName.set(`${locale}:${title.toLowerCase()}`, importId);
    // tt_news keeps the names in other languages in one column, in the languages' order.
    const planned = table === 'tt_news_cat' ? store.find(importId) : null;
    if (!planned) return;
    textOf(staged.row, 'title_lang_ol')
      .split('|')
      .forEach((name, index) => {
        const other = mapping.languages[String(index + 1)];
        const words = plainText(name).slice(0, TITLE);
        if (other && words !== '') wish(staged, `${importId}:${index + 1}`, other, planned, words);
      });
  };

  for (const table of mapping.topics) {
    // Originals first, wherever they stand.
    for (const staged of staging.rowsOf(table)) if (rootOf(table, staged.uid) === staged.uid) planOne(staged, table);
    for (const staged of staging.rowsOf(table)) if (rootOf(table, staged.uid) !== staged.uid) planOne(staged, table);
  }
};
