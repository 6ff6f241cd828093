import { isOrderable } from './availability';
import type { Explanation } from './decision';
import type { Day, Locale } from './facts';

/** Something about a material that an editor should know before a reader notices. */
export type Warning =
  | { readonly kind: 'nothing-left' }
  /** Readers are told of a new edition and led to none. */
  | { readonly kind: 'no-successor'; readonly locale: Locale }
  | { readonly kind: 'other-language-pdf'; readonly locale: Locale; readonly pdfLocale: Locale; readonly now: boolean }
  /** One language's file was copied into another: its readers are promised a PDF in their language, and get that one. */
  | { readonly kind: 'same-pdf'; readonly locale: Locale; readonly pdfLocale: Locale }
  | { readonly kind: 'late'; readonly locale: Locale; readonly expectedOn: Day };

/** Pages that offer as their own language's the very file that is an earlier language's own. */
const copiedPdfs = (seen: readonly ({ readonly locale: Locale } & Explanation)[]): Warning[] => {
  const owners = new Map<string, Locale>();
  return seen.flatMap(({ locale, facts: { pdf } }): Warning[] => {
    if (pdf?.locale !== locale) return [];
    const owner = owners.get(pdf.url);
    if (owner !== undefined) return [{ kind: 'same-pdf', locale, pdfLocale: owner }];
    owners.set(pdf.url, locale);
    return [];
  });
};

/**
 * What to warn of.
 *
 * @param explanations one for each locale of the site, in their order, as readers see it; null where they see nothing
 * @param hasPdfByLanguage false where one PDF is meant for all languages
 */
export const warningsOf = (
  explanations: ReadonlyMap<Locale, Explanation | null>,
  hasPdfByLanguage = true
): Warning[] => {
  const warnings: Warning[] = [];
  const seen = [...explanations].flatMap(([locale, explanation]) =>
    // A page in another language that stands in for a missing translation is no page of this locale.
    explanation && explanation.facts.version.locale === locale ? [{ locale, ...explanation }] : []
  );
  const closed = seen.filter(({ facts }) => facts.state !== 'withdrawn' && facts.state !== 'replaced');
  if (closed.some(({ facts }) => (facts.state === null || !isOrderable(facts.state)) && facts.pdf === null)) {
    warnings.push({ kind: 'nothing-left' });
  }
  for (const { locale, facts, decision } of seen) {
    if (facts.state === 'replaced' && decision.type !== 'successor') warnings.push({ kind: 'no-successor', locale });
  }
  if (hasPdfByLanguage) warnings.push(...copiedPdfs(closed));
  for (const { locale, facts, decision } of closed) {
    if (facts.pdf && facts.pdf.locale !== locale) {
      warnings.push({
        kind: 'other-language-pdf',
        locale,
        pdfLocale: facts.pdf.locale,
        now: decision.type === 'download',
      });
    }
    if (decision.isLate && decision.expectedOn !== null && decision.type !== 'order') {
      warnings.push({ kind: 'late', locale, expectedOn: decision.expectedOn });
    }
  }
  return warnings;
};
