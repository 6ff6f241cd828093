import path from 'node:path';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { pageOf } from './addresses';
import { createApi, Refusal } from './api';
import { readAssets, type Assets } from './assets';
import { BASKET_COOKIE } from './basket';
import { feed, openSearch, robots, sitemap, sitemapIndex } from './feeds';
import { isOldAddress, presentAddress } from './old-address';
import { article } from './pages/article';
import { home } from './pages/home';
import { material } from './pages/material';
import { materials } from './pages/materials';
import { failure, missing } from './pages/missing';
import { order, sendOrder } from './pages/order';
import { showStatus, statusPage } from './pages/order-status';
import { sendWaitlist, waitlistPage } from './pages/waitlist';
import { NOT_KEPT, send, sendAsset } from './sending';
import type { Answer, View, Visit } from './view';
import { DEFAULT_LOCALE, isSiteLocale, LOCALES, speechIn, type SiteLocale } from './words';

type Body = Readonly<Record<string, unknown>>;

/** What a reader reads. */
const readPage = async (visit: Visit, parts: readonly string[], cookie: string | undefined): Promise<Answer | null> => {
  const [section = '', name = '', ...rest] = parts;
  if (rest.length > 0) return null;
  if (name === '') {
    if (section === '') return home(visit);
    if (section === 'materials') return materials(visit);
    if (section === 'news') return { kind: 'redirect', status: 308, to: pageOf.home(visit.view.locale) };
    if (section === 'order') return order(visit, cookie);
    if (section === 'waitlist') return waitlistPage(visit);
    if (section === 'feed.xml') return feed(visit);
    if (section === 'opensearch.xml') return openSearch(visit);
    return sitemap(visit, section);
  }
  if (section === 'materials') return material(visit, name);
  if (section === 'news') return article(visit, name);
  return section === 'order' && name === 'status' ? statusPage(visit) : null;
};

/** What a reader sends in a form. */
const sendForm = async (
  visit: Visit,
  parts: readonly string[],
  cookie: string | undefined,
  body: Body
): Promise<Answer | null> => {
  const place = parts.join('/');
  if (place === 'order') return sendOrder(visit, cookie, body);
  if (place === 'order/status') return showStatus(visit, body);
  return place === 'waitlist' ? sendWaitlist(visit, body) : null;
};

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

/** Of an address that cannot be read. */
const NOWHERE = ['_', '_', '_'];

/** The language that an address begins with, and the rest of it in parts; null for what is no page of the site. */
const placeIn = (address: string): { locale: SiteLocale; parts: string[] } | null => {
  const [, locale, ...rest] = address.split('/');
  if (!isSiteLocale(locale)) return null;
  const parts = rest.map(decoded);
  return { locale, parts: parts.every((part) => part !== null) ? parts : NOWHERE };
};

/** A page of the site in a language that it does not speak: the portal may have editions and mails in more languages than these. */
const FOREIGN =
  /^\/(?!(?:api|admin)\/)[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*(?=\/(?:$|materials(?:\/|$)|news(?:\/|$)|order(?:\/|$)|waitlist$))/;

/** The reader's own language, of those that the site speaks. */
const preferred = (ctx: Context): SiteLocale => {
  const language = ctx.acceptsLanguages(LOCALES);
  return isSiteLocale(language) ? language : DEFAULT_LOCALE;
};

const hostOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).host : null);

/** Forms of pages elsewhere are none of ours. A proxy that ends TLS need not say so: the host tells. */
const isFromHere = (ctx: Context, { origin }: View): boolean => {
  const from = ctx.get('Origin');
  return from === '' || [ctx.host, hostOf(origin)].includes(hostOf(from) ?? 'elsewhere');
};

const FOUND = 302;
const PERMANENT = 308;
const UNSERVED = 404;
const FAILED = 503;
const BUSY = 429;
const BUSY_FOR_SECONDS = 5;

/** Pages are made a few at once, so that there is always time for small things in between. */
interface Places {
  readonly enter: (ctx: Context, weight: number) => Promise<boolean>;
  readonly leave: (ctx: Context) => void;
}

/** The portal's own pages for readers, made on the server: they work without a script, and are true when they are sent. */
export const createSite = (strapi: Core.Strapi) => {
  const folder = path.join(strapi.dirs.static.public, 'site');
  let assets: Assets | undefined;
  /** Once, but anew for whoever works on them. */
  const readAssetsOnce = (): Assets =>
    assets && process.env.NODE_ENV !== 'development' ? assets : (assets = readAssets(folder));
  const stockStatus = strapi.config.get('plugin::availability.stockStatus.uid', '') as string;

  const isLive =
    Boolean(strapi.config.get('plugin::response-cache.active')) &&
    Boolean(strapi.config.get('plugin::response-cache.live'));

  const viewFor = (ctx: Context, locale: SiteLocale): View => ({
    ...speechIn(locale),
    origin: ((strapi.config.get('server.url') as string | undefined) || ctx.origin).replace(/\/$/, ''),
    assets: readAssetsOnce(),
    timeZone: strapi.config.get('plugin::availability.timeZone', 'Europe/Berlin') as string,
    isLive,
  });

  const visitOf = (ctx: Context, view: View): Visit => ({
    view,
    api: createApi(strapi, ctx, view.locale),
    query: new URLSearchParams(ctx.querystring),
    preview: new URLSearchParams(ctx.querystring).get('preview'),
    // Readers learn no more of it than one sentence: whether languages are counted apart.
    hasOwnStocks: async (material) =>
      (await strapi.db.query(stockStatus).count({ where: { material, edition: { $notNull: true } } })) > 0,
  });

  /** Makes and sends an answer; what the API refuses is said in words. */
  const answer = async (ctx: Context, view: View, make: (visit: Visit) => Promise<Answer | null>): Promise<void> => {
    const places = strapi.plugin('public-access')?.service('pages') as Places | undefined;
    if (places && !(await places.enter(ctx, 1))) {
      return send(ctx, view, failure(view, BUSY, String(BUSY_FOR_SECONDS)), NOT_KEPT);
    }
    const visit = visitOf(ctx, view);
    try {
      const made = (await make(visit)) ?? missing(view);
      await send(ctx, view, made, visit.api.holding);
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      const { status, retryAfter } = reason;
      if (status === UNSERVED || status === 400) return send(ctx, view, missing(view), visit.api.holding);
      return send(ctx, view, failure(view, status === BUSY ? status : FAILED, retryAfter), visit.api.holding);
    } finally {
      places?.leave(ctx);
    }
    return undefined;
  };

  /** An address without a language: it leads to a page in the language that it asks for, else in the reader's own. */
  const lead = (ctx: Context): void => {
    const { locale: asked } = ctx.query;
    const isAsked = isSiteLocale(asked);
    const locale = isAsked ? asked : preferred(ctx);
    const address = presentAddress(ctx.path, new URLSearchParams(ctx.querystring), locale) ?? pageOf.home(locale);
    if (!isAsked) ctx.vary('Accept-Language');
    ctx.set('Cache-Control', 'no-cache');
    ctx.redirect(address);
    ctx.status = isAsked && ctx.path !== '/' ? PERMANENT : FOUND;
  };

  const leadToOwnLanguage = (ctx: Context): void => {
    const own = ctx.path.replace(FOREIGN, `/${preferred(ctx)}`);
    ctx.vary('Accept-Language');
    ctx.set('Cache-Control', 'no-cache');
    ctx.redirect(own + (ctx.querystring === '' ? '' : `?${ctx.querystring}`));
  };

  /**
   * What stands beside the languages. Nothing of the request but its path is looked at before it is known that it is ours: answers to everything
   * else must not depend on more.
   */
  const withoutLanguage = async (ctx: Context): Promise<boolean> => {
    const { path: address } = ctx;
    if (address === '/' || isOldAddress(address)) lead(ctx);
    else if (FOREIGN.test(address)) leadToOwnLanguage(ctx);
    else if (address === '/sitemap.xml') await answer(ctx, viewFor(ctx, DEFAULT_LOCALE), sitemapIndex);
    else if (address === '/robots.txt')
      await answer(ctx, viewFor(ctx, DEFAULT_LOCALE), (visit) => Promise.resolve(robots(visit)));
    else return false;
    return true;
  };

  return async (ctx: Context, next: Next): Promise<unknown> => {
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    const asset = isRead && ctx.path.startsWith('/site/') ? readAssetsOnce().find(ctx.path) : undefined;
    if (asset) return sendAsset(ctx, asset);
    const place = placeIn(ctx.path);
    if (place === null) return isRead && (await withoutLanguage(ctx)) ? undefined : next();

    const { locale, parts } = place;
    const view = viewFor(ctx, locale);
    const cookie = ctx.cookies.get(BASKET_COOKIE);
    if (isRead) {
      // One address for one page: `/de` is `/de/`, and `/de/materials/` is `/de/materials`.
      const isOdd = parts.length === 0 || (parts.length > 1 && parts.at(-1) === '');
      if (isOdd) {
        const plain = parts.length === 0 ? `${ctx.path}/` : ctx.path.replace(/\/$/, '');
        ctx.set('Cache-Control', 'no-cache');
        ctx.redirect(plain + (ctx.querystring === '' ? '' : `?${ctx.querystring}`));
        ctx.status = PERMANENT;
        return undefined;
      }
      return answer(ctx, view, (visit) => readPage(visit, parts, cookie));
    }
    if (ctx.method !== 'POST' || !isFromHere(ctx, view)) return next();
    const body = ((ctx.request as { body?: unknown }).body ?? {}) as Body;
    return answer(ctx, view, (visit) => sendForm(visit, parts, cookie, body));
  };
};
