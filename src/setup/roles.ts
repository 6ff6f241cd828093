import type { Core } from '@strapi/strapi';

interface Permission {
  readonly action: string;
  readonly subject?: string | null;
  readonly properties?: { readonly fields?: readonly string[]; readonly locales?: readonly string[] };
}

interface Attribute {
  readonly type: string;
  readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } };
}

interface Role {
  readonly id: number;
}

interface StoredPermission extends Permission {
  readonly id: number;
}

interface RoleService {
  findOne(where: { code: string }): Promise<Role | null>;
  create(role: { name: string; code: string; description: string }): Promise<Role>;
  addPermissions(id: number, permissions: readonly Permission[]): Promise<unknown>;
}

interface ContentTypeService {
  /** All fields of a type, those of its components as `publishers.name`. */
  getNestedFields(model: unknown, options: { components: unknown }): string[];
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
  { action: 'plugin::translation-desk.desk.hand-in' },
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
  const service = strapi.service('admin::content-type') as unknown as ContentTypeService;
  const model = strapi.contentTypes[uid as keyof typeof strapi.contentTypes];
  return service.getNestedFields(model, { components: { ...strapi.contentTypes, ...strapi.components } });
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

/**
 * Strapi gives its Editor and Author the content types, but none of their languages, so that they could open nothing.
 */
const openLanguages = async (strapi: Core.Strapi, role: Role, locales: readonly string[]): Promise<void> => {
  const stored = (await strapi.db
    .query('admin::permission')
    .findMany({ where: { role: { id: role.id }, subject: { $in: [MATERIAL, NEWS, TOPIC] } } })) as StoredPermission[];
  for (const { id, properties } of stored) {
    if (properties?.locales) continue;
    await strapi.db
      .query('admin::permission')
      .update({ where: { id }, data: { properties: { ...properties, locales } } });
  }
};

/**
 * Makes the roles of a newsroom: the Editor that Strapi brings also keeps stock; a Translator writes the languages other
 * than the first one and no stock; a Stock keeper changes stock and no text. All of it can be changed in the admin after.
 */
export const addRoles = async (strapi: Core.Strapi): Promise<void> => {
  const roles = strapi.service('admin::role') as unknown as RoleService;
  const i18n = strapi.plugin('i18n').service('locales');
  const defaultLocale = (await i18n.getDefaultLocale()) as string;
  const locales = ((await i18n.find()) as { code: string }[]).map(({ code }) => code);
  const others = locales.filter((code) => code !== defaultLocale);

  for (const code of ['strapi-editor', 'strapi-author']) {
    const role = await roles.findOne({ code });
    if (role) await openLanguages(strapi, role, locales);
  }
  const editor = await roles.findOne({ code: 'strapi-editor' });
  if (editor) {
    const also = [...CHANGES_STOCK, ARGUES_FOR_REPRINTS, ...WRITES_BUTTON_TEXTS, CHOOSES_FALLBACKS];
    await roles.addPermissions(editor.id, also);
  }

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
        ...translatorMay(strapi, locales, others),
      ],
    },
    {
      name: 'Stock keeper',
      code: 'inprint-stock-keeper',
      description: 'Changes stock: quantities, states, expected days. Changes no text.',
      permissions: stockKeeperMay(strapi, locales),
    },
  ];
  for (const { permissions, ...role } of wanted) {
    if (await roles.findOne({ code: role.code })) continue;
    const { id } = await roles.create(role);
    await roles.addPermissions(id, permissions);
  }
};
