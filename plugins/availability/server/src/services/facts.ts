import { createAskedOnce } from '@inprint/kit/asked-once';
import { quoteName } from '@inprint/kit/database/names';

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
import { fileJoinOf } from '../file-join';
import { dayOf, numberOf, textOf } from '../rows';
import { modelOf, type MaterialModel } from '../setup';
import { runInTransaction, tableOf, type Row, type Strapi } from '../strapi';

import { createFactReader, type Asked, type ReadFacts } from './fact-reader';
import { fileFieldsOf, type ReadRows } from './fact-statements';
import { createMemory } from './unchanged';

/** Whatever of a material leads to its text: files of the media library and addresses of files elsewhere. */
export const textFieldsOf = (material: MaterialModel): string[] => [
  ...fileFieldsOf(material),
  ...(material.pdfUrl === null ? [] : [material.pdfUrl]),
];

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

/** What tells nothing of what is in a file. */
const NO_MIME = ['', 'application/octet-stream', 'binary/octet-stream'] as const;

/** A file that was replaced keeps its name and extension: where its bytes are said to be something else, they are no PDF. */
const isPdf = ({ file_mime: mime, file_ext: ext }: Row): boolean =>
  mime === 'application/pdf' ||
  ((NO_MIME as readonly string[]).includes(textOf(mime) ?? '') && String(ext).toLowerCase() === '.pdf');

const toPdf = (row: Row): PdfFile | null => {
  const url = textOf(row.file_url);
  if (!url || !isPdf(row)) return null;
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

type Known = MaterialFacts & { versions: MaterialVersion[]; editions: StockStatus[] };

/** Puts what was read of some materials together. */
const factsFrom = (
  { stock, rows }: ReadFacts,
  { audience, defaultLocale }: Asked,
  material: MaterialModel
): Omit<LoadedFacts, 'reads'> => {
  const catalogue = new Map<DocumentId, Known>();
  const knownOf = (documentId: DocumentId): Known => {
    const known = catalogue.get(documentId) ?? { documentId, versions: [], editions: [] };
    catalogue.set(documentId, known);
    return known;
  };
  const localeOfRow = new Map<number, Locale>();
  const files = filesByRow(rows);
  for (const row of rows) {
    if (localeOfRow.has(Number(row.id))) continue;
    const version = toVersion(row, files.get(row.id) ?? new Map(), defaultLocale, audience, material);
    knownOf(String(row.document_id)).versions.push(version);
    localeOfRow.set(Number(row.id), version.locale);
  }
  for (const row of stock) {
    // An unpublished material stays in the catalogue: a chain of successors may lead through it.
    const { editions } = knownOf(String(row.material));
    const stockStatus = toStockStatus(row);
    if (stockStatus) editions.push(stockStatus);
  }
  return { catalogue, localeOfRow, revision: Number(rows[0]?.revision ?? 0) };
};

/**
 * Loads facts in two queries, however many materials are asked for: the stock statuses of the materials and of all
 * their successors, then the rows of all of them with their PDFs.
 */
export const createFacts = (strapi: Strapi) => {
  const remember = rememberingFor(strapi);
  const readRows = createFactReader<LoadedFacts>(strapi);

  const read = async (name: string, asked: Asked): Promise<LoadedFacts> => {
    const { material } = modelOf(strapi);
    return readRows(name, asked, (found) => ({ ...factsFrom(found, asked, material), reads: found.reads }));
  };

  return {
    /** SQL that asks whether a row of the materials table has a PDF in the media library. */
    pdfLink(): { existsSql: (rowId: string) => string; bindings: readonly string[] } {
      const { material } = modelOf(strapi);
      const files = tableOf(strapi, 'plugin::upload.file');
      const joinTable = fileJoinOf(strapi);
      const { idColumn, typeColumn } = joinTable.morphColumn;
      return {
        existsSql: (
          rowId
        ) => `SELECT 1 FROM ${quoteName(joinTable.name)} j JOIN ${files.quoted} f ON f.id = j.${joinTable.joinColumn.name}
          WHERE j.${idColumn.name} = ${rowId} AND j.${typeColumn.name} = ? AND j.field = ?
            AND (f.mime = 'application/pdf' OR
              (COALESCE(f.mime, '') IN (${NO_MIME.map((mime) => `'${mime}'`).join(', ')}) AND lower(f.ext) = '.pdf'))`,
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
      const joinTable = fileJoinOf(strapi);
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

    /** A file of the media library as readers would get it as a PDF; null where there is none, or it is no PDF. */
    async pdfOfFile(id: number): Promise<PdfFile | null> {
      const file = (await strapi.db.query('plugin::upload.file').findOne({ where: { id } })) as Row | null;
      return (
        file &&
        toPdf({
          file_url: file.url,
          file_name: file.name,
          file_mime: file.mime,
          file_ext: file.ext,
          file_size: file.size,
        })
      );
    },

    /**
     * @param documentIds materials; unknown ones are left out of the answer
     * @param audience the rows to load: what is published, or the drafts, too
     * @param defaultLocale the locale of rows that have none, because the content type is not localised
     */
    async load(documentIds: Iterable<DocumentId>, audience: Audience, defaultLocale: Locale): Promise<LoadedFacts> {
      const asked = [...new Set(documentIds)];
      if (asked.length === 0) return NOTHING;
      const name = [audience, defaultLocale, ...asked].join(' ');
      const facts = await remember(name, () => read(name, { documentIds: asked, audience, defaultLocale }));
      strapi.db.connection.client.emit('reads', facts.reads);
      return facts;
    },
  };
};
