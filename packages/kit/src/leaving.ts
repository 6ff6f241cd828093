/**
 * A server that is on its way out answers what is open. What would stay open for ever, such as a stream of events, is ended by whoever
 * opened it: a plugin says so here, and whoever drains the server (the plugin “operations”) tells it.
 */
import type { Strapi } from './strapi';

/** Shared by all plugins of one Strapi, each of which brings this module along. */
const LEAVING = Symbol.for('inprint.leaving');

type Acts = Map<string, () => void>;

const actsOf = (strapi: Strapi): Acts => {
  const held = strapi as unknown as { [LEAVING]?: Acts };
  held[LEAVING] ??= new Map();
  return held[LEAVING];
};

/** @param act ends what would stay open; said again under a name, it takes the place of before */
export const whenLeaving = (strapi: Strapi, name: string, act: () => void): void => {
  actsOf(strapi).set(name, act);
};

/** No new connections are accepted any more. */
export const announceLeaving = (strapi: Strapi): void => {
  for (const act of actsOf(strapi).values()) act();
};
