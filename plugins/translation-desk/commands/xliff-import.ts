/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npm run xliff:import -- FILE [--locale fr] [--write]`: says what a translated XLIFF file would change, and changes it only with
 * `--write`: as drafts, all or nothing. Ends with 1 where something in the file is not taken over.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { createExchange, EntryReport, FieldReport } from '../server/src/services/exchange';
import { Problem, runCommand } from './running';

const REASONS: Readonly<Record<string, string>> = {
  'source-changed': 'the source text changed since the hand-out',
  'target-changed': 'somebody wrote this translation since the hand-out',
  'no-stamp': 'the file no longer says which translation it began with',
  'unknown-field': 'there is no such field to translate any more',
  incomplete: 'not all of it is translated',
  codes: 'links or formats do not fit the source',
  'too-long': 'too long',
  forbidden: 'may not be written',
  'no-title': 'a new translation needs its title',
  'unknown-type': 'there is no such content type',
  gone: 'there is no such entry any more',
  'other-source': 'it is translated from another language now',
  'is-source': 'this language is the one that it is translated from',
};

const lineOf = ({ label, line, outcome, reason, at }: FieldReport): string =>
  `  line ${line}  ${label}: ${reason === null ? outcome : `NOT taken over, ${REASONS[reason]}${at ? ` (${at})` : ''}`}`;

const linesOf = ({ type, documentId, title, line, isNew, refusal, fields }: EntryReport): string[] => [
  `${title} (${type} ${documentId})${isNew && refusal === null ? ', new' : ''}`,
  ...(refusal === null ? [] : [`  line ${line}  NOT taken over: ${REASONS[refusal]}`]),
  ...fields.map(lineOf),
];

runCommand(async (strapi) => {
  const { values, positionals } = parseArgs({
    options: { locale: { type: 'string' }, write: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file) throw new Problem('Name the file: npm run xliff:import -- FILE');
  const exchange = strapi.plugin('translation-desk').service('exchange') as ReturnType<typeof createExchange>;
  const report = await exchange.handIn(readFileSync(file, 'utf8'), {
    isDryRun: !values.write,
    wanted: values.locale ?? null,
    mayWrite: () => true,
  });
  for (const line of report.entries.flatMap(linesOf)) console.log(line);
  const { taken, refused, untouched, isWritten } = report;
  console.log(
    `${taken} fields ${isWritten ? 'taken over as drafts' : 'would be taken over'}, ${refused} not, ${untouched} not translated.`
  );
  if (!isWritten && taken > 0) console.log('Nothing was changed yet. Add --write to take them over.');
  if (refused > 0) process.exitCode = 1;
});
