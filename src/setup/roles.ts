import type { Core } from '@strapi/strapi';

import {
  contentTypesOf,
  everythingAboutContent,
  grantMissing,
  rolesOf,
  setLocales,
  storedPermissions,
  type Permission,
  type StoredPermission,
} from './permissions';

interface Attribute {
  readonly type: string;
  readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } };
}

const MATERIAL = 'api::material.material';
const NEWS = 'api::news-article.news-article';
const TOPIC = 'api::topic.topic';
const STOCK = 'api::stock-status.stock-status';

const SEES_STOCK: Permission = { action: 'plugin::availability.stock.read' };
const CHANGES_STOCK: readonly Permission[] = [
  SEES_STOCK,
  { action: 'plugin::availability.stock.change' },
  { action: 'plugin::availability.stock.import' },
];

/** The need for reprints holds no address: whoever keeps stock may argue with it. */
const ARGUES_FOR_REPRINTS: Permission = { action: 'plugin::ordering.reprint.read' };

/** Whoever packs parcels sees addresses; nobody else is given them here. */
const HANDLES_ORDERS: readonly Permission[] = [
  { action: 'plugin::ordering.orders.read' },
  { action: 'plugin::ordering.orders.move' },
  { action: 'plugin::ordering.stock.change' },
];

/** What is missing, what lags behind; which languages they may write is said with the content types. */
const TRANSLATES: readonly Permission[] = [
  { action: 'plugin::translation-desk.desk.read' },
  { action: 'plugin::translation-desk.desk.confirm' },
  { action: 'plugin::translation-desk.desk.import' },
];

/** Texts can be written in the languages that the role may write. */
const WRITES_BUTTON_TEXTS: readonly Permission[] = [
  { action: 'plugin::availability.texts.read' },
  { action: 'plugin::availability.texts.change' },
];

const CHOOSES_FALLBACKS: Permission = { action: 'plugin::availability.fallbacks.change' };

const explorer = (verb: string): string => `plugin::content-manager.explorer.${verb}`;

/** Filled in by the system, whoever is asked. */
const NOBODYS_FIELDS = new Set(['availability', 'soldOut', 'formerSlugs']);

const fieldsOf = (strapi: Core.Strapi, uid: string): string[] => {
  const model = strapi.contentTypes[uid as keyof typeof strapi.contentTypes];
  return contentTypesOf(strapi).getNestedFields(model, {
    components: { ...strapi.contentTypes, ...strapi.components },
  });
};

/** Fields that each language has for itself, relations among them, without those that nobody writes. */
const ownFieldsOf = (strapi: Core.Strapi, uid: string): string[] => {
  const attributes = strapi.contentTypes[uid as keyof typeof strapi.contentTypes]?.attributes ?? {};
  return fieldsOf(strapi, uid).filter((field) => {
    const [name = field] = field.split('.');
    const attribute = (attributes as Record<string, Attribute | undefined>)[name];
    const isOwn =
      attribute?.type === 'relation' ? 'inversedBy' in attribute : attribute?.pluginOptions?.i18n?.localized;
    return isOwn === true && !NOBODYS_FIELDS.has(name);
  });
};

const translatorMay = (strapi: Core.Strapi, all: readonly string[], given: readonly string[]): Permission[] =>
  [MATERIAL, NEWS, TOPIC].flatMap((subject) => [
    { action: explorer('read'), subject, properties: { fields: fieldsOf(strapi, subject), locales: all } },
    // A language that an entry does not have yet is created; the others are updated.
    ...['create', 'update'].map((verb) => ({
      action: explorer(verb),
      subject,
      properties: { fields: ownFieldsOf(strapi, subject), locales: given },
    })),
  ]);

const stockKeeperMay = (strapi: Core.Strapi, all: readonly string[]): Permission[] => [
  ...CHANGES_STOCK,
  ...HANDLES_ORDERS,
  ARGUES_FOR_REPRINTS,
  { action: explorer('read'), subject: MATERIAL, properties: { fields: fieldsOf(strapi, MATERIAL), locales: all } },
  ...['read', 'create', 'update'].map((verb) => ({
    action: explorer(verb),
    subject: STOCK,
    properties: { fields: fieldsOf(strapi, STOCK) },
  })),
];

const PUBLISHES = explorer('publish');

/** What an author may do, on entries that were made by the same person. */
const OWN_ONLY = ['admin::is-creator'];

interface Languages {
  readonly all: readonly string[];
  /** All but the first one. */
  readonly others: readonly string[];
}

const languagesOf = async (strapi: Core.Strapi): Promise<Languages> => {
  const service = strapi.plugin('i18n').service('locales');
  const first = (await service.getDefaultLocale()) as string;
  const all = ((await service.find()) as { code: string }[]).map(({ code }) => code);
  return { all, others: all.filter((code) => code !== first) };
};

/**
 * Gives the Editor and the Author that Strapi brings what Strapi means them to have (they come without languages, so that
 * they could open, publish and delete nothing), and the Editor the stock, the translations and the button texts.
 */
export const completeStrapisRoles = async (strapi: Core.Strapi): Promise<void> => {
  const { all } = await languagesOf(strapi);
  const content = await everythingAboutContent(strapi, all);
  const given: Readonly<Record<string, readonly Permission[]>> = {
    'strapi-editor': [
      ...content,
      ...CHANGES_STOCK,
      ARGUES_FOR_REPRINTS,
      ...TRANSLATES,
      ...WRITES_BUTTON_TEXTS,
      CHOOSES_FALLBACKS,
    ],
    'strapi-author': content
      .filter(({ action }) => action !== PUBLISHES)
      .map((permission) => ({ ...permission, conditions: OWN_ONLY })),
  };
  for (const [code, permissions] of Object.entries(given)) {
    const role = await rolesOf(strapi).findOne({ code });
    if (!role) continue;
    for (const stored of await storedPermissions(strapi, role)) {
      const isOfLanguages = permissions.some(
        ({ action, subject, properties }) =>
          action === stored.action && subject === stored.subject && properties?.locales !== undefined
      );
      if (isOfLanguages && !stored.properties?.locales) await setLocales(strapi, stored, all);
    }
    await grantMissing(strapi, role, permissions);
  }
};

/**
 * Makes the other roles of a newsroom: a Translator writes the languages other than the first one and no stock; a Stock
 * keeper changes stock and no text. All of it can be changed in the admin after.
 */
export const addRoles = async (strapi: Core.Strapi): Promise<void> => {
  const roles = rolesOf(strapi);
  const { all, others } = await languagesOf(strapi);
  const wanted = [
    {
      name: 'Translator',
      code: 'inprint-translator',
      description: 'Translates texts into the languages given here, and changes no stock.',
      permissions: [
        SEES_STOCK,
        { action: 'plugin::upload.read' },
        { action: 'plugin::upload.assets.create' },
        ...TRANSLATES,
        ...WRITES_BUTTON_TEXTS,
        ...translatorMay(strapi, all, others),
      ],
    },
    {
      name: 'Stock keeper',
      code: 'inprint-stock-keeper',
      description: 'Changes stock: quantities, states, expected days. Changes no text.',
      permissions: stockKeeperMay(strapi, all),
    },
  ];
  for (const { permissions, ...role } of wanted) {
    if (await roles.findOne({ code: role.code })) continue;
    const { id } = await roles.create(role);
    await roles.addPermissions(id, permissions);
  }
};

/**
 * Whoever may do something in every language may do it in one that is added, too. Strapi leaves a new language to its
 * super admin, so that an Editor finds it empty.
 */
export const openNewLanguages = (strapi: Core.Strapi): void => {
  strapi.db.lifecycles.subscribe({
    models: ['plugin::i18n.locale'],
    async afterCreate({ result }) {
      const { all } = await languagesOf(strapi);
      const before = all.filter((code) => code !== (result as { code: string }).code);
      const stored = (await strapi.db
        .query('admin::permission')
        .findMany({ where: { role: { id: { $notNull: true } } } })) as StoredPermission[];
      for (const permission of stored) {
        const held = permission.properties?.locales;
        if (held && before.length > 0 && before.every((code) => held.includes(code))) {
          await setLocales(strapi, permission, [...held, ...all.filter((code) => !held.includes(code))]);
        }
      }
    },
  });
};
