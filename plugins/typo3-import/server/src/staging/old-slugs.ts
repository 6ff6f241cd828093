import { isNewsTable, type RecordMapping } from '../../../domain/mapping';
import { lastSegmentOf } from '../../../domain/old-address';
import { numberOf, textOf } from '../../../domain/record';
import type { StagedRow, Staging } from './staging';

/**
 * What a record's old addresses ended in, the present one first: its own slug, or the aliases that RealURL made for its language. RealURL
 * files those of a translation under the original, and gives old ones a time when they expire.
 */
export const oldSlugsOf = (
  staging: Staging,
  { table, uid, row }: StagedRow,
  { columns }: RecordMapping,
  root: StagedRow
): string[] => {
  const own = textOf(row, columns.slug ?? (isNewsTable(table) ? 'path_segment' : null));
  const language = numberOf(row, columns.language);
  const filed = [...new Set([uid, root.uid])].flatMap((of) =>
    staging.findAll('tx_realurl_uniqalias', `${table}:${of}`)
  );
  const aliases = filed
    .filter((alias) => textOf(alias.row, 'lang') === '' || numberOf(alias.row, 'lang') === Math.max(language, 0))
    .reverse()
    .sort((a, b) => Number(numberOf(a.row, 'expire') !== 0) - Number(numberOf(b.row, 'expire') !== 0));
  for (const alias of aliases) staging.account(alias.id, 'written');
  for (const alias of filed) if (!aliases.includes(alias)) staging.account(alias.id, 'left-out', 'other-language');
  const all = [own, ...aliases.map((alias) => textOf(alias.row, 'value_alias'))];
  return [...new Set(all.map(lastSegmentOf).filter((slug) => slug !== ''))];
};
