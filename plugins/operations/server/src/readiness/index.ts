import { readinessProblems } from '@inprint/kit/readiness';
import type { Context } from 'koa';

import { isLeaving } from '../shutdown';
import { configOf, type Strapi } from '../strapi';
import { checkDatabase, checkFolders } from './checks';

const PATH = '/_ready';

/** What can be asked without the database is told even where that is gone; what needs it would only wait for it. */
const problemsOf = async (strapi: Strapi): Promise<Record<string, readonly string[]>> => {
  if (isLeaving(strapi)) return { shutdown: ['The server is on its way out.'] };
  const [database, disk] = await Promise.all([checkDatabase(strapi), checkFolders(strapi)]);
  const rest = database.length === 0 ? await readinessProblems(strapi) : {};
  return { ...(database.length > 0 ? { database } : {}), ...(disk.length > 0 ? { disk } : {}), ...rest };
};

/** `/_health` is Strapi's and says that the process lives. `/_ready` says whether requests should be sent here. */
export const answerReadiness = (strapi: Strapi): void => {
  const { router } = strapi.server;
  router.get(PATH, async (ctx: Context) => {
    ctx.set('Cache-Control', 'no-store');
    const problems = await problemsOf(strapi);
    if (Object.keys(problems).length === 0) {
      ctx.status = 204;
      return;
    }
    strapi.log.warn(`plugin::operations: not ready: ${JSON.stringify(problems)}`);
    ctx.status = 503;
    ctx.set('Retry-After', String(configOf(strapi).retryAfterSeconds));
    ctx.body = { status: 'not-ready', failing: Object.keys(problems) };
  });
};
