import type { UnfilledLines } from '../../../domain/filling';
import { sayUnfilled } from '../../../domain/refusal';
import { speechFor } from '../../../domain/speech';
import { serviceOf, type Strapi } from '../strapi';
import { refusal, type StoredAnswer } from './answer';
import type { WantedLine } from './wanted-lines';

/** 409, with what the reader can do instead of each failed line: asked again, as it is now. */
export const conflict = async (
  strapi: Strapi,
  lines: readonly WantedLine[],
  unfilled: UnfilledLines,
  locale: string
): Promise<StoredAnswer> => {
  const failed = lines.filter(({ index }) => unfilled.has(index));
  const desk = await serviceOf(strapi, 'catalogue').resolverFor(failed.map(({ material }) => material));
  const speech = speechFor(locale);
  const details = failed.map(({ index, material, locale: language, quantity, title }) => {
    const action = desk.answer(material, language);
    const noted = unfilled.get(index) ?? 'not-orderable';
    // By now the rest may be gone as well: the words and the button say the same.
    const reason = noted === 'too-few' && action.type !== 'order' ? 'not-orderable' : noted;
    const message = sayUnfilled(reason, title, action.url, speech);
    return { index, material, locale: language, quantity, reason, code: reason, message, action };
  });
  return refusal({
    status: 409,
    name: 'ConflictError',
    message: `${speech.say('unfilled.summary', { count: failed.length })} ${details.map(({ message }) => message).join(' ')}`,
    details: { code: 'unfilled', lines: details },
  });
};
