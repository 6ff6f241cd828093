import { AsyncLocalStorage } from 'node:async_hooks';

import { anyRowOf, rowsWith, type Dependency } from '../../domain/dependency';
import { dependenciesOf, readingOf, type Reading, type Statement, type Tables } from '../../domain/statement';
import { clientOf, type Strapi } from './strapi';

/** What one request read while it was answered. */
export interface Recording {
  readonly dependencies: Set<Dependency>;
  /** Why its answer must not be kept; null if it may. */
  refusal: string | null;
  /** Statements whose rows have not come yet, by knex's name for them. */
  readonly waiting: Map<string, Extract<Reading, { kind: 'rows' }>>;
}

interface KnexStatement extends Statement {
  readonly __knexQueryUid?: string;
}

/** Rows that other code read from the database or remembers from it, told by a `reads` event of knex's client. */
export interface ReportedRows {
  readonly table: string;
  /** Without a column: any rows of the table. */
  readonly column?: string;
  readonly values?: readonly unknown[];
}

/** What was told, in the words of dependencies. */
export const dependenciesOfReported = (told: readonly ReportedRows[], tables: Tables): Dependency[] =>
  told.flatMap(({ table, column, values = [] }) =>
    column === undefined || !tables.get(table)?.has(column)
      ? [anyRowOf(table)]
      : values.map((value) => rowsWith(table, column, value))
  );

/** Statements with these words are told by a `reads` event, more exactly than their text could say. */
const TOLD = 'reads are told';

const MAX_READINGS = 2000;

/**
 * Notes what a request reads: every statement that goes to the database while it is answered, wherever it comes from.
 */
export const createRecorder = (strapi: Strapi, tables: Tables) => {
  const storage = new AsyncLocalStorage<Recording>();

  const open = (): Recording => ({ dependencies: new Set(), refusal: null, waiting: new Map() });

  const note = (recording: Recording | undefined, dependencies: Iterable<Dependency>): void => {
    if (recording) for (const dependency of dependencies) recording.dependencies.add(dependency);
  };

  /** Notes what was not answered yet as coarsely as can be; says why the answer must not be kept, or null. */
  const close = (recording: Recording): string | null => {
    for (const reading of recording.waiting.values()) note(recording, dependenciesOf(reading, null));
    recording.waiting.clear();
    return recording.dependencies.size > MAX_READINGS ? 'it is made of too much' : recording.refusal;
  };

  const onQuery = ({ sql, bindings, __knexQueryUid: name }: KnexStatement): void => {
    const recording = storage.getStore();
    if (!recording || sql.includes(TOLD)) return;
    const reading = readingOf({ sql, bindings: bindings ?? [] }, tables);
    if (reading.kind === 'nothing') return;
    if (reading.kind === 'unknown') recording.refusal ??= reading.why;
    else if (reading.answersRowsOf !== null && name !== undefined) recording.waiting.set(name, reading);
    else note(recording, dependenciesOf(reading, null));
  };

  const onResponse = (rows: unknown, { __knexQueryUid: name }: KnexStatement): void => {
    const recording = storage.getStore();
    const reading = name === undefined ? undefined : recording?.waiting.get(name);
    if (!recording || !reading || name === undefined) return;
    recording.waiting.delete(name);
    note(recording, dependenciesOf(reading, rows));
  };

  const onTold = (told: readonly ReportedRows[]): void => {
    const recording = storage.getStore();
    if (recording) note(recording, dependenciesOfReported(told, tables));
  };

  const client = clientOf(strapi);
  client.on('query', onQuery);
  client.on('query-response', onResponse);
  client.on('reads', onTold);

  return {
    open,
    close,
    /** Runs work and notes what it reads, also after it gave control back. */
    record: (recording: Recording, work: () => void): void => storage.run(recording, work),
    /** Is this code part of an answer that may be kept? */
    isRecording: (): boolean => storage.getStore() !== undefined,
    /** Says of the answer that is being made, if any, why it must not be kept. */
    refuse(why: string): void {
      const recording = storage.getStore();
      if (recording) recording.refusal ??= why;
    },
    /** Notes for the answer that is being made what a part of it was made of. */
    note: (dependencies: Iterable<Dependency>): void => note(storage.getStore(), dependencies),
    /** Reads a part of an answer. @returns what that part is made of, too; null where it is none to keep */
    async recordPart<Value>(
      read: () => Promise<Value>
    ): Promise<{ readonly value: Value; readonly dependencies: ReadonlySet<Dependency> | null }> {
      const whole = storage.getStore();
      const part = open();
      const value = await storage.run(part, read).finally(() => {
        part.refusal = close(part);
        note(whole, part.dependencies);
        if (whole) whole.refusal ??= part.refusal;
      });
      return { value, dependencies: part.refusal === null ? part.dependencies : null };
    },
    stop(): void {
      client.off('query', onQuery);
      client.off('query-response', onResponse);
      client.off('reads', onTold);
    },
  };
};

export type Recorder = ReturnType<typeof createRecorder>;
