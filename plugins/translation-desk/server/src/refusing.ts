import { errors } from '@strapi/utils';

import { wordsOfProblem, type Problem } from '../../domain/problem';
import { languageOfEditor, type Strapi } from './strapi';

/** Says what is wrong, in the language in which whoever asked uses the admin; programs are told in English. */
export const refusing = (strapi: Strapi) => {
  const say = (problem: Problem): string => wordsOfProblem(problem, languageOfEditor(strapi));
  return {
    say,

    /** @throws {errors.ValidationError} always, with the field that has to be changed */
    refuse(path: string | readonly string[], problem: Problem): never {
      const message = say(problem);
      throw new errors.ValidationError(message, {
        errors: [{ path: [path].flat(), message, name: 'ValidationError' }],
      });
    },
  };
};
