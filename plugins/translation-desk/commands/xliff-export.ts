/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npm run xliff:export -- --locale fr --out fr.xlf`: what is to be translated into a language, as XLIFF. Also `--version 1.2`,
 * `--source de`, `--type api::material.material`, `--states missing,outdated,incomplete`, `--search words`; `--to "Office" --note "…"`
 * notes that the file is out, `--with-out` exports again what is.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { isTranslationState, STATES_TO_DO, TRANSLATION_STATES } from '../domain/translation';
import { isXliffVersion, XLIFF_VERSIONS } from '../domain/xliff/exported';
import type { createExchange } from '../server/src/services/exchange';
import { localisedTypesOf, siteOf } from '../server/src/strapi';
import { Problem, runCommand } from './running';

const OPTIONS = {
  locale: { type: 'string' },
  source: { type: 'string' },
  type: { type: 'string' },
  states: { type: 'string', default: STATES_TO_DO.join(',') },
  search: { type: 'string', default: '' },
  out: { type: 'string' },
  version: { type: 'string', default: '2.0' },
  to: { type: 'string', default: '' },
  note: { type: 'string', default: '' },
  'with-out': { type: 'boolean', default: false },
} as const;

runCommand(async (strapi) => {
  const { values } = parseArgs({ options: OPTIONS });
  if (!values.locale) throw new Problem('Say into which language: --locale fr');
  const { locales, defaultLocale } = await siteOf(strapi).current();
  const source = values.source ?? defaultLocale;
  for (const locale of [values.locale, source]) {
    if (!locales.includes(locale)) throw new Problem(`“${locale}”: this site has ${locales.join(', ')}.`);
  }
  if (source === values.locale) throw new Problem('Source and target are one language.');
  const types = localisedTypesOf(strapi);
  if (values.type && !types.includes(values.type)) throw new Problem(`--type: use one of ${types.join(', ')}.`);
  const states = values.states.split(',');
  if (!states.every(isTranslationState)) throw new Problem(`--states: use some of ${TRANSLATION_STATES.join(', ')}.`);
  const { version } = values;
  if (!isXliffVersion(version)) throw new Problem(`--version: use one of ${XLIFF_VERSIONS.join(', ')}.`);

  const exchange = strapi.plugin('translation-desk').service('exchange') as ReturnType<typeof createExchange>;
  const exported = await exchange.exportTexts({
    types: values.type ? [values.type] : types,
    search: values.search,
    states: states.filter(isTranslationState),
    sourceLocale: source,
    locale: values.locale,
    version,
    recipient: values.to,
    note: values.note,
    withOut: values['with-out'],
    by: 'xliff:export',
  });
  const file = values.out ?? exported.name;
  writeFileSync(file, exported.xliff);
  console.log(
    `${file}: ${exported.entries} entries, ${exported.units} texts, from “${source}” into “${values.locale}”.`
  );
  if (exported.isMore)
    console.log('There are more entries than fit into one file. Note with --to who has these, then export the rest.');
  if (exported.out > 0) console.log(`${exported.out} entries are out with translators, and not in this file.`);
});
