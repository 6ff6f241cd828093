import type { BlockNode, StockSuggestion } from '../../../domain/contract';
import { entryOfRun, type NewEntry, type Outcome } from '../../../domain/run-report';
import { applySuggestion } from '../../../domain/wording/apply';
import type { Built } from './build';
import { hashOf, NOT_OURS, type ImportedRecord } from './entries';
import { BODY } from '../strapi';
import type { Gathered } from './gather';

/** A record, and what is to become of its entry. */
export interface Decided {
  readonly gathered: Gathered;
  readonly built: Built;
  readonly documentId: string;
  readonly sourceHash: string;
  readonly outcome: Outcome;
  readonly isThere: boolean;
  readonly imported: ImportedRecord | null;
  readonly applied: readonly StockSuggestion[];
  readonly notes: readonly NewEntry[];
}

export interface Standing {
  /** What an earlier run remembers. */
  readonly imported: ImportedRecord | null;
  /** Of the entry as it is stored now; null if it is not there. */
  readonly fingerprint: string | null;
}

export interface DecideOptions {
  readonly overwrite: boolean;
  readonly applySuggestions: boolean;
}

/** A text with suggestions applied, the last first, so that the places of the others stay right. */
const withSuggestions = (blocks: readonly BlockNode[], suggestions: readonly StockSuggestion[]) => {
  let text = blocks;
  const applied: StockSuggestion[] = [];
  for (const suggestion of [...suggestions].sort((a, b) => b.blockIndex - a.blockIndex)) {
    const next = applySuggestion(text, suggestion);
    if (next === null) continue;
    text = next;
    applied.push(suggestion);
  }
  return { text, applied };
};

interface Choice {
  readonly outcome: Outcome;
  readonly why: 'kept-topic' | 'kept-edited' | 'kept-deleted' | null;
}
const because = (outcome: Outcome, why: Choice['why'] = null): Choice => ({ outcome, why });

/** What an editor changed or deleted stays so, unless it was asked otherwise. */
const outcomeOf = (
  { imported, fingerprint }: Standing,
  sourceHash: string,
  isTopic: boolean,
  overwrite: boolean
): Choice => {
  const isThere = fingerprint !== null;
  const isUntouched = imported?.writtenHash === fingerprint;
  const isSame = imported?.sourceHash === sourceHash;
  if (overwrite && imported?.writtenHash !== NOT_OURS && (isThere || !imported)) {
    return because(!isThere ? 'created' : isUntouched && isSame ? 'unchanged' : 'updated');
  }
  if (!imported) {
    if (!isThere) return because('created');
    return because('kept', isTopic ? 'kept-topic' : 'kept-edited');
  }
  if (!isThere) return because('kept', 'kept-deleted');
  if (isUntouched) return because(isSame ? 'unchanged' : 'updated');
  return because('kept', imported.writtenHash === NOT_OURS ? null : 'kept-edited');
};

/** Decides what becomes of an entry, before anything is written. */
export const decide = (
  gathered: Gathered,
  built: Built,
  standing: Standing,
  { overwrite, applySuggestions }: DecideOptions
): Decided => {
  const { planned, record } = gathered;
  const { imported, fingerprint } = standing;
  const body = planned.kind === 'topic' ? null : BODY[planned.kind];
  const chosen = applySuggestions
    ? built.suggestions
    : built.suggestions.filter(({ sentence }) => imported?.applied.includes(sentence));
  const { text, applied } = withSuggestions(body ? (built.data[body] as BlockNode[]) : [], chosen);
  const data = body && applied.length > 0 ? { ...built.data, [body]: text } : built.data;
  const sourceHash = hashOf({ data, publish: built.publish });
  const { outcome, why } = outcomeOf(standing, sourceHash, planned.kind === 'topic', overwrite);
  return {
    ...{ gathered, built: { ...built, data }, documentId: planned.documentId, sourceHash, outcome, imported, applied },
    isThere: fingerprint !== null,
    notes: why === null ? [] : [entryOfRun('outcome', why, {}, record)],
  };
};
