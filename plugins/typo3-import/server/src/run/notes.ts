import { entryOfRun, type NewEntry } from '../../../domain/run-report';
import type { StagedNotes } from '../staging/staging';
import type { PlanNote } from '../staging/wish';

/** What people should know of the source as a whole. */
export const notesOfSource = ({
  leftOut,
  mended,
  unused,
  computed,
  missingTables,
  source,
}: StagedNotes): NewEntry[] => [
  ...source.map((note) => entryOfRun('source', note, {}, null)),
  ...leftOut.map(({ table, reason, rows }) => entryOfRun('source', reason, { table, count: String(rows) }, null)),
  ...mended.map(({ table, column, mend, values, example }) =>
    entryOfRun(
      'source',
      mend === 'half-encoded' ? 'half-encoded-values' : mend,
      { table, column, count: String(values), example },
      null
    )
  ),
  ...unused.map(({ table, column, rows }) =>
    entryOfRun('source', 'unused-column', { table, column, count: String(rows) }, null)
  ),
  ...computed.map(({ table, column, rows }) =>
    entryOfRun('source', 'computed-update', { table, column, count: String(rows) }, null)
  ),
  ...missingTables.map((table) => entryOfRun('source', 'missing-table', { table }, null)),
];

/** What was noticed of single records while planning. */
export const notesOfPlan = (notes: readonly PlanNote[]): NewEntry[] =>
  notes.map(({ reason, table, uid, title, place, details }) =>
    entryOfRun('outcome', reason, details, {
      ...{ importId: `${table}:${uid}`, title, locale: '', place, contentType: '', documentId: null },
    })
  );
