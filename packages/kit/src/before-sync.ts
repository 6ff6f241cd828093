import { requireInside } from './insides';
import type { Strapi } from './strapi';

interface Hook {
  register(handler: () => Promise<void>): unknown;
  call(context: unknown): Promise<unknown>;
}

const HOOK = 'strapi::content-types.beforeSync';

/**
 * In a plugin's `register`: looks at the database before anything is changed in it. Strapi runs what is registered for this moment at once and
 * side by side, and plugins make tables then: a check comes before all of it.
 *
 * @param check rejects, in words, where the start must not go on
 */
export const checkBeforeSync = (strapi: Strapi, check: () => Promise<void>): void => {
  const hook = strapi.hook(HOOK) as Hook;
  const isFirst = requireInside(strapi, {
    inside: `the hook ${HOOK}, and its call`,
    consequence: 'What the database must allow is looked at while plugins make their tables in it.',
    isKnown: () => typeof hook.call === 'function',
  });
  if (!isFirst) return void hook.register(check);
  const call = hook.call.bind(hook);
  hook.call = async (context) => {
    await check();
    return call(context);
  };
};
