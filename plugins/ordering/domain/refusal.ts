import { countryNameOf } from './country';
import type { RuleRefusal } from './order-rules';
import type { Speech } from './speech';

/** Says which rule an order breaks, in the reader's language. */
export const sayRefusal = (refusal: RuleRefusal, { say, list, locale }: Speech): string => {
  switch (refusal.rule) {
    case 'max-per-order':
      return say('rule.max-per-order', { title: refusal.title, most: refusal.most });
    case 'most-copies':
      return say('rule.most-copies', { most: refusal.most });
    case 'pack-size':
      return say('rule.pack-size', { title: refusal.title, size: refusal.size });
    case 'per-recipient':
      return say('rule.per-recipient', { title: refusal.title, most: refusal.most, months: refusal.months });
    case 'country':
      return say('rule.country', {
        country: countryNameOf(refusal.country, locale),
        countries: list(refusal.countries.map((code) => countryNameOf(code, locale))),
      });
  }
};

/** Where a broken rule stands in what was sent. */
export const pathOfRefusal = ({ rule, line }: RuleRefusal): readonly string[] => {
  if (rule === 'country') return ['recipient', 'country'];
  return line === null ? ['lines'] : ['lines', String(line), 'quantity'];
};

/** A rule's numbers, for forms. */
export const valuesOfRefusal = (refusal: RuleRefusal): Readonly<Record<string, unknown>> => {
  switch (refusal.rule) {
    case 'max-per-order':
    case 'most-copies':
      return { max: refusal.most };
    case 'per-recipient':
      return { max: refusal.most, months: refusal.months };
    case 'pack-size':
      return { size: refusal.size };
    case 'country':
      return { countries: refusal.countries };
  }
};

/** Why a line cannot be filled. */
export type Unfilled = 'not-orderable' | 'too-few' | 'elsewhere' | 'unknown';

/** Says why a line cannot be filled, in the reader's language. */
export const sayUnfilled = (why: Unfilled, title: string, url: string | null, { say }: Speech): string =>
  say(`unfilled.${why}`, { title, url: url ?? '' });
