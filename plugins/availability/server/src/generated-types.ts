import { createRequire } from 'node:module';

import { knowsInside } from '@inprint/kit/insides';

import { isReady, modelOf } from './setup';
import { configOf, type Strapi } from './strapi';

interface Options {
  readonly strapi: Strapi;
}

interface Generators {
  generate: (options: Options) => Promise<unknown>;
}

/** Marks generators that know the action, and holds the one that does not. */
const STRAPIS = Symbol.for('inprint.strapis-type-generator');

type Wrapped = Generators & { [STRAPIS]?: Generators['generate'] };

/** Strapi's own generator, in the copy that its command line uses; null where this Strapi has none. */
const generatorsOf = (): Wrapped | null => {
  try {
    const fromStrapi = createRequire(require.resolve('@strapi/strapi/package.json'));
    const { generators } = fromStrapi('@strapi/typescript-utils') as { generators?: Partial<Wrapped> };
    return typeof generators?.generate === 'function' ? (generators as Wrapped) : null;
  } catch {
    return null;
  }
};

/** JSON, and not required: programs on the server write materials without it. */
const ACTION = { type: 'json', writable: false } as const;

/** A Strapi whose materials have an attribute `action`, as their answers do. */
const withAction = (strapi: Strapi): Strapi => {
  if (!isReady(strapi) || !configOf(strapi).active) return strapi;
  const { uid } = modelOf(strapi).material;
  const contentTypes = strapi.contentTypes as unknown as Record<string, { attributes: object }>;
  const material = contentTypes[uid];
  if (!material) return strapi;
  const described = { ...material, attributes: { ...material.attributes, action: ACTION } };
  return Object.create(strapi, {
    contentTypes: { value: { ...contentTypes, [uid]: described } },
  }) as Strapi;
};

/**
 * `strapi ts:generate-types` (and `strapi develop`, where it is told to) write `action` among the attributes of materials. One of Strapi's
 * insides: where this Strapi generates types in another way, they are as it makes them, and the log says so.
 */
export const addActionToTypes = (strapi: Strapi): void => {
  const generators = generatorsOf();
  const isOn = knowsInside(strapi, {
    inside: 'generators.generate of @strapi/typescript-utils',
    nicety: '“action” among generated types',
    isKnown: () => generators !== null,
  });
  if (!isOn || !generators) return;
  const generate = generators[STRAPIS] ?? generators.generate;
  generators[STRAPIS] = generate;
  generators.generate = (options) => generate({ ...options, strapi: withAction(options.strapi) });
};
