import { firstFree, isSlug, slugFrom } from '@inprint/strapi-plugin-slugs/rule';

import type { LeftOutReason } from '../../../domain/accounts';
import { documentIdFor } from '../../../domain/document-id';
import type { Hidden } from '../../../domain/record';
import type { Kind, Planned, PlannedStore } from './planned';
import type { StagedRow } from './staging';

/** What happened while planning that people should know. */
export interface PlanNote {
  readonly reason:
    | 'orphan'
    | 'all-languages'
    | 'same-topic'
    | Extract<LeftOutReason, 'unknown-language' | 'locale-not-here' | 'no-title' | 'too-long' | 'second-translation'>;
  readonly kind: Kind;
  readonly table: string;
  readonly uid: number;
  readonly title: string;
  readonly place: string;
  readonly details: Readonly<Record<string, string>>;
}

/** What is in the new portal already. */
export interface PresentEntries {
  /** Slugs in use, by kind and locale. */
  slugsOf(kind: Kind, locale: string): Set<string>;
  /** The entry that a record became in an earlier run. */
  importedAs(importId: string): { readonly documentId: string; readonly slug: string | null } | null;
  /** An entry that was there before any import, and is used instead of a new one. */
  adopted(kind: Kind, title: string, locale: string): string | null;
}

export interface Wish {
  readonly kind: Kind;
  readonly mapping: number;
  readonly staged: StagedRow;
  readonly importId: string;
  readonly locale: string;
  readonly original: Planned | null;
  readonly title: string;
  /** What its old addresses ended in, the present one first. */
  readonly oldSlugs: readonly string[];
  readonly hidden: Hidden | null;
}

/** Gives wishes their slugs and entries. @param importSource names the old portal */
export const createWishing = (store: PlannedStore, present: PresentEntries, importSource: string) => {
  const taken = new Map<string, Set<string>>();
  return {
    /** @returns the slug; null if the entry has a version in this language already */
    add({ kind, mapping, staged, importId, locale, original, title, oldSlugs, hidden }: Wish): string | null {
      const known = present.importedAs(importId);
      const documentId =
        original?.documentId ??
        known?.documentId ??
        present.adopted(kind, title, locale) ??
        documentIdFor(importSource, importId);
      if (store.versionOf(documentId, locale)) return null;
      const key = `${kind}:${locale}`;
      const inUse = taken.get(key) ?? new Set(present.slugsOf(kind, locale));
      taken.set(key, inUse);
      const asSlug = (oldSlugs[0] ?? '').toLowerCase();
      const slug = known?.slug ?? firstFree(isSlug(asSlug) ? asSlug : slugFrom(title, locale), inUse);
      inUse.add(slug);
      store.add({
        ...{ kind, mapping, table: staged.table, uid: staged.uid, locale, importId, title, slug, hidden, documentId },
        original: original?.importId ?? null,
        formerSlugs: [...new Set(oldSlugs)].filter((old) => old !== slug).join('\n'),
        place: staged.place,
      });
      return slug;
    },
  };
};

export type Wishing = ReturnType<typeof createWishing>;
