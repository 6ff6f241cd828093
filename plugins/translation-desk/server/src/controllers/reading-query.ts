import { errors } from '@strapi/utils';
import { z } from 'zod';

import { TRANSLATION_STATES } from '../../../domain/translation';

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Refuses what no page of the admin sends, so in English. @throws ValidationError that names every problem */
export const refuseQuery = (problems: readonly Problem[], prefix: readonly string[] = []): never => {
  const named = problems.map(({ path, message }) => ({
    path: [...prefix, ...path.map(String)],
    message,
    name: 'ValidationError',
  }));
  throw new errors.ValidationError(named.map(({ message }) => message).join(' '), { errors: named });
};

/** `fr,en` in a query string. */
export const listOf = <Word extends string>(part: z.ZodType<Word, string>) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(part).max(100));

/** What the desk can be narrowed down to, and with it what is exported. */
export const FILTERS = {
  type: z.string('type must be the uid of a content type.').default(''),
  states: listOf(z.enum(TRANSLATION_STATES, `states must be some of ${TRANSLATION_STATES.join(', ')}.`)),
  search: z.string('search must be text.').max(200, 'search must have at most 200 characters.').default(''),
};
