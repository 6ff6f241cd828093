/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npm run xliff:export -- --locale fr --out fr.xlf`: what is missing or outdated in a language, as XLIFF 2. Also `--source de`,
 * `--type api::material.material`, `--states missing,outdated`, `--search words`.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { isTranslationState } from '../domain/translation';
import type { createExchange } from '../server/src/services/exchange';
import { localisedTypesOf, siteOf } from '../server/src/strapi';
import { Problem, runCommand } from './running';

const OPTIONS = {
  locale: { type: 'string' },
  source: { type: 'string' },
  type: { type: 'string' },
  states: { type: 'string', default: 'missing,outdated' },
  search: { type: 'string', default: '' },
  out: { type: 'string' },
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
  if (!states.every(isTranslationState))
    throw new Problem('--states: use some of missing, draft, published, outdated.');

  const exchange = strapi.plugin('translation-desk').service('exchange') as ReturnType<typeof createExchange>;
  const handOut = await exchange.handOut({
    types: values.type ? [values.type] : types,
    search: values.search,
    states: states.filter(isTranslationState),
    sourceLocale: source,
    locale: values.locale,
  });
  const file = values.out ?? handOut.name;
  writeFileSync(file, handOut.xliff);
  console.log(`${file}: ${handOut.entries} entries, ${handOut.units} texts, from “${source}” into “${values.locale}”.`);
  if (handOut.isMore)
    console.log('There are more entries than fit into one file. Hand these in, then hand out the rest.');
});
