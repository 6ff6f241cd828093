import { isOrderable } from './availability';
import type { Explanation } from './decision';
import type { Day, Locale } from './facts';

/** Something about a material that an editor should know before a reader notices. */
export type Warning =
  | { readonly kind: 'nothing-left' }
  /** Readers are told of a new edition and led to none. */
  | { readonly kind: 'no-successor'; readonly locale: Locale }
  | { readonly kind: 'other-language-pdf'; readonly locale: Locale; readonly pdfLocale: Locale; readonly now: boolean }
  | { readonly kind: 'late'; readonly locale: Locale; readonly expectedOn: Day };

/**
 * What to warn of.
 *
 * @param explanations one for each locale of the site, as readers see it; null where they see nothing
 */
export const warningsOf = (explanations: ReadonlyMap<Locale, Explanation | null>): Warning[] => {
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
