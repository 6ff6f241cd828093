/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npm run xliff:import -- FILE [--locale fr] [--write]`: says what a translated XLIFF file would change, and changes it only with
 * `--write`: as drafts, each entry whole or not at all. Ends with 1 where something in the file is not applied.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { createExchange } from '../server/src/services/exchange';
import type { EntryReport, FieldReport } from '../server/src/services/exchange/report';
import { Problem, runCommand } from './running';

const REASONS: Readonly<Record<string, string>> = {
  'source-changed': 'the source text changed since the export',
  'target-changed': 'somebody wrote this translation since the export',
  'no-stamp': 'the file no longer says which translation it began with',
  'unknown-field': 'this field no longer exists',
  unreadable: 'it could not be read',
  incomplete: 'not all of it is translated',
  codes: 'links or formats do not fit the source',
  'too-long': 'too long',
  forbidden: 'may not be written',
  'not-saved': 'the site did not save it',
  'no-title': 'a new translation needs its title',
  'unknown-type': 'there is no such content type',
  gone: 'this entry no longer exists',
  'other-source': 'it is translated from another language now',
  'is-source': 'this language is the one that it is translated from',
};

const lineOf = ({ label, line, outcome, reason, at }: FieldReport): string =>
  `  line ${line}  ${label}: ${reason === null ? outcome : `NOT applied, ${REASONS[reason]}${at ? ` (${at})` : ''}`}`;

const linesOf = ({ type, documentId, title, line, isNew, refusal, message, fields }: EntryReport): string[] => [
  `${title} (${type} ${documentId})${isNew && refusal === null ? ', new' : ''}`,
  ...(refusal === null ? [] : [`  line ${line}  NOT applied: ${message ?? REASONS[refusal]}`]),
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
  const report = await exchange.importTexts(readFileSync(file), {
    isDryRun: !values.write,
    wanted: values.locale ?? null,
  });
  for (const { line, message } of report.problems) console.log(`line ${line}  NOT read: ${message}`);
  for (const line of report.entries.flatMap(linesOf)) console.log(line);
  const { taken, already, refused, untouched, isWritten } = report;
  console.log(
    `${taken} fields ${isWritten ? 'applied as drafts' : 'would be applied'}, ${already} there already, ${refused} not applied, ${untouched} not translated.`
  );
  if (!isWritten && taken > 0) console.log('Nothing was changed yet. Add --write to apply them.');
  if (refused > 0) process.exitCode = 1;
});
