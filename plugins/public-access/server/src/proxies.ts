import { configOf, type Strapi } from './strapi';

/**
 * Behind proxies, the reader's address is the one that the outermost of them saw: the last but so many of `X-Forwarded-For`. What
 * stands before it was written by the reader, who can write anything.
 */
export const trustProxies = (strapi: Strapi): void => {
  const { proxies } = configOf(strapi);
  if (proxies === 0) return;
  const { app } = strapi.server;
  app.proxy = true;
  app.maxIpsCount = proxies;
};
