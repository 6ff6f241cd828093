import { parse } from 'yaml';
import { z } from 'zod';

import type { SeenPortal } from './suggest-mapping';

/** What a site configuration of TYPO3 9 and later says (`config/sites/…/config.yaml`): there, languages stand in no table. */
export type SeenSite = Pick<SeenPortal, 'hosts' | 'languages'>;

const WORDS = z.union([z.string(), z.number()]).transform(String).catch('');
const LANGUAGE = z.object({
  languageId: WORDS,
  title: WORDS.default(''),
  enabled: z.union([z.boolean(), z.string(), z.number()]).optional(),
  base: WORDS.default(''),
  locale: WORDS.default(''),
  hreflang: WORDS.default(''),
  'iso-639-1': WORDS.default(''),
  typo3Language: WORDS.default(''),
});
const VARIANTS = z.array(z.object({ base: WORDS.default('') })).catch([]);
const SITE = z.object({
  base: WORDS.default(''),
  baseVariants: VARIANTS.default([]),
  languages: z.array(LANGUAGE).default([]),
});

/** `de-DE`, `de_DE.UTF-8` and `de` are `de`. TYPO3 calls English “default”, and so says nothing by it. */
const codeOf = (language: z.infer<typeof LANGUAGE>): string =>
  [language.hreflang, language['iso-639-1'], language.locale, language.typo3Language]
    .map((name) => /^([a-z]{2})(?:[-_.@]|$)/i.exec(name)?.[1]?.toLowerCase() ?? '')
    .find((code) => code !== '') ?? '';

/** Placeholders such as `%env(HOST)%` name no host. */
const hostOf = (base: string): string[] => {
  const whole = base.startsWith('//') ? `https:${base}` : base;
  if (!/^https?:\/\/[a-z0-9]/i.test(whole) || whole.includes('%') || !URL.canParse(whole)) return [];
  return [new URL(whole).host];
};

const isOff = (enabled: unknown): boolean => enabled !== undefined && ['false', '0', ''].includes(String(enabled));

/**
 * Reads a site configuration.
 *
 * @returns null if the text is none
 */
export const readSiteConfig = (text: string): SeenSite | null => {
  let raw: unknown;
  try {
    raw = parse(text, { maxAliasCount: 100 });
  } catch {
    return null; // no YAML, so no site configuration either
  }
  const result = SITE.safeParse(raw);
  if (!result.success || result.data.languages.length === 0) return null;
  const { base, baseVariants, languages } = result.data;
  return {
    hosts: [
      ...new Set(
        [base, ...baseVariants.map((each) => each.base), ...languages.map((each) => each.base)].flatMap(hostOf)
      ),
    ],
    languages: languages.map((language) => ({
      ...{ uid: language.languageId, title: language.title, code: codeOf(language) },
      ...(isOff(language.enabled) ? { isOff: true } : {}),
    })),
  };
};
