import type { Strapi } from '../strapi';

/** So many different things are advised on; whoever asks may name headers without end. */
const MAX_ADVICE = 50;

/** Says once what keeps answers from being kept, and what to do about it. */
export type Advise = (what: string, words: string) => void;

export const createAdvice = (strapi: Strapi): Advise => {
  const advised = new Set<string>();
  return (what, words) => {
    if (advised.has(what) || advised.size >= MAX_ADVICE) return;
    advised.add(what);
    strapi.log.warn(`response-cache: ${words}`);
  };
};
