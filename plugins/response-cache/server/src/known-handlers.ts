import { existsSync } from 'node:fs';
import path from 'node:path';

import { factories } from '@strapi/strapi';

import { isKnownName } from './known-middlewares';
import { nameOfRoute, type Route } from './routes-taken';
import type { Strapi } from './strapi';

/** Controllers of Strapi's own plugins whose answers are made of the database. */
const STRAPIS_PLUGINS: ReadonlySet<string> = new Set([
  'plugin::i18n.locales.listLocales',
  'plugin::upload.content-api.find',
  'plugin::upload.content-api.findOne',
  'plugin::users-permissions.role.find',
  'plugin::users-permissions.role.findOne',
  'plugin::users-permissions.user.count',
  'plugin::users-permissions.user.find',
  'plugin::users-permissions.user.findOne',
]);

type Methods = Readonly<Record<string, unknown>>;

const textOf = (method: unknown): string | null => (typeof method === 'function' ? method.toString() : null);

/** Has nobody put something of his own in the place of what Strapi makes? */
const isAsMade = (methods: Methods, made: Methods, names: readonly string[]): boolean =>
  names.every((name) => textOf(made[name]) !== null && textOf(methods[name]) === textOf(made[name]));

/** All that there is to call, also what is inherited: Strapi's services are classes. */
const namesIn = (methods: Methods): string[] => {
  const names = new Set<string>();
  for (let of: unknown = methods; of !== null && of !== Object.prototype; of = Object.getPrototypeOf(of))
    for (const name of Object.getOwnPropertyNames(of)) if (typeof methods[name] === 'function') names.add(name);
  names.delete('constructor');
  return [...names];
};

/** What the reading actions of a core controller call. */
const CALLED = ['transformResponse', 'sanitizeOutput', 'sanitizeQuery', 'validateQuery'] as const;
const READS: ReadonlySet<string> = new Set(['find', 'findOne']);

/** Do controller and service of a content type answer this as Strapi makes them? */
const isCore = (strapi: Strapi, uid: string, action: string): boolean => {
  const type = strapi.contentTypes[uid as keyof typeof strapi.contentTypes];
  if (type === undefined || !READS.has(action)) return false;
  const controller = strapi.controller(uid as never) as Methods | undefined;
  const service = strapi.service(uid as never) as Methods | undefined;
  if (!controller || !service) return false;
  const made = factories.createCoreController(uid as never)({ strapi }) as unknown as Methods;
  const madeService = factories.createCoreService(uid as never)({ strapi }) as unknown as Methods;
  return isAsMade(controller, made, [action, ...CALLED]) && isAsMade(service, madeService, namesIn(madeService));
};

/**
 * Tells whether what a route answers is known to depend on nothing but the database: Strapi's own controllers, as long as nobody replaced a
 * part of them, and those of the plugins that come with this one.
 *
 * @param trusted names of handlers that somebody said do
 * @returns a function that gives the name of a handler that is not known; null for one that is
 */
export const createHandlerCheck = (strapi: Strapi, trusted: ReadonlySet<string>) => {
  const known = new Map<string, boolean>();

  /** Code of the application may replace any part of a plugin. */
  const isExtended = (plugin: string): boolean =>
    existsSync(path.join(strapi.dirs.dist.extensions, plugin, 'strapi-server.js'));

  const isKnown = (name: string, { info, handler }: Route): boolean => {
    if (trusted.has(name)) return true;
    if (typeof handler !== 'string') return false;
    if (info?.pluginName !== undefined && isExtended(info.pluginName)) return false;
    const end = name.lastIndexOf('.');
    return isKnownName(name) || STRAPIS_PLUGINS.has(name) || isCore(strapi, name.slice(0, end), name.slice(end + 1));
  };

  return (route: Route): string | null => {
    const name = nameOfRoute(route);
    let is = known.get(name);
    if (is === undefined) known.set(name, (is = isKnown(name, route)));
    return is ? null : name;
  };
};
