import { setTimeout as pause } from 'node:timers/promises';

import { requireInside } from '@inprint/kit/insides';
import { announceLeaving } from '@inprint/kit/leaving';

import { configOf, type Strapi } from '../strapi';
import { drain } from './drain';
import { followRequests } from './open-requests';

/** Servers that are on their way out: not ready any more, and alive. */
const leaving = new WeakSet<Strapi>();

export const isLeaving = (strapi: Strapi): boolean => leaving.has(strapi);

/**
 * One of Strapi's insides: at SIGTERM and SIGINT it calls `strapi.destroy`, which ends plugins first and then cuts every connection. Here
 * what is open is answered before any of that.
 */
export const drainBeforeTheEnd = (strapi: Strapi): void => {
  const isKnown = requireInside(strapi, {
    inside: 'strapi.destroy and server.httpServer',
    consequence: 'At SIGTERM open requests are cut: take this server out of the proxy before it is stopped.',
    isKnown: () => typeof strapi.destroy === 'function' && typeof strapi.server.httpServer.close === 'function',
  });
  if (!isKnown) return;
  const { httpServer } = strapi.server;
  const requests = followRequests(httpServer);
  const destroy = strapi.destroy.bind(strapi);
  strapi.destroy = async () => {
    if (!isLeaving(strapi) && httpServer.listening) {
      leaving.add(strapi);
      const { delaySeconds, graceSeconds } = configOf(strapi).shutdown;
      if (delaySeconds > 0) await pause(delaySeconds * 1000);
      announceLeaving(strapi);
      const { open, cut } = await drain(httpServer, requests, graceSeconds * 1000);
      if (cut > 0) {
        strapi.log.error(
          `plugin::operations: ${cut} of ${open} open requests were not answered within ${graceSeconds} s and are cut.`
        );
      } else if (open > 0) strapi.log.info(`plugin::operations: answered ${open} open requests before the end.`);
    }
    await destroy();
  };
};
