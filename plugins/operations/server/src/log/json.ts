import { logEntry, type Logged, type LoggedRequest } from '../../../domain/log-entry';
import { configOf, type Strapi } from '../strapi';
import { beginningOf, identifyRequests } from './request-ids';

/** Where winston’s transports find the line that they write. */
const LINE = Symbol.for('message');

/** Strapi’s own line about a request is written when its answer is there. */
const ANSWERED = 'http';

type Info = Logged & { [LINE]?: string };

const requestOf = (strapi: Strapi, level: string): LoggedRequest | null => {
  const ctx = strapi.requestContext.get();
  const beginning = beginningOf(ctx);
  if (!ctx || !beginning) return null;
  const { id, at } = beginning;
  const answer = level === ANSWERED ? { status: ctx.status, ms: Math.ceil(performance.now() - at) } : null;
  return { requestId: id, method: ctx.method, url: ctx.originalUrl, answer };
};

/** Node prints its warnings itself, as text. */
const warnInLog = (strapi: Strapi): void => {
  for (const listener of process.listeners('warning')) {
    if (listener.name === 'onWarning') process.removeListener('warning', listener);
  }
  process.on('warning', (warning) => strapi.log.warn(warning));
};

/** One object a line, for programs that collect logs. The table that Strapi prints at the start is for people, and left out. */
export const logInJson = (strapi: Strapi): void => {
  if (configOf(strapi).log.format !== 'json') return;
  const format = {
    transform: (info: Info): Info => {
      info[LINE] = logEntry(info, new Date(), requestOf(strapi, info.level));
      return info;
    },
  };
  strapi.log.format = format as never;
  warnInLog(strapi);
  strapi.config.set('server.logger.startup.enabled', false);
  const { httpServer } = strapi.server;
  identifyRequests(httpServer);
  httpServer.once('listening', () => strapi.log.info(`The server listens at ${JSON.stringify(httpServer.address())}.`));
};
