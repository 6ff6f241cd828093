import { knowsInside } from '@inprint/kit/insides';

import { formatOf, type TextFormat } from '../../../domain/texts/format';
import { modelOf } from '../setup';
import { configOf, schemaOf, tableOf, type Strapi } from '../strapi';

/** How an entry can name a material. */
export type MentionKind = 'relation' | 'call-to-action' | 'mention';

/** An attribute of a content type or component that holds a text: its mentions are indexed. */
export interface TextColumn {
  readonly uid: string;
  readonly attribute: string;
  readonly format: TextFormat;
  readonly table: string;
  readonly column: string;
}

/** A component's rows and the table that says which entry they belong to. */
interface Step {
  readonly table: string;
  readonly ownerColumn: string;
  readonly componentColumn: string;
  readonly componentUid: string;
  readonly field: string;
}

/** One way from an entry of a content type to the materials it names. */
export interface Source {
  /** The content type. */
  readonly uid: string;
  readonly table: string;
  /** The field of the entry, as permissions name it: a part of a component for itself, a dynamic zone as one. */
  readonly field: string;
  /** From the entry down to the component that holds the text or relation. */
  readonly steps: readonly Step[];
  readonly holds:
    | { readonly kind: 'text'; readonly uid: string; readonly attribute: string; readonly format: TextFormat }
    /** A text that names a material by the address of its page: the slug that it has, or had once. */
    | { readonly kind: 'page'; readonly uid: string; readonly attribute: string; readonly slugs: SlugPlace }
    | {
        readonly kind: 'relation';
        readonly table: string;
        readonly ownerColumn: string;
        readonly materialColumn: string;
      };
}

/** Where the slugs of materials are: in a column of their own table, or former ones in a component's. */
export type SlugPlace = { readonly column: string } | { readonly former: FormerSlugs };

/** Where `plugin::slugs` keeps former slugs: a component's table, and the table that joins it with entries. */
export interface FormerSlugs {
  readonly table: string;
  readonly joinTable: string;
  readonly ownerColumn: string;
  readonly componentColumn: string;
  readonly field: string;
}

interface Attribute {
  readonly type: string;
  readonly customField?: string;
  readonly options?: { readonly output?: unknown };
  readonly target?: string;
  readonly mappedBy?: string;
  readonly component?: string;
  readonly components?: readonly string[];
}

interface Column {
  readonly name: string;
}

interface JoinTable {
  readonly name: string;
  readonly joinColumn: Column;
  readonly inverseJoinColumn?: Column;
  readonly morphColumn?: { readonly idColumn: Column };
}

const attributesOf = (strapi: Strapi, uid: string): [string, Attribute][] =>
  Object.entries((schemaOf(strapi, uid)?.attributes ?? {}) as Record<string, Attribute>);

const joinTableOf = (strapi: Strapi, uid: string, attribute: string): JoinTable | null => {
  const found = strapi.db.metadata.get(uid).attributes[attribute] as { joinTable?: JoinTable } | undefined;
  return found?.joinTable ?? null;
};

/** Can one get from an entry to its components, and to what it is related to? Else only texts of the entries themselves are known. */
const knowsJoinTables = (strapi: Strapi): boolean =>
  knowsInside(strapi, {
    inside: 'db.metadata: the join tables of components and relations',
    nicety: 'Finding publications that are named in components or relations',
    isKnown: () =>
      Object.keys(strapi.contentTypes)
        .filter((uid) => isEdited(strapi, uid))
        .every((uid) =>
          attributesOf(strapi, uid)
            .filter(([, { type }]) => type === 'component' || type === 'dynamiczone')
            .every(([name]) => {
              const join = joinTableOf(strapi, uid, name);
              const inner = join?.inverseJoinColumn ?? join?.morphColumn?.idColumn;
              return [join?.name, join?.joinColumn.name, inner?.name].every((each) => typeof each === 'string');
            })
        ),
  });

/** What editors write: content types that the content manager shows. */
const isEdited = (strapi: Strapi, uid: string): boolean => {
  const shown = (schemaOf(strapi, uid)?.pluginOptions as { 'content-manager'?: { visible?: boolean } } | undefined)?.[
    'content-manager'
  ]?.visible;
  return (uid.startsWith('api::') || uid.startsWith('plugin::')) && shown !== false;
};

/** Former slugs, where the plugin `slugs` keeps any for materials. */
export const formerSlugsOf = (strapi: Strapi): FormerSlugs | null => {
  const service = strapi.plugin('slugs')?.service('former') as
    { placeOf: (uid: string) => FormerSlugs | null } | undefined;
  return service?.placeOf(modelOf(strapi).material.uid) ?? null;
};

const slugPlacesOf = (strapi: Strapi): SlugPlace[] => {
  const { material } = modelOf(strapi);
  if (material.slug === null) return [];
  const former = formerSlugsOf(strapi);
  return [{ column: tableOf(strapi, material.uid).column(material.slug) }, ...(former ? [{ former }] : [])];
};

/**
 * All ways from an entry to a material: relations and texts, in the content type itself and in its components and dynamic
 * zones, however deep. Read off the schemas, so a content type that is added tomorrow is in it.
 */
export const findSources = (strapi: Strapi): Source[] => {
  const { material } = modelOf(strapi);
  const slugs = slugPlacesOf(strapi);
  const withJoins = knowsJoinTables(strapi);

  const walk = (
    owner: { uid: string; table: string },
    uid: string,
    steps: readonly Step[],
    within: { readonly path: readonly string[]; readonly zone: string | null }
  ): Source[] =>
    attributesOf(strapi, uid).flatMap(([name, attribute]): Source[] => {
      const path = [...within.path, name];
      const field = within.zone ?? path.join('.');
      const format = formatOf(attribute, configOf(strapi).mentions.html);
      if (format) {
        const text = { uid, attribute: name };
        const pages = format === 'blocks' ? [] : slugs.map((one) => ({ kind: 'page' as const, ...text, slugs: one }));
        return [{ kind: 'text' as const, ...text, format }, ...pages].map((holds) => ({
          ...owner,
          field,
          steps,
          holds,
        }));
      }
      const join = withJoins ? joinTableOf(strapi, uid, name) : null;
      if (attribute.type === 'relation') {
        const isOurs = attribute.target === material.uid && !attribute.mappedBy;
        if (!isOurs || !join?.inverseJoinColumn) return [];
        const holds = {
          kind: 'relation',
          table: join.name,
          ownerColumn: join.joinColumn.name,
          materialColumn: join.inverseJoinColumn.name,
        } as const;
        return [{ ...owner, field, steps, holds }];
      }
      const components = attribute.component ? [attribute.component] : (attribute.components ?? []);
      const componentColumn = join?.inverseJoinColumn?.name ?? join?.morphColumn?.idColumn.name;
      if (!join || !componentColumn) return [];
      return components
        .filter((component) => !steps.some(({ componentUid }) => componentUid === component))
        .flatMap((componentUid) => {
          const step = {
            table: join.name,
            ownerColumn: join.joinColumn.name,
            componentColumn,
            componentUid,
            field: name,
          };
          const zone = within.zone ?? (attribute.type === 'dynamiczone' ? field : null);
          return walk(owner, componentUid, [...steps, step], { path, zone });
        });
    });

  return Object.keys(strapi.contentTypes)
    .filter((uid) => isEdited(strapi, uid))
    .flatMap((uid) => walk({ uid, table: tableOf(strapi, uid).name }, uid, [], { path: [], zone: null }));
};

/** The columns whose mentions are indexed: each text that one of the sources holds. */
export const textColumnsOf = (strapi: Strapi, sources: readonly Source[]): TextColumn[] => {
  const columns = new Map<string, TextColumn>();
  for (const { holds } of sources) {
    if (holds.kind !== 'text') continue;
    const table = tableOf(strapi, holds.uid);
    const column = {
      uid: holds.uid,
      attribute: holds.attribute,
      format: holds.format,
      table: table.name,
      column: table.column(holds.attribute),
    };
    columns.set(`${table.name}.${column.column}`, column);
  }
  return [...columns.values()];
};
