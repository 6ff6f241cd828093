import Database from 'better-sqlite3';

import type { BlockNode, StockSuggestion } from '../../../domain/contract';
import type { ReportEntry } from '../../../domain/run-report';
import { applySuggestion } from '../../../domain/wording/apply';
import { createReportStore } from '../report/store';
import { BODY, inTransaction, textFor, type Row, type Strapi } from '../strapi';
import { createEntries } from './entries';
import { createStock } from './stock';

export type Applied = 'applied' | 'stale' | 'unknown';

/**
 * Markdown or HTML with a suggestion applied; null if its sentence is not there any more as it was written, or several times.
 *
 * @param write what blocks are there
 */
const appliedInString = (
  text: string,
  { frozen, replacementBlocks }: StockSuggestion,
  write: (blocks: readonly BlockNode[]) => string
): string | null => {
  const sought = write([frozen]);
  const at = sought === '' ? -1 : text.indexOf(sought);
  if (at < 0 || text.includes(sought, at + 1)) return null;
  return text.slice(0, at) + write(replacementBlocks) + text.slice(at + sought.length);
};

/** The text with a suggestion applied, also where blocks before it moved; null if its sentence is not there any more. */
const appliedIn = (blocks: readonly BlockNode[], suggestion: StockSuggestion): readonly BlockNode[] | null => {
  const here = applySuggestion(blocks, suggestion);
  if (here !== null) return here;
  for (const blockIndex of blocks.keys()) {
    const moved = applySuggestion(blocks, { ...suggestion, blockIndex });
    if (moved !== null) return moved;
  }
  return null;
};

/**
 * Puts a live call to action in the place of a sentence, and sets the stock status that the sentence told of.
 *
 * @param file the run's own file, where the suggestion is kept
 */
export const applyReported = async (
  strapi: Strapi,
  file: string,
  importSource: string,
  id: number
): Promise<Applied> => {
  const db = new Database(file, { fileMustExist: true });
  try {
    const report = createReportStore(db);
    const entry: ReportEntry | null = report.find(id);
    const { suggestion, record } = entry ?? {};
    if (!suggestion || !record?.documentId) return 'unknown';
    if (entry?.state === 'applied') return 'applied';
    const entries = createEntries(strapi, importSource);
    const kind = record.contentType === entries.uids.material ? 'material' : 'news';
    const body = BODY[kind];
    const { documentId, locale, importId } = record;
    const rows = (await strapi.db.query(record.contentType).findMany({ where: { documentId, locale } })) as Row[];
    const draft = rows.find(({ publishedAt }) => !publishedAt);
    const text = draft?.[body];
    const next =
      typeof text === 'string'
        ? appliedInString(text, suggestion, (blocks) => String(textFor(strapi, record.contentType, body, blocks)))
        : appliedIn((text ?? []) as BlockNode[], suggestion);
    if (next === null) {
      report.setState(id, 'stale');
      return 'stale';
    }
    await inTransaction(strapi, async () => {
      const before = (await entries.fingerprints(kind, locale, [documentId])).get(documentId);
      const known = (await entries.imported([importId])).get(importId);
      const isPublished = rows.some(({ publishedAt }) => publishedAt);
      await strapi.documents(record.contentType as never).update({
        ...{ documentId, locale, data: { [body]: next } },
        ...(isPublished ? { status: 'published' } : {}),
      } as never);
      await createStock(strapi, entries).tell(suggestion, true);
      const after = (await entries.fingerprints(kind, locale, [documentId])).get(documentId);
      // What an editor changed stays an editor's.
      if (known && after !== undefined) {
        const writtenHash = known.writtenHash === before ? after : known.writtenHash;
        await entries.remember([
          { ...known, writtenHash, applied: [...new Set([...known.applied, suggestion.sentence])] },
        ]);
      }
    });
    report.setState(id, 'applied');
    return 'applied';
  } finally {
    db.close();
  }
};
