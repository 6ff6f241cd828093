import {
  idsWhere,
  isEverything,
  isSameWhere,
  type ContentPermissions,
  type Sql,
} from '@inprint/kit/content-permissions';
import { quoteText } from '@inprint/kit/database/names';
import { places } from '@inprint/kit/transactions';

import type { MaterialAction } from '../../../domain/action';
import type { DocumentId, Locale } from '../../../domain/facts';
import { pageTargetOf, spellingsOf } from '../../../domain/leftover';
import { SEES_STOCK } from '../permissions';
import { rowsOf, textOf } from '../rows';
import { modelOf } from '../setup';
import { configOf, schemaOf, serviceOf, tableOf, type Row, type Strapi } from '../strapi';
import { MENTIONS, prepareMentionIndex } from './mention-index';
import { findSources, textColumnsOf, type MentionKind, type SlugPlace, type Source, type TextColumn } from './sources';
import { createWrittenTexts, PAGE_MENTIONS } from './written-texts';

/** An entry in one locale that names a material. */
export interface Usage {
  readonly uid: string;
  readonly documentId: DocumentId;
  readonly locale: Locale | null;
  /** The draft names it. */
  readonly inDraft: boolean;
  /** What readers see names it. */
  readonly inPublished: boolean;
  readonly kinds: readonly MentionKind[];
  /** Whether whoever asks may read it; of what they may not, only that it is on the site is told. */
  readonly isReadable: boolean;
}

/** What an editor needs to know of a material beside a text: its title, and what readers get now. */
export interface MaterialState {
  readonly documentId: DocumentId;
  readonly title: string;
  readonly slug: string | null;
  /** What readers can do; null if the material is not published. */
  readonly action: MaterialAction | null;
  readonly pageUrl: string | null;
}

/** A material that an address leads to, and what kind of address it is. */
export interface AddressOwner {
  readonly url: string;
  readonly documentId: DocumentId;
  readonly via: 'page' | 'shop' | 'pdf';
}

/** An entry that readers see and that names materials they cannot see. */
export interface UnpublishedMention {
  readonly uid: string;
  readonly documentId: DocumentId;
  readonly locale: Locale | null;
  /** The materials that are published in no language, or deleted. */
  readonly materials: readonly DocumentId[];
}

const KINDS: readonly MentionKind[] = ['relation', 'call-to-action', 'mention'];

/** Those attributes that the configuration names. */
const named = (...attributes: readonly (string | null)[]): string[] =>
  attributes.flatMap((attribute) => attribute ?? []);

const valueOf = (row: Row, attribute: string | null): string | null =>
  attribute === null ? null : textOf(row[attribute]);

/** The most materials that the picker lists. */
const LISTED = 20;

/** Who mentions what: asked by the admin, answered from indexes. */
export const createUsage = (strapi: Strapi) => {
  let sources: readonly Source[] = [];
  let columns: readonly TextColumn[] = [];
  const written = createWrittenTexts(strapi, () => columns);

  const quote = (name: string): string => strapi.db.connection.client.wrapIdentifier(name, {}) as string;

  const select = (sql: string, bindings: readonly unknown[]): Promise<Row[]> => rowsOf(strapi, sql, bindings);

  /** `t`: the materials whose page has this slug, or had it once while nobody else has it now. */
  const ownersOfSlugs = (slugs: SlugPlace, slug: string): string => {
    const { material } = modelOf(strapi);
    const table = tableOf(strapi, material.uid);
    const materials = quote(table.name);
    if ('column' in slugs) return `${materials} t ON t.${quote(slugs.column)} = ${slug}`;
    const { former } = slugs;
    const present =
      material.slug === null
        ? ''
        : ` AND NOT EXISTS (SELECT 1 FROM ${materials} n WHERE n.${table.quotedColumn(material.slug)} = ${slug})`;
    return `${quote(former.table)} s ON s.slug = ${slug}
      JOIN ${quote(former.joinTable)} j ON j.${quote(former.componentColumn)} = s.id AND j.field = ${quoteText(former.field)}
      JOIN ${materials} t ON t.id = j.${quote(former.ownerColumn)}${present}`;
  };

  /** Which rows of a source may be read, with the field that names the material; null: all. */
  const readableRows = ({ uid, field }: Source, permissions: ContentPermissions): Sql | null => {
    const where = permissions.where('read', uid, [field]);
    return isEverything(where) ? null : idsWhere(strapi, uid, where);
  };

  /** Rows of several sources, as one list. */
  const unionOf = (parts: readonly Sql[]): Sql => ({
    sql: parts.map(({ sql }) => sql).join(' UNION ALL '),
    bindings: parts.flatMap(({ bindings }) => bindings),
  });

  /**
   * One row for each way in which an entry's row names a material; `mine` is 1 where that may be read.
   *
   * @param filterOf a condition on `entry` and on the material
   */
  const selectFrom = (
    source: Source,
    permissions: ContentPermissions | null,
    filterOf: (material: string) => Sql
  ): Sql => {
    const readable = permissions === null ? null : readableRows(source, permissions);
    const { holds, steps } = source;
    const materials = quote(tableOf(strapi, modelOf(strapi).material.uid).name);
    const innermost = holds.kind === 'relation' ? `l.${quote(holds.ownerColumn)}` : 'm.row_id';
    const joins = steps
      .map((step, index) => ({ ...step, alias: `c${index}` }))
      .reduceRight<{ sql: string; row: string }>(
        ({ sql, row }, step) => ({
          sql: `${sql} JOIN ${quote(step.table)} ${step.alias} ON ${step.alias}.${quote(step.componentColumn)} = ${row}
            AND ${step.alias}.component_type = '${step.componentUid}' AND ${step.alias}.field = '${step.field}'`,
          row: `${step.alias}.${quote(step.ownerColumn)}`,
        }),
        { sql: '', row: innermost }
      );
    const from =
      holds.kind === 'text'
        ? `${MENTIONS} m`
        : holds.kind === 'page'
          ? `${PAGE_MENTIONS} m JOIN ${ownersOfSlugs(holds.slugs, 'm.slug')}`
          : `${materials} t JOIN ${quote(holds.table)} l ON l.${quote(holds.materialColumn)} = t.id`;
    const material = holds.kind === 'text' ? 'm.material' : 't.document_id';
    const own =
      holds.kind === 'relation'
        ? ''
        : `m.holder = ${quoteText(holds.uid)} AND m.attribute = ${quoteText(holds.attribute)} AND `;
    const filter = filterOf(material);
    const sql = `SELECT '${source.uid}' AS uid, entry.document_id AS document_id, entry.locale AS locale,
        entry.updated_at AS updated_at, CASE WHEN entry.published_at IS NULL THEN 0 ELSE 1 END AS published,
        ${material} AS material, ${holds.kind === 'relation' ? "'relation'" : 'm.kind'} AS kind,
        ${readable === null ? '1' : `CASE WHEN entry.id IN (${readable.sql}) THEN 1 ELSE 0 END`} AS mine
      FROM ${from} ${joins.sql} JOIN ${quote(source.table)} entry ON entry.id = ${joins.row}
      WHERE ${own}${filter.sql}`;
    return { sql, bindings: [...(readable?.bindings ?? []), ...filter.bindings] };
  };

  const toUsage = (row: Row): Usage => ({
    uid: String(row.uid),
    documentId: String(row.document_id),
    locale: textOf(row.locale),
    inDraft: Number(row.in_draft) === 1,
    inPublished: Number(row.in_published) === 1,
    kinds: KINDS.filter((_, index) => Number(row[`kind_${index}`]) === 1),
    isReadable: Number(row.readable) === 1,
  });

  const flags = [
    'MAX(mine) AS readable',
    'MAX(CASE WHEN mine = 1 THEN 1 - published ELSE 0 END) AS in_draft',
    'MAX(published) AS in_published',
    ...KINDS.map((kind, index) => `MAX(CASE kind WHEN '${kind}' THEN 1 ELSE 0 END) AS kind_${index}`),
  ].join(', ');

  /**
   * `WITH …`: the materials named anywhere that are published in no language, or deleted. Hops from one named material to
   * the next through the indexes, so it costs by how many materials are named and not by how often.
   */
  const withUnpublished = (): string => {
    const materials = quote(tableOf(strapi, modelOf(strapi).material.uid).name);
    const hops = (name: string, table: string, column: string): string =>
      `${name}(value) AS (SELECT MIN(${column}) FROM ${table} UNION ALL
        SELECT (SELECT MIN(${column}) FROM ${table} WHERE ${column} > ${name}.value) FROM ${name} WHERE ${name}.value IS NOT NULL)`;
    const isPublished = (documentId: string): string =>
      `EXISTS (SELECT 1 FROM ${materials} p WHERE p.document_id = ${documentId} AND p.published_at IS NOT NULL)`;
    const relations = new Map(
      sources.flatMap(({ holds }) =>
        holds.kind === 'relation' ? [[`${holds.table}.${holds.materialColumn}`, holds] as const] : []
      )
    );
    const linked = [...relations.values()].map((holds, index) => ({
      name: `linked_${index}`,
      hops: hops(`linked_${index}`, quote(holds.table), quote(holds.materialColumn)),
    }));
    const paged = new Map(
      sources.flatMap(({ holds }) =>
        holds.kind === 'page' ? [[JSON.stringify(holds.slugs), holds.slugs] as const] : []
      )
    );
    const parts = [
      ...[...paged.values()].map(
        (slugs) => `SELECT t.document_id FROM paged JOIN ${ownersOfSlugs(slugs, 'paged.value')}
          WHERE NOT ${isPublished('t.document_id')}`
      ),
      `SELECT value FROM written WHERE value IS NOT NULL AND NOT ${isPublished('written.value')}`,
      ...linked.map(
        ({ name }) => `SELECT t.document_id FROM ${name} JOIN ${materials} t ON t.id = ${name}.value
          WHERE NOT ${isPublished('t.document_id')}`
      ),
    ];
    return `WITH RECURSIVE ${[hops('written', MENTIONS, 'material'), hops('paged', PAGE_MENTIONS, 'slug'), ...linked.map((one) => one.hops)].join(', ')},
      unpublished(material) AS MATERIALIZED (${parts.join(' UNION ')})`;
  };

  /** Which material has a PDF under one of these addresses. */
  const ownersOfFiles = async (
    addresses: readonly string[],
    permissions: ContentPermissions
  ): Promise<{ url: string; documentId: DocumentId }[]> => {
    const { material } = modelOf(strapi);
    const readable = permissions.where('read', material.uid, [material.pdf]);
    if (readable === null) return [];
    const files = (await strapi.db.query('plugin::upload.file').findMany({
      select: ['id', 'url'],
      where: { url: { $in: [...addresses] } },
    })) as { id: number; url: string }[];
    if (files.length === 0) return [];
    const rows = (await strapi.db.query(material.uid).findMany({
      select: ['documentId'],
      where: { $and: [{ [material.pdf]: { id: { $in: files.map(({ id }) => id) } } }, readable] },
      populate: { [material.pdf]: { select: ['url'] } },
    })) as Row[];
    return rows.flatMap((row) => {
      const url = textOf((row[material.pdf] as Row | null)?.url);
      return url === null ? [] : [{ url, documentId: String(row.documentId) }];
    });
  };

  return {
    /** Reads the schemas and sees to it that the index is there. Once, at the start. */
    async prepare(): Promise<void> {
      sources = findSources(strapi);
      columns = textColumnsOf(strapi, sources);
      await prepareMentionIndex(strapi, sources);
      await written.readAll();
    },

    /**
     * The entries that name any of these materials, those changed last first; an entry's own text does not count.
     *
     * @returns one page, and how many there are altogether: those that may be read, and those that are on the site
     */
    async whereUsed(
      materials: readonly DocumentId[],
      { page, pageSize }: { readonly page: number; readonly pageSize: number },
      permissions: ContentPermissions
    ): Promise<{ readonly usages: Usage[]; readonly total: number }> {
      if (materials.length === 0 || sources.length === 0) return { usages: [], total: 0 };
      await written.readAll();
      const list = places(materials);
      const all = unionOf(
        sources.map((source) =>
          selectFrom(source, permissions, (material) => ({
            sql: `${material} IN (${list}) AND entry.document_id <> ${material}`,
            bindings: materials,
          }))
        )
      );
      const known = 'WHERE mine = 1 OR published = 1';
      const [counted] = await select(
        `SELECT COUNT(*) AS total FROM (SELECT DISTINCT uid, document_id, locale FROM (${all.sql}) named ${known}) entries`,
        all.bindings
      );
      const total = Number(counted?.total ?? 0);
      if (total === 0) return { usages: [], total };
      const rows = await select(
        `SELECT uid, document_id, locale, ${flags}, MAX(updated_at) AS changed FROM (${all.sql}) named ${known}
         GROUP BY uid, document_id, locale ORDER BY changed DESC, uid, document_id, locale LIMIT ? OFFSET ?`,
        [...all.bindings, pageSize, (page - 1) * pageSize]
      );
      return { usages: rows.map(toUsage), total };
    },

    /**
     * The published entries of a content type that name any of these materials, as pairs: for who must build their
     * pages anew. An entry's own text does not count.
     */
    async publishedMentions(
      uid: string,
      materials: readonly DocumentId[]
    ): Promise<{ readonly material: DocumentId; readonly documentId: DocumentId; readonly locale: Locale | null }[]> {
      const own = sources.filter((source) => source.uid === uid);
      if (materials.length === 0 || own.length === 0) return [];
      await written.readAll();
      const list = places(materials);
      const all = unionOf(
        own.map((source) =>
          selectFrom(source, null, (material) => ({
            sql: `${material} IN (${list}) AND entry.published_at IS NOT NULL AND entry.document_id <> ${material}`,
            bindings: materials,
          }))
        )
      );
      const rows = await select(
        `SELECT DISTINCT material, document_id, locale FROM (${all.sql}) named ORDER BY material, document_id, locale`,
        all.bindings
      );
      return rows.map((row) => ({
        material: String(row.material),
        documentId: String(row.document_id),
        locale: textOf(row.locale),
      }));
    },

    /**
     * The entries on the site that name these materials in these languages, those changed last first. An entry's own text does not count.
     *
     * @param asked languages by material
     * @returns at most `most` of them, and how many there are altogether
     */
    async publishedUsages(
      asked: ReadonlyMap<DocumentId, readonly Locale[]>,
      most: number,
      permissions: ContentPermissions
    ): Promise<{ readonly usages: (Usage & { readonly material: DocumentId })[]; readonly total: number }> {
      if (asked.size === 0 || sources.length === 0) return { usages: [], total: 0 };
      await written.readAll();
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const all = unionOf(
        sources.map((source) =>
          selectFrom(source, permissions, (material) => ({
            sql: `entry.published_at IS NOT NULL AND entry.document_id <> ${material} AND (${[...asked]
              .map(([, locales]) => `(${material} = ? AND COALESCE(entry.locale, ?) IN (${places(locales)}))`)
              .join(' OR ')})`,
            bindings: [...asked].flatMap(([documentId, locales]) => [documentId, defaultLocale, ...locales]),
          }))
        )
      );
      const rows = await select(
        `SELECT uid, document_id, locale, material, ${flags}, MAX(updated_at) AS changed, COUNT(*) OVER () AS total
         FROM (${all.sql}) named GROUP BY uid, document_id, locale, material
         ORDER BY changed DESC, uid, document_id, locale, material LIMIT ?`,
        [...all.bindings, most]
      );
      return {
        usages: rows.map((row) => ({ ...toUsage(row), material: String(row.material) })),
        total: Number(rows[0]?.total ?? 0),
      };
    },

    /**
     * The entries on the site that name a material which readers cannot see, those changed last first.
     *
     * A text counts as readers get it. A relation counts as the draft has it: Strapi drops it from the published row
     * together with the material's own.
     *
     * @returns at most `most` of those that may be read, and how many there are altogether
     */
    async unpublishedMentions(
      most: number,
      permissions: ContentPermissions
    ): Promise<{ readonly mentions: UnpublishedMention[]; readonly total: number }> {
      if (sources.length === 0) return { mentions: [], total: 0 };
      await written.readAll();
      const all = unionOf(
        sources.map((source) =>
          selectFrom(source, permissions, (material) => {
            const table = quote(source.table);
            const isOnSite =
              source.holds.kind !== 'relation'
                ? 'entry.published_at IS NOT NULL'
                : `EXISTS (SELECT 1 FROM ${table} p WHERE p.document_id = entry.document_id
                    AND COALESCE(p.locale, '') = COALESCE(entry.locale, '') AND p.published_at IS NOT NULL)`;
            return {
              sql: `${material} IN (SELECT material FROM unpublished) AND entry.document_id <> ${material} AND ${isOnSite}`,
              bindings: [],
            };
          })
        )
      );
      const list =
        strapi.db.dialect.client === 'sqlite'
          ? 'group_concat(DISTINCT material)'
          : `string_agg(DISTINCT material, ',')`;
      const rows = await select(
        `${withUnpublished()} SELECT uid, document_id, locale, ${list} AS materials, MAX(updated_at) AS changed,
           COUNT(*) OVER () AS total
         FROM (${all.sql}) named WHERE mine = 1 GROUP BY uid, document_id, locale
         ORDER BY changed DESC, uid, document_id, locale LIMIT ?`,
        [...all.bindings, most]
      );
      return {
        mentions: rows.map((row) => ({
          uid: String(row.uid),
          documentId: String(row.document_id),
          locale: textOf(row.locale),
          materials: String(row.materials).split(',').sort(),
        })),
        total: Number(rows[0]?.total ?? 0),
      };
    },

    /** The materials that an entry names in one locale, as saved: `inDraft` and `inPublished` say where. */
    async mentionedBy(
      uid: string,
      documentId: DocumentId,
      locale: Locale | null,
      permissions: ContentPermissions
    ): Promise<
      {
        readonly material: DocumentId;
        readonly inDraft: boolean;
        readonly inPublished: boolean;
        readonly kinds: readonly MentionKind[];
      }[]
    > {
      const own = sources.filter((source) => source.uid === uid);
      if (own.length === 0) return [];
      await written.readAll();
      const inLocale = locale === null ? '' : ' AND (entry.locale = ? OR entry.locale IS NULL)';
      const all = unionOf(
        own.map((source) =>
          selectFrom(source, permissions, (material) => ({
            sql: `entry.document_id = ?${inLocale} AND ${material} <> ''`,
            bindings: locale === null ? [documentId] : [documentId, locale],
          }))
        )
      );
      const rows = await select(
        `SELECT material, ${flags} FROM (${all.sql}) named WHERE mine = 1 GROUP BY material ORDER BY material`,
        all.bindings
      );
      return rows.map((row) => {
        const { inDraft, inPublished, kinds } = toUsage(row);
        return { material: String(row.material), inDraft, inPublished, kinds };
      });
    },

    /** Titles of entries, by `documentId` and locale: `title` or `name`, else what the content manager calls them by. */
    async titlesOf(
      uid: string,
      documentIds: readonly DocumentId[],
      permissions: ContentPermissions
    ): Promise<Map<string, string>> {
      if (!schemaOf(strapi, uid) || documentIds.length === 0) return new Map();
      const { settings } = (await strapi
        .plugin('content-manager')
        .service('content-types')
        .findConfiguration({ uid })) as { settings: { mainField?: string } };
      const attributes = schemaOf(strapi, uid)?.attributes ?? {};
      const { material } = modelOf(strapi);
      const mainField =
        uid === material.uid
          ? material.title
          : (['title', 'name'].find((name) => name in attributes) ?? settings.mainField ?? 'documentId');
      const readable = permissions.where('read', uid, mainField in attributes ? [mainField] : []);
      if (readable === null) return new Map();
      const rows = (await strapi.db.query(uid).findMany({
        select: [...new Set(['documentId', 'locale', 'publishedAt', mainField])],
        where: { $and: [{ documentId: { $in: [...documentIds] } }, readable] },
        orderBy: { publishedAt: 'desc' },
      })) as Row[];
      // The draft is what editors know an entry by: it comes last and wins.
      rows.sort((one, other) => Number(one.publishedAt === null) - Number(other.publishedAt === null));
      return new Map(
        rows.map((row) => [`${String(row.documentId)} ${textOf(row.locale) ?? ''}`, String(row[mainField] ?? '')])
      );
    },

    /** What editors need to know of some materials; those that do not exist (any more), or not for them, are left out. */
    async statesOf(
      documentIds: readonly DocumentId[],
      locale: Locale,
      permissions: ContentPermissions
    ): Promise<MaterialState[]> {
      const { material } = modelOf(strapi);
      const readable = permissions.where('read', material.uid, [material.title]);
      if (documentIds.length === 0 || readable === null) return [];
      const withSlug =
        material.slug !== null && isSameWhere(readable, permissions.where('read', material.uid, [material.slug]));
      const [desk, rows] = await Promise.all([
        serviceOf(strapi, 'actions').resolverFor(documentIds, 'public'),
        strapi.db.query(material.uid).findMany({
          select: ['documentId', 'locale', 'publishedAt', material.title, ...named(material.slug)],
          where: { $and: [{ documentId: { $in: [...documentIds] } }, readable] },
        }) as Promise<Row[]>,
      ]);
      const { defaultLocale } = desk.settings;
      /** The row an editor would name it by: in this language, then in the site's own; the draft before what is published. */
      const rank = (row: Row): number =>
        (row.locale === locale ? 0 : row.locale === defaultLocale ? 2 : 4) + (row.publishedAt === null ? 0 : 1);
      return documentIds.flatMap((documentId) => {
        const [row] = rows.filter((one) => one.documentId === documentId).sort((one, other) => rank(one) - rank(other));
        if (!row) return [];
        const found = desk.find(documentId, locale);
        return [
          {
            documentId,
            title: textOf(row[material.title]) ?? documentId,
            slug: withSlug ? valueOf(row, material.slug) : null,
            action: found?.action ?? null,
            pageUrl: found?.pageUrl ?? null,
          },
        ];
      });
    },

    /** Materials whose title has these words or whose order number is this one; the newest without words. */
    async search(words: string, locale: Locale, permissions: ContentPermissions): Promise<MaterialState[]> {
      const { material, stockStatus } = modelOf(strapi);
      const readable = permissions.where('read', material.uid, [material.title]);
      if (readable === null) return [];
      const numbers = permissions.holds(SEES_STOCK)
        ? {}
        : permissions.where('read', stockStatus.uid, ['orderNumber', 'material']);
      const numbered =
        words === '' || numbers === null
          ? []
          : ((await strapi.db.query(stockStatus.uid).findMany({
              select: ['material'],
              where: { $and: [{ orderNumber: words }, numbers] },
              limit: LISTED,
            })) as {
              material: string;
            }[]);
      const titled = (await strapi.db.query(material.uid).findMany({
        select: ['documentId'],
        where: {
          $and: [
            material.hasDrafts ? { publishedAt: { $null: true } } : {},
            words === '' ? {} : { [material.title]: { $containsi: words } },
            readable,
          ],
        },
        orderBy: { id: 'desc' },
        limit: LISTED * 4, // an entry has a row for each language
      })) as { documentId: string }[];
      const documentIds = [
        ...new Set([...numbered.map((row) => row.material), ...titled.map((row) => row.documentId)]),
      ];
      return this.statesOf(documentIds.slice(0, LISTED), locale, permissions);
    },

    /** Which of these addresses are a material's page, shop link or PDF, as far as somebody may read that they are. */
    async ownersOf(urls: readonly string[], permissions: ContentPermissions): Promise<AddressOwner[]> {
      if (urls.length === 0) return [];
      const { material } = modelOf(strapi);
      const { pages, siteUrl } = configOf(strapi);
      const targets = urls.flatMap((url) => {
        const target = pageTargetOf(url, pages.material, siteUrl) ?? pageTargetOf(url, pages.order, siteUrl);
        return target ? [{ url, ...target }] : [];
      });
      const slugs = targets.flatMap(({ slug }) => slug ?? []);
      const ids = targets.flatMap(({ documentId }) => documentId ?? []);
      const find = async (attribute: string, values: readonly string[]): Promise<Row[]> => {
        const readable = permissions.where('read', material.uid, attribute === 'documentId' ? [] : [attribute]);
        if (readable === null) return [];
        return (await strapi.db.query(material.uid).findMany({
          select: ['documentId', 'locale', attribute],
          where: { $and: [{ [attribute]: { $in: [...values] } }, readable] },
          orderBy: { id: 'asc' },
        })) as Row[];
      };
      const spellings = [...new Set(urls.flatMap((url) => spellingsOf(url, siteUrl)))];
      const findBy = (attribute: string | null, values: readonly string[]): Promise<Row[]> | Row[] =>
        attribute === null || values.length === 0 ? [] : find(attribute, values);
      const [bySlug, byId, byShop, byPdf, byFile] = [
        // Without a slug of its own, a material's page has its documentId there.
        await findBy(material.slug ?? 'documentId', slugs),
        await findBy('documentId', ids),
        await findBy(material.orderUrl, spellings),
        await findBy(material.pdfUrl, spellings),
        await ownersOfFiles(spellings, permissions),
      ];

      const ownerOf = (url: string): AddressOwner | null => {
        const own = new Set(spellingsOf(url, siteUrl));
        const slug = material.slug ?? 'documentId';
        const target = targets.find((one) => one.url === url);
        const page = target?.documentId
          ? byId.find((row) => row.documentId === target.documentId)
          : target &&
            (bySlug.find((row) => row[slug] === target.slug && row.locale === target.locale) ??
              bySlug.find((row) => row[slug] === target.slug));
        if (page) return { url, documentId: String(page.documentId), via: 'page' };
        const shop = byShop.find((row) => own.has(String(valueOf(row, material.orderUrl))));
        if (shop) return { url, documentId: String(shop.documentId), via: 'shop' };
        const pdf = byPdf.find((row) => own.has(String(valueOf(row, material.pdfUrl))));
        if (pdf) return { url, documentId: String(pdf.documentId), via: 'pdf' };
        const file = byFile.find((one) => own.has(one.url));
        return file ? { url, documentId: file.documentId, via: 'pdf' } : null;
      };
      return urls.flatMap((url) => ownerOf(url) ?? []);
    },
  };
};
