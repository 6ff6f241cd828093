import { configOf, modelOf, type Strapi } from '../strapi';

interface Attribute {
  readonly type: string;
  readonly target?: string;
  readonly relation?: string;
  readonly component?: string;
  readonly components?: readonly string[];
  readonly mappedBy?: string;
  readonly private?: boolean;
}

interface Model {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly options?: { readonly draftAndPublish?: boolean };
  readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } };
}

/** A content type that the site shows on pages of its own. */
export interface PageType {
  readonly uid: string;
  readonly template: string;
  readonly slug: string | null;
  readonly isLocalised: boolean;
  /** The content types whose names its pages show, by attribute. */
  readonly related: Readonly<Record<string, string>>;
  /** Relations whose order belongs to the other side. */
  readonly unordered: readonly string[];
  readonly select: readonly string[];
  readonly populate: object;
}

const DEEPEST = 5;
const FILE = ['url', 'name', 'alternativeText', 'caption', 'mime', 'width', 'height', 'size'];
const STRAPIS_OWN = new Set(['createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'localizations']);
const NO_COLUMNS = new Set(['media', 'relation', 'component', 'dynamiczone', 'password']);

const schemaOf = (strapi: Strapi, uid: string): Model | undefined => strapi.getModel(uid as never) as Model | undefined;

/** What the button says of a material: `material.action.changed` tells it. */
const saidByAction = (strapi: Strapi, uid: string): ReadonlySet<string> => {
  const { material } = modelOf(strapi);
  if (uid !== material.uid) return new Set();
  const { pdf, pdfUrl, otherFiles, availability, orderUrl, maxPerOrder } = material;
  return new Set(
    [pdf, pdfUrl, availability, orderUrl, maxPerOrder, ...Object.values(otherFiles)].flatMap((one) => one ?? [])
  );
};

const columnsOf = (strapi: Strapi, uid: string, isShort = false): string[] => {
  const without = saidByAction(strapi, uid);
  return Object.entries(schemaOf(strapi, uid)?.attributes ?? {}).flatMap(([name, { type, private: isPrivate }]) =>
    isPrivate === true ||
    STRAPIS_OWN.has(name) ||
    without.has(name) ||
    NO_COLUMNS.has(type) ||
    (isShort && type !== 'string')
      ? []
      : name
  );
};

const populateOf = (strapi: Strapi, uid: string, depth = 1): Record<string, unknown> => {
  const without = saidByAction(strapi, uid);
  if (depth > DEEPEST) return {};
  return Object.fromEntries(
    Object.entries(schemaOf(strapi, uid)?.attributes ?? {}).flatMap(([name, attribute]): [string, unknown][] => {
      if (attribute.private === true || STRAPIS_OWN.has(name) || without.has(name)) return [];
      const { type, target, component, components = [] } = attribute;
      if (type === 'media') return [[name, { select: FILE }]];
      if (type === 'component' && component) return [[name, { populate: populateOf(strapi, component, depth + 1) }]];
      if (type === 'dynamiczone') {
        const on = components.map((one) => [one, { populate: populateOf(strapi, one, depth + 1) }]);
        return [[name, { on: Object.fromEntries(on) as object }]];
      }
      if (type !== 'relation' || !target?.startsWith('api::')) return [];
      const published = schemaOf(strapi, target)?.options?.draftAndPublish ? { publishedAt: { $notNull: true } } : {};
      return [[name, { select: ['documentId', ...columnsOf(strapi, target, true)], where: published }]];
    })
  );
};

/** The pages of the configuration whose content types there are. None where nobody is told. */
export const pageTypesOf = (strapi: Strapi): PageType[] => {
  const { pages, webhooks } = configOf(strapi).changes;
  if (!webhooks.some(({ events }) => events.includes('page.changed'))) return [];
  return Object.entries(pages).flatMap(([uid, template]) => {
    const schema = schemaOf(strapi, uid);
    if (!schema) return [];
    const relations = Object.entries(schema.attributes).filter(
      ([name, { type, target }]) => type === 'relation' && !STRAPIS_OWN.has(name) && target?.startsWith('api::')
    );
    return {
      uid,
      template,
      slug: 'slug' in schema.attributes ? 'slug' : null,
      isLocalised: schema.pluginOptions?.i18n?.localized === true,
      related: Object.fromEntries(relations.map(([name, { target }]) => [name, String(target)])),
      unordered: relations.flatMap(([name, { mappedBy }]) => (mappedBy ? name : [])),
      select: [
        ...new Set(['documentId', ...columnsOf(strapi, uid), ...('locale' in schema.attributes ? ['locale'] : [])]),
      ],
      populate: populateOf(strapi, uid),
    };
  });
};
