import { hiddenBy, numberOf, type Hidden } from '../../../domain/record';
import type { StagedRow, Staging } from './staging';

/** Deeper than any tree of pages. */
const DEEPEST_PAGE = 60;
const RECYCLER = 255;

/** Tells what readers were not shown, by the record itself and by the pages that it lies on. */
export const createAccess = (staging: Staging, now: number) => {
  const pages = new Map<number, boolean>();

  /** Is a page, or one above it that says so for all below it, not shown? Where the source has no pages, nobody knows. */
  const isPageHidden = (uid: number): boolean => {
    const known = pages.get(uid);
    if (known !== undefined) return known;
    let isHidden = false;
    let at = uid;
    for (let depth = 0; at > 0 && depth < DEEPEST_PAGE && !isHidden; depth += 1) {
      const row = staging.find('pages', at)?.row;
      if (!row) {
        isHidden = staging.wasThere('pages', at); // deleted
        break;
      }
      const reaches = depth === 0 || numberOf(row, 'extendToSubpages') !== 0;
      isHidden = numberOf(row, 'doktype') === RECYCLER || (reaches && hiddenBy(row, now) !== null);
      at = numberOf(row, 'pid');
    }
    pages.set(uid, isHidden);
    return isHidden;
  };

  return {
    now,
    /** Why a record was not shown by itself. */
    ofRow: ({ row }: Pick<StagedRow, 'row'>): Hidden | null => hiddenBy(row, now),
    /** Why a record was not shown, the page that it lies on included. */
    ofRecord: ({ row }: Pick<StagedRow, 'row'>): Hidden | null =>
      hiddenBy(row, now) ?? (staging.has('pages') && isPageHidden(numberOf(row, 'pid')) ? 'page-hidden' : null),
  };
};

export type Access = ReturnType<typeof createAccess>;
