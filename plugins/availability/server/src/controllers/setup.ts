import type { Context } from 'koa';

import { wordsOfSetupProblem } from '../../../domain/setup';
import { isReady, modelOf, setupProblemsOf } from '../setup';
import { languageOfEditor, type Strapi } from '../strapi';

/** Tells the admin what is missing, in the language of whoever asks. */
export const createSetupController = (strapi: Strapi) => ({
  /** `GET /availability/setup` */
  show(ctx: Context): void {
    const language = languageOfEditor(strapi);
    const problems = setupProblemsOf(strapi).map((problem) => ({
      path: problem.path,
      message: wordsOfSetupProblem(problem, language),
      example: problem.example ?? null,
    }));
    const types = isReady(strapi)
      ? { materialUid: modelOf(strapi).material.uid, stockStatusUid: modelOf(strapi).stockStatus.uid }
      : { materialUid: null, stockStatusUid: null };
    ctx.body = { data: { ready: isReady(strapi), problems, ...types } };
  },
});
