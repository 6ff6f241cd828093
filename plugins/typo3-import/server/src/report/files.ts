import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { entryRow, reportHead, reportTail, sectionHead, SECTION_TAIL } from '../../../domain/report-html';
import {
  REPORT_KINDS,
  REPORT_LANGUAGES,
  sentenceOf,
  type ReportLanguage,
  type RunSummary,
} from '../../../domain/run-report';
import type { ReportStore } from './store';

/** Kinds that a run has lines of, in the order of a report. */
const kindsOf = (store: ReportStore): { kind: (typeof REPORT_KINDS)[number]; count: number }[] => {
  const counts = store.counts();
  return REPORT_KINDS.flatMap((kind) => (counts[kind] ? [{ kind, count: counts[kind] }] : []));
};

/** A report as a page, piece by piece. */
export function* htmlReport(summary: RunSummary, store: ReportStore, language: ReportLanguage): Generator<string> {
  yield reportHead(summary, language);
  const kinds = kindsOf(store);
  for (const { kind, count } of kinds) {
    yield sectionHead(kind, count, language);
    for (const entry of store.all(kind)) yield entryRow(entry, language);
    yield SECTION_TAIL;
  }
  yield reportTail(kinds.length === 0, language);
}

/** A report as JSON, piece by piece: the summary, and every line with its sentences. */
export function* jsonReport(summary: RunSummary, store: ReportStore): Generator<string> {
  yield `{"summary":${JSON.stringify(summary)},"entries":[`;
  let isFirst = true;
  for (const { kind } of kindsOf(store)) {
    for (const entry of store.all(kind)) {
      const sentences = Object.fromEntries(REPORT_LANGUAGES.map((language) => [language, sentenceOf(entry, language)]));
      yield `${isFirst ? '' : ','}\n${JSON.stringify({ ...entry, sentences })}`;
      isFirst = false;
    }
  }
  yield '\n]}\n';
}

export const writePieces = async (file: string, pieces: Iterable<string>): Promise<void> => {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await pipeline(Readable.from(pieces), createWriteStream(file));
};
