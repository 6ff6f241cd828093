import { createAskedOnce } from '@inprint/kit/asked-once';
import { quoteName } from '@inprint/kit/database/names';
import { preparedList } from '@inprint/kit/prepared';

import { isAvailability, isWhenSoldOut, WHEN_SOLD_OUT_DEFAULT } from '../../../domain/availability';
import {
  OTHER_FILE_KINDS,
  type Audience,
  type Catalogue,
  type DocumentId,
  type Locale,
  type MaterialFacts,
  type MaterialVersion,
  type PdfFile,
  type StockStatus,
} from '../../../domain/facts';
import { dayOf, numberOf, READS_ARE_REPORTED, textOf } from '../rows';
import { modelOf, type MaterialModel } from '../setup';
import { runInTransaction, serviceOf, tableOf, type Row, type Strapi } from '../strapi';
import { DECISIONS } from './decisions';

import { createMemory } from './unchanged';

/** The attributes that hold a material's files: its PDF and the files beside it. */
const fileFieldsOf = ({ pdf, otherFiles }: Pick<MaterialModel, 'pdf' | 'otherFiles'>): string[] => [
  pdf,
  ...OTHER_FILE_KINDS.flatMap((kind) => otherFiles[kind] ?? []),
];

/** Whatever of a material leads to its text: files of the media library and addresses of files elsewhere. */
export const textFieldsOf = (material: MaterialModel): string[] => [
  ...fileFieldsOf(material),
  ...(material.pdfUrl === null ? [] : [material.pdfUrl]),
];

/** Rows of a table that were read: those with these values in a column, or any. */
interface ReadRows {
  readonly table: string;
  readonly column?: string;
  readonly values?: readonly unknown[];
}

/** What is known about some materials, and which locale each of their rows is in. */
export interface LoadedFacts {
  readonly catalogue: Catalogue;
  readonly localeOfRow: ReadonlyMap<number, Locale>;
  /** The latest decision on texts and chains when these were read. */
  readonly revision: number;
  /** The rows that this was made of. */
  readonly reads: readonly ReadRows[];
}

const NOTHING: LoadedFacts = { catalogue: new Map(), localeOfRow: new Map(), revision: 0, reads: [] };

const toPdf = (row: Row): PdfFile | null => {
  const url = textOf(row.file_url);
  const isPdf = row.file_mime === 'application/pdf' || String(row.file_ext).toLowerCase() === '.pdf';
  if (!url || !isPdf) return null;
  // Strapi keeps sizes in kilobytes of 1,000 bytes, with two decimals.
  const kilobytes = numberOf(row.file_size);
  return {
    url,
    name: textOf(row.file_name) ?? url,
    mime: 'application/pdf',
    sizeInBytes: kilobytes === null ? null : Math.round(kilobytes * 1000),
  };
};

/** A material's row comes once for each of its files, or once without any. */
type Files = Map<string, PdfFile>;

const toVersion = (
  row: Row,
  files: Files,
  defaultLocale: Locale,
  audience: Audience,
  { pdf, otherFiles, hasDrafts }: MaterialModel
): MaterialVersion => ({
  locale: textOf(row.locale) ?? defaultLocale,
  // Without drafts, a preview shows what readers see.
  status: (hasDrafts ? row.published_at === null : audience === 'preview') ? 'draft' : 'published',
  title: textOf(row.title) ?? '',
  slug: textOf(row.slug),
  pdf: files.get(pdf) ?? null,
  pdfUrl: textOf(row.pdf_url),
  otherFiles: Object.fromEntries(
    OTHER_FILE_KINDS.flatMap((kind) => {
      const field = otherFiles[kind];
      const file = field === null ? undefined : files.get(field);
      return file ? [[kind, file]] : [];
    })
  ),
  orderUrl: textOf(row.order_url),
  maxPerOrder: numberOf(row.max_per_order),
});

/** The files of each row by its id and their attribute. */
const filesByRow = (rows: readonly Row[]): ReadonlyMap<unknown, Files> => {
  const files = new Map<unknown, Files>();
  for (const row of rows) {
    const ofRow = files.get(row.id) ?? new Map<string, PdfFile>();
    files.set(row.id, ofRow);
    const file = toPdf(row);
    if (file) ofRow.set(String(row.file_field), file);
  }
  return files;
};

const toStockStatus = (row: Row): StockStatus | null => {
  if (!isAvailability(row.availability)) return null; // written past every check: not orderable by accident
  return {
    edition: textOf(row.edition),
    availability: row.availability,
    quantity: numberOf(row.quantity),
    lowStockAt: numberOf(row.low_stock_at),
    whenSoldOut: isWhenSoldOut(row.when_sold_out) ? row.when_sold_out : WHEN_SOLD_OUT_DEFAULT,
    expectedOn: dayOf(row.expected_on),
    successor: textOf(row.successor),
  };
};

const STOCK_COLUMNS = {
  material: 'material',
  edition: 'edition',
  availability: 'availability',
  quantity: 'quantity',
  low_stock_at: 'lowStockAt',
  when_sold_out: 'whenSoldOut',
  expected_on: 'expectedOn',
  successor: 'successor',
} as const;

interface JoinTable {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly morphColumn: {
    readonly idColumn: { readonly name: string };
    readonly typeColumn: { readonly name: string };
  };
}

/** Of plugins/response-cache, where it is there: remembers for as long as no row changed of those that are told. */
interface ResponseCache {
  readonly remember: (name: string, read: () => Promise<LoadedFacts>) => Promise<LoadedFacts>;
}

/**
 * How facts are remembered: SQLite tells itself that nothing changed; elsewhere whoever keeps answers knows what changed, and those who ask
 * the same at the same time read it once.
 */
const rememberingFor = (strapi: Strapi): ResponseCache['remember'] => {
  if (strapi.db.dialect.client === 'sqlite') return createMemory<LoadedFacts>(strapi);
  const askedOnce = createAskedOnce<LoadedFacts>();
  return (name, read) => {
    if (strapi.db.inTransaction()) return read(); // what it sees is nobody else's
    const cache = strapi.plugin('response-cache')?.service('cache') as ResponseCache | undefined;
    const readOnce = (): Promise<LoadedFacts> => askedOnce(name, read);
    return cache ? cache.remember(`facts ${name}`, readOnce) : readOnce();
  };
};

/**
 * Loads facts in two queries, however many materials are asked for: the stock statuses of the materials and of all
 * their successors, then the rows of all of them with their PDFs.
 */
export const createFacts = (strapi: Strapi) => {
  /** The two statements, made once: building them with Strapi's query builder would cost more than running them. */
  const prepare = () => {
    const { material, stockStatus } = modelOf(strapi);
    const quote = quoteName;

    const stock = tableOf(strapi, stockStatus.uid);
    const stockColumns = Object.entries(STOCK_COLUMNS)
      .map(([as, attribute]) => `s.${quote(stock.column(attribute))} AS ${as}`)
      .join(', ');
    const key = quote(stock.column('material'));
    const successor = quote(stock.column('successor'));

    const materials = tableOf(strapi, material.uid);
    const column = (attribute: string | null, as: string): string =>
      `${attribute === null ? 'NULL' : `m.${materials.quotedColumn(attribute)}`} AS ${as}`;
    const files = tableOf(strapi, 'plugin::upload.file');
    const join = (
      strapi.db.metadata.get('plugin::upload.file').attributes.related as unknown as { joinTable: JoinTable }
    ).joinTable;

    const edition = quote(stock.name);
    // Both make the database look for the successors of what was reached, and not read all that was ever replaced.
    const next =
      strapi.db.dialect.client === 'postgres'
        ? `reached CROSS JOIN LATERAL (SELECT * FROM ${edition} WHERE ${key} = reached.material OFFSET 0) s WHERE`
        : `reached CROSS JOIN ${edition} s WHERE s.${key} = reached.material AND`;

    /**
     * The editions that are asked for, and those of all their successors. The first UNION keeps each material once, so a loop of
     * successors ends. The state is asked for in a way that no index answers.
     */
    const stockSql = (places: string): string => `${READS_ARE_REPORTED}
      WITH RECURSIVE asked AS (SELECT ${stockColumns} FROM ${edition} s WHERE s.${key} IN (${places})),
      reached (material) AS (
        SELECT successor FROM asked WHERE successor IS NOT NULL AND availability = 'replaced'
        UNION
        SELECT s.${successor} FROM ${next} s.${successor} IS NOT NULL AND s.availability || '' = 'replaced'
      )
      SELECT * FROM asked UNION SELECT ${stockColumns} FROM ${edition} s WHERE s.${key} IN (SELECT material FROM reached)`;

    const fields = fileFieldsOf(material);
    const ofAudience = (audience: Audience): string =>
      material.hasDrafts ? ` AND m.published_at IS ${audience === 'public' ? 'NOT NULL' : 'NULL'}` : '';
    const rowsSql =
      (audience: Audience) =>
      (places: string): string => `${READS_ARE_REPORTED}
      SELECT ${serviceOf(strapi, 'decisions').revisionSql()} AS revision, m.id AS id, m.document_id AS document_id, m.published_at AS published_at, m.locale AS locale,
        ${column(material.title, 'title')}, ${column(material.slug, 'slug')}, ${column(material.pdfUrl, 'pdf_url')},
        ${column(material.orderUrl, 'order_url')}, ${column(material.maxPerOrder, 'max_per_order')},
        j.field AS file_field, f.id AS file_id, f.url AS file_url, f.name AS file_name, f.mime AS file_mime, f.ext AS file_ext, f.size AS file_size
      FROM ${quote(materials.name)} m
      LEFT JOIN ${quote(join.name)} j
        ON j.${quote(join.morphColumn.idColumn.name)} = m.id
        AND j.${quote(join.morphColumn.typeColumn.name)} = ? AND j.field IN (${fields.map(() => '?').join(', ')})
      LEFT JOIN ${quote(files.name)} f ON f.id = j.${quote(join.joinColumn.name)}
      WHERE m.document_id IN (${places})${ofAudience(audience)}
      ORDER BY m.id`;

    const rows = { public: rowsSql('public'), preview: rowsSql('preview') };
    /** Whatever a row of the answers could come from, also if it is not there yet. */
    const readsOf = (documentIds: readonly DocumentId[], found: readonly Row[]): ReadRows[] => [
      { table: stock.name, column: stock.column('material'), values: documentIds },
      { table: materials.name, column: 'document_id', values: documentIds },
      { table: join.name, column: join.morphColumn.idColumn.name, values: found.map(({ id }) => id) },
      {
        table: files.name,
        column: 'id',
        values: found.map(({ file_id: id }) => id).filter((id) => id !== null),
      },
      { table: tableOf(strapi, DECISIONS).name },
    ];
    return { stockSql, rows, rowsBindings: [material.uid, ...fields], readsOf };
  };
  let prepared: ReturnType<typeof prepare> | null = null;

  const remember = rememberingFor(strapi);

  const read = async (
    asked: readonly DocumentId[],
    audience: Audience,
    defaultLocale: Locale
  ): Promise<LoadedFacts> => {
    prepared ??= prepare();

    const stockRows = await preparedList(strapi, prepared.stockSql, asked);
    const successors = stockRows.map(({ successor }) => textOf(successor)).filter((id): id is string => id !== null);
    const all = [...new Set([...asked, ...stockRows.map(({ material }) => String(material)), ...successors])];
    const rows = await preparedList(strapi, prepared.rows[audience], all, prepared.rowsBindings);

    const catalogue = new Map<DocumentId, MaterialFacts & { versions: MaterialVersion[]; editions: StockStatus[] }>();
    const localeOfRow = new Map<number, Locale>();
    const files = filesByRow(rows);
    for (const row of rows) {
      if (localeOfRow.has(Number(row.id))) continue;
      const documentId = String(row.document_id);
      const facts = catalogue.get(documentId) ?? { documentId, versions: [], editions: [] };
      catalogue.set(documentId, facts);
      const version = toVersion(row, files.get(row.id) ?? new Map(), defaultLocale, audience, modelOf(strapi).material);
      facts.versions.push(version);
      localeOfRow.set(Number(row.id), version.locale);
    }
    for (const row of stockRows) {
      const documentId = String(row.material);
      // An unpublished material stays in the catalogue: a chain of successors may lead through it.
      const facts = catalogue.get(documentId) ?? { documentId, versions: [], editions: [] };
      catalogue.set(documentId, facts);
      const stockStatus = toStockStatus(row);
      if (stockStatus) facts.editions.push(stockStatus);
    }
    return { catalogue, localeOfRow, revision: Number(rows[0]?.revision ?? 0), reads: prepared.readsOf(all, rows) };
  };

  return {
    /** SQL that asks whether a row of the materials table has a PDF in the media library. */
    pdfLink(): { existsSql: (rowId: string) => string; bindings: readonly string[] } {
      const { material } = modelOf(strapi);
      const files = tableOf(strapi, 'plugin::upload.file');
      const { joinTable } = strapi.db.metadata.get('plugin::upload.file').attributes.related as unknown as {
        joinTable: JoinTable;
      };
      const { idColumn, typeColumn } = joinTable.morphColumn;
      return {
        existsSql: (
          rowId
        ) => `SELECT 1 FROM ${quoteName(joinTable.name)} j JOIN ${files.quoted} f ON f.id = j.${joinTable.joinColumn.name}
          WHERE j.${idColumn.name} = ${rowId} AND j.${typeColumn.name} = ? AND j.field = ?
            AND (f.mime = 'application/pdf' OR lower(f.ext) = '.pdf')`,
        bindings: [material.uid, material.pdf],
      };
    },

    /**
     * The material rows, published or not, that have a file of the media library as their PDF or beside it.
     *
     * @returns none if something else has the file, too
     */
    async rowsWithPdf(url: string): Promise<{ documentId: DocumentId; locale: Locale | null }[]> {
      const { material } = modelOf(strapi);
      const { joinTable } = strapi.db.metadata.get('plugin::upload.file').attributes.related as unknown as {
        joinTable: JoinTable;
      };
      const { idColumn, typeColumn } = joinTable.morphColumn;
      const rows = (await runInTransaction(
        strapi,
        strapi.db
          .connection(`${tableOf(strapi, 'plugin::upload.file').name} as f`)
          .join(`${joinTable.name} as j`, `j.${joinTable.joinColumn.name}`, 'f.id')
          .leftJoin(`${tableOf(strapi, material.uid).name} as m`, 'm.id', `j.${idColumn.name}`)
          .where('f.url', url)
          .select({ type: `j.${typeColumn.name}`, field: 'j.field', documentId: 'm.document_id', locale: 'm.locale' })
      )) as Row[];
      const fields = fileFieldsOf(material);
      if (rows.some(({ type, field }) => type !== material.uid || !fields.includes(String(field)))) return [];
      return rows
        .filter(({ documentId }) => typeof documentId === 'string')
        .map(({ documentId, locale }) => ({ documentId: String(documentId), locale: textOf(locale) }));
    },

    /**
     * @param documentIds materials; unknown ones are left out of the answer
     * @param audience the rows to load: what is published, or the drafts
     * @param defaultLocale the locale of rows that have none, because the content type is not localised
     */
    async load(documentIds: Iterable<DocumentId>, audience: Audience, defaultLocale: Locale): Promise<LoadedFacts> {
      const asked = [...new Set(documentIds)];
      if (asked.length === 0) return NOTHING;
      const name = [audience, defaultLocale, ...asked].join(' ');
      const facts = await remember(name, () => read(asked, audience, defaultLocale));
      strapi.db.connection.client.emit('reads', facts.reads);
      return facts;
    },
  };
};
