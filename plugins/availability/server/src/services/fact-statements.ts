import { quoteName } from '@inprint/kit/database/names';

import { OTHER_FILE_KINDS, type Audience, type DocumentId } from '../../../domain/facts';
import { DECISION_TABLE } from '../decision-table';
import { fileJoinOf } from '../file-join';
import { READS_ARE_REPORTED } from '../rows';
import { modelOf, type MaterialModel } from '../setup';
import { serviceOf, tableOf, type Row, type Strapi } from '../strapi';

/** The attributes that hold a material's files: its PDF and the files beside it. */
export const fileFieldsOf = ({ pdf, otherFiles }: Pick<MaterialModel, 'pdf' | 'otherFiles'>): string[] => [
  pdf,
  ...OTHER_FILE_KINDS.flatMap((kind) => otherFiles[kind] ?? []),
];

/** Rows of a table that were read: those with these values in a column, or any. */
export interface ReadRows {
  readonly table: string;
  readonly column?: string;
  readonly values?: readonly unknown[];
}

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

/** How PostgreSQL takes a list of texts as one value. */
const LIST = 'SELECT unnest(?::text[])';

/** The statements that facts are read with, made once: building them with Strapi's query builder would cost more than running them. */
export const createFactStatements = (strapi: Strapi) => {
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
  const join = fileJoinOf(strapi);

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
    material.hasDrafts && audience === 'public' ? ' AND m.published_at IS NOT NULL' : '';
  // By the relation too: of two files that two writers gave one field at once, every server has to name the same.
  const rowsSql =
    (audience: Audience) =>
    (places: string): string => `${READS_ARE_REPORTED}
    SELECT ${serviceOf(strapi, 'decisions').revisionSql()} AS revision, m.id AS id, m.document_id AS document_id, m.published_at AS published_at, m.locale AS locale,
      ${column(material.title, 'title')}, ${column(material.slug, 'slug')}, ${column(material.pdfUrl, 'pdf_url')},
      ${column(material.orderUrl, 'order_url')}, ${column(material.maxPerOrder, 'max_per_order')},
      j.id AS file_place, j.field AS file_field, f.id AS file_id, f.url AS file_url, f.name AS file_name, f.mime AS file_mime, f.ext AS file_ext, f.size AS file_size
    FROM ${quote(materials.name)} m
    LEFT JOIN ${quote(join.name)} j
      ON j.${quote(join.morphColumn.idColumn.name)} = m.id
      AND j.${quote(join.morphColumn.typeColumn.name)} = ? AND j.field IN (${fields.map(() => '?').join(', ')})
    LEFT JOIN ${quote(files.name)} f ON f.id = j.${quote(join.joinColumn.name)}
    WHERE m.document_id IN (${places})${ofAudience(audience)}
    ORDER BY m.id, j.id`;

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
    { table: DECISION_TABLE },
  ];
  const rowsBindings = [material.uid, ...fields];

  /**
   * Both at once and as JSON, on PostgreSQL; no row where they say what they said before. So what did not change is neither sent nor read.
   * MATERIALIZED, and OFFSET 0: each would be read, and hashed, once for the answer and once more to compare it.
   */
  const changedSql = (audience: Audience): string => `${READS_ARE_REPORTED} WITH found AS MATERIALIZED (
      SELECT (SELECT COALESCE(json_agg(s ORDER BY s::text), '[]')::text FROM (${stockSql(LIST)}) s) AS stock,
        (SELECT COALESCE(json_agg(r ORDER BY r.id, r.file_place), '[]')::text FROM (${rows[audience](LIST)}) r) AS rows
    )
    SELECT * FROM (SELECT stock, rows, md5(stock || rows) AS state FROM found OFFSET 0) said WHERE state <> ?`;
  const changed = { public: changedSql('public'), preview: changedSql('preview') };

  return { stockSql, rows, rowsBindings, changed, readsOf };
};

export type FactStatements = ReturnType<typeof createFactStatements>;
