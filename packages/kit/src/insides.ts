/**
 * Strapi's insides that the plugins lean on (docs/strapi-internals.md). Each is looked at where a server starts: where a release of Strapi
 * changed one, the log says so, and what leans on it is off. What must hold is never switched off: an error in the log at each start, a plugin that stands still, or no start.
 */
import type { Strapi } from './strapi';

/** An inside of Strapi, and what goes without it. */
export interface Inside {
  /** What of Strapi is meant, as its sources call it: `contentAPI.addQueryParams`. */
  readonly inside: string;
  /** What is off where it is not as it was. */
  readonly nicety: string;
  /** @throws or returns false where it is not as this release of Inprint knows it */
  readonly isKnown: () => boolean;
}

/** Shared by all plugins of one Strapi, each of which brings this module along: an inside is named once. */
const TOLD = Symbol.for('inprint.insides');

const toldOf = (strapi: Strapi): Set<string> => {
  const held = strapi as unknown as { [TOLD]?: Set<string> };
  held[TOLD] ??= new Set();
  return held[TOLD];
};

const holds = (isKnown: Inside['isKnown']): boolean => {
  try {
    return isKnown();
  } catch {
    return false; // what it looked into is not there any more
  }
};

const tell = (strapi: Strapi, inside: string, level: 'warn' | 'error', consequence: string): void => {
  const told = toldOf(strapi);
  if (!told.has(inside)) {
    strapi.log[level](`Strapi ${releaseOf(strapi)} changed this: ${inside}. ${consequence}`);
  }
  told.add(inside);
};

/** Which Strapi runs here, as it says itself. */
export const releaseOf = (strapi: Strapi): string => String(strapi.config.get('info.strapi') ?? '');

/** May the nicety be on? Where not, the log says once which inside this release of Strapi changed. */
export const knowsInside = (strapi: Strapi, { inside, nicety, isKnown }: Inside): boolean => {
  if (holds(isKnown)) return true;
  tell(strapi, inside, 'warn', `${nicety} is off until Inprint knows this release; everything else works.`);
  return false;
};

/** For what nobody can do without: the log says at each start what does not hold, as an error, and what to do. */
export const requireInside = (
  strapi: Strapi,
  { inside, consequence, isKnown }: Pick<Inside, 'inside' | 'isKnown'> & { readonly consequence: string }
): boolean => {
  if (holds(isKnown)) return true;
  tell(strapi, inside, 'error', consequence);
  return false;
};
