import { releaseOf, requireInside } from '@inprint/kit/insides';

import {
  AVAILABILITY_ATTRIBUTE,
  descriptionPartOf,
  findSetupProblems,
  wordsOfSetupProblem,
  type AttributeDescription,
  type SetupProblem,
  type TypeDescription,
} from '../../domain/setup';
import { OWN_STOCK_STATUS, readConfig, type AvailabilityConfig } from './config';
import { findDuplicates } from './duplicates';
import { fileJoinOf, type JoinTable } from './file-join';
import type { Schema, Strapi } from './strapi';

/** The content type of publications as the configuration names it, and what follows from its schema. */
export interface MaterialModel extends Omit<AvailabilityConfig['material'], 'availability'> {
  /** The column that lists are filtered by. */
  readonly availability: string;
  readonly hasDrafts: boolean;
  readonly isLocalised: boolean;
}

/** What the plugin works with. Other plugins take it from the service `model`, so that nothing is configured twice. */
export interface Model {
  readonly material: MaterialModel;
  readonly stockStatus: { readonly uid: string };
}

interface Setup {
  readonly config: AvailabilityConfig | null;
  model: Model | null;
  problems: readonly SetupProblem[];
  /** Was it looked at what only the database knows? */
  isStoredStockChecked: boolean;
  /** What is named and not there, and missed by nobody who orders: the plugin goes on without it. */
  readonly omissions: readonly SetupProblem[];
}

/** By instance: there may be two in one process. */
const setups = new WeakMap<Strapi, Setup>();

/** Read when it is first asked for: other plugins may be registered before this one. */
const setupOf = (strapi: Strapi): Setup => {
  const known = setups.get(strapi);
  if (known) return known;
  const setup = readSetup(strapi);
  setups.set(strapi, setup);
  return setup;
};

/** What keeps the plugin from working, and what it goes on without. */
export const setupProblemsOf = (strapi: Strapi): readonly SetupProblem[] => [
  ...setupOf(strapi).problems,
  ...setupOf(strapi).omissions,
];

/** Does the plugin work? Else it stands still, and the site goes on without it. */
export const isReady = (strapi: Strapi): boolean => setupOf(strapi).model !== null;

/** @throws where the plugin stands still: nothing that is reached then may ask */
export const modelOf = (strapi: Strapi): Model => {
  const { model } = setupOf(strapi);
  if (!model) throw new Error('plugin::availability is not set up: see the log of the start.');
  return model;
};

interface RawAttribute {
  readonly type: string;
  readonly customField?: string;
  readonly multiple?: boolean;
  readonly default?: unknown;
  readonly pluginOptions?: { readonly availability?: { readonly served?: boolean } };
}

const describeAttribute = (attribute: RawAttribute): AttributeDescription => ({
  type: attribute.type,
  ...(attribute.customField === undefined ? {} : { customField: attribute.customField }),
  multiple: attribute.multiple === true,
  hasDefault: attribute.default !== undefined,
  isServed: attribute.pluginOptions?.availability?.served === true,
});

interface RawType {
  readonly uid: string;
  readonly kind?: string;
  readonly options?: { readonly draftAndPublish?: boolean };
  readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } };
  readonly attributes: Readonly<Record<string, RawAttribute>>;
}

const describeType = (schema: Schema): TypeDescription => {
  const { uid, kind, options, pluginOptions, attributes } = schema as unknown as RawType;
  return {
    uid,
    isSingle: kind === 'singleType',
    hasDrafts: options?.draftAndPublish === true,
    isLocalised: pluginOptions?.i18n?.localized === true,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, describeAttribute(attribute)])
    ),
  };
};

const NEEDED_PLUGINS = ['i18n', 'upload', 'content-manager'];

/** The attribute that lists are filtered by. It is written by the database and shown, never typed. */
const servedAttribute = (isLocalised: boolean) => ({
  type: 'string',
  configurable: false,
  pluginOptions: { availability: { served: true }, ...(isLocalised ? { i18n: { localized: true } } : {}) },
});

/** Says in a schema what the type is for: the admin's forms read it there. */
const markType = (strapi: Strapi, uid: string, holds: 'publications' | 'stock') => {
  const schema = strapi.get('content-types').get(uid as never) as unknown as {
    pluginOptions?: object;
    readonly attributes: Record<string, object>;
  };
  schema.pluginOptions = { ...schema.pluginOptions, availability: { holds } };
  return schema;
};

/**
 * Reads the configuration, looks whether the content types fit, and adds the attribute that lists are filtered by to the type of
 * publications. Before Strapi reads the schemas into its database; what only the database knows is looked at in
 * {@link checkStoredStock}.
 */
const readSetup = (strapi: Strapi): Setup => {
  const { config, issues } = readConfig(strapi.config.get('plugin::availability'));
  if (!config) {
    const problems = issues.map(({ path, message }): SetupProblem => ({
      path,
      key: 'wrong-config',
      values: { message },
    }));
    return { config: null, model: null, problems, isStoredStockChecked: false, omissions: [] };
  }
  const types = Object.values(strapi.contentTypes).map((schema) => describeType(schema as Schema));
  const problems: SetupProblem[] = NEEDED_PLUGINS.filter((plugin) => !strapi.plugin(plugin)).map((plugin) => ({
    path: plugin,
    key: 'no-plugin',
    values: { plugin },
  }));
  const found = findSetupProblems(config, types);
  const omissions = found.filter((problem) => descriptionPartOf(problem) !== null);
  problems.push(...found.filter((problem) => descriptionPartOf(problem) === null));
  const type = types.find(({ uid }) => uid === config.material.uid);
  if (problems.length > 0 || !type) {
    return { config, model: null, problems, isStoredStockChecked: false, omissions };
  }
  const availability = config.material.availability ?? AVAILABILITY_ATTRIBUTE;
  const { hasDrafts, isLocalised } = type;
  const publications = markType(strapi, type.uid, 'publications');
  publications.attributes[availability] = servedAttribute(isLocalised);
  markType(strapi, config.stockStatus.uid, 'stock');
  const description = {
    ...config.material.description,
    ...Object.fromEntries(omissions.map((problem) => [descriptionPartOf(problem), null])),
  };
  return {
    config,
    model: {
      material: { ...config.material, description, availability, hasDrafts, isLocalised },
      stockStatus: config.stockStatus,
    },
    problems,
    isStoredStockChecked: false,
    omissions,
  };
};

/** @throws where something of it is of another shape */
const hasJoinTable = (join: JoinTable): boolean =>
  [join.name, join.joinColumn.name, join.morphColumn.idColumn.name, join.morphColumn.typeColumn.name].every(
    (name) => typeof name === 'string'
  );

/** What no button can be right without, of how Strapi keeps content types and files: where it is another, the plugin stands still. */
const unknownInsides = (strapi: Strapi, { material }: Model): SetupProblem[] => {
  const insides: readonly [string, () => boolean][] = [
    [
      'the registry of content types, extended in register',
      () => material.availability in strapi.db.metadata.get(material.uid).attributes,
    ],
    ['db.metadata: the join table of the media library', () => hasJoinTable(fileJoinOf(strapi))],
  ];
  const consequence = 'No button can be trusted: the plugin “availability” stands still.';
  return insides
    .filter(([inside, isKnown]) => !requireInside(strapi, { inside, consequence, isKnown }))
    .map(([inside]) => ({ path: 'strapi', key: 'unknown-strapi', values: { release: releaseOf(strapi), inside } }));
};

/** Looks at what only the database knows: rows of before that no unique index can be made over. Once the tables are there. */
export const checkStoredStock = async (strapi: Strapi): Promise<void> => {
  const setup = setupOf(strapi);
  setup.isStoredStockChecked = true;
  if (!setup.model) return;
  const { client } = strapi.db.dialect;
  const isKnown = client === 'sqlite' || client === 'postgres';
  const unknown: SetupProblem[] = isKnown
    ? unknownInsides(strapi, setup.model)
    : [{ path: 'database', key: 'unknown-database', values: { client } }];
  setup.problems = unknown.length > 0 ? unknown : await findDuplicates(strapi, setup.model.stockStatus.uid);
  if (setup.problems.length > 0) setup.model = null;
};

/** In `bootstrap`: at the latest there, where Strapi did not call the hook after its tables were brought up to date. */
export const ensureStoredStockChecked = async (strapi: Strapi): Promise<void> => {
  const isCalled = requireInside(strapi, {
    inside: 'the hook strapi::content-types.afterSync',
    consequence:
      'Stock of before is looked at later: plugins that started earlier may not know that “availability” stands still.',
    isKnown: () => setupOf(strapi).isStoredStockChecked,
  });
  if (!isCalled) await checkStoredStock(strapi);
};

const linesOf = (told: readonly SetupProblem[]): string =>
  told
    .map((problem) => {
      const example = problem.example ? `\n      ${problem.example}` : '';
      return `  - ${problem.path}: ${wordsOfSetupProblem(problem, 'en')}${example}`;
    })
    .join('\n');

/** Everything that is missing and how to write it, in English; empty where nothing is. */
export const setupProblemLines = (strapi: Strapi): string => linesOf(setupProblemsOf(strapi));

/** Says once, in the log, everything that is missing and how to write it. */
export const tellSetupProblems = (strapi: Strapi): void => {
  const { problems, omissions } = setupOf(strapi);
  if (problems.length > 0) {
    strapi.log.error(
      `The plugin “availability” is not set up and stands still; everything else works. In config/plugins, under availability.config:\n${linesOf([...problems, ...omissions])}`
    );
  } else if (omissions.length > 0) {
    strapi.log.warn(
      `The plugin “availability” describes publications to search engines without what is not there. In config/plugins, under availability.config:\n${linesOf(omissions)}`
    );
  }
};

/** Is the type that comes with the plugin the one in use? */
export const usesOwnStockType = (strapi: Strapi): boolean =>
  (setupOf(strapi).config?.stockStatus.uid ?? OWN_STOCK_STATUS) === OWN_STOCK_STATUS;
