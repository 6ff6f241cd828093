import { neighbourOf } from '@inprint/kit/neighbours';

import type { Use } from '../../../domain/question';
import { refuse } from '../refusing';
import { configOf, type Strapi } from '../strapi';

/**
 * Whoever could ask by fields that answers blank would read them letter by letter. Can an answer withhold this attribute from readers? The configuration says so, and `availability`, where it is installed.
 */
export const isWithheld = (strapi: Strapi, { uid, attribute }: Pick<Use, 'uid' | 'attribute'>): boolean => {
  const service = neighbourOf(strapi, 'availability', 'withholding');
  return [configOf(strapi).withheld, service?.withheld()].some((list) => list?.[uid]?.includes(attribute));
};

/** @throws {errors.ValidationError} if answers may withhold the field from readers */
export const refuseWithheld = (strapi: Strapi, use: Use): void => {
  if (!isWithheld(strapi, use)) return;
  refuse(
    'field-not-for-questions',
    use.path,
    `${use.path.join('.')}: readers cannot filter or sort by “${use.attribute}”, because answers may withhold it. Leave it out, or send an API token.`
  );
};
