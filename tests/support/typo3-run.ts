import path from 'node:path';

import Database from 'better-sqlite3';

import type { Instance } from './instance';

/** A line of a run's report, as it is kept. */
export interface ReportLine {
  readonly kind: string;
  readonly reason: string;
  readonly details: Readonly<Record<string, string>>;
  readonly record: { readonly importId: string; readonly title: string } | null;
  readonly before: string;
  readonly after: string;
}

export interface TableAccount {
  readonly table: string;
  readonly rows: number;
  readonly written: number;
  readonly unchanged: number;
  readonly kept: number;
  readonly leftOut: Readonly<Record<string, number>>;
}

export interface PartAccount extends Omit<TableAccount, 'rows'> {
  readonly kind: string;
  readonly column: string;
  readonly found: number;
}

export interface RunOutcome {
  readonly counts: Readonly<Record<'topic' | 'material' | 'news', Readonly<Record<string, number>>>>;
  readonly tables: readonly TableAccount[];
  readonly parts: readonly PartAccount[];
  readonly lines: readonly ReportLine[];
  /** The redirect maps, by the name that is put into the file's name; '' for the first. */
  readonly redirects: Readonly<Record<string, string>>;
}

export interface RunWish {
  /** The dump. */
  readonly source: string;
  /** YAML. */
  readonly mapping: string;
  readonly fileadmin?: string;
  readonly stagingFile: string;
  readonly write?: boolean;
  readonly overwrite?: boolean;
}

/** Runs an import inside of an instance, and reads what it left. */
export const runImportIn = async (instance: Instance, wish: RunWish): Promise<RunOutcome> => {
  const { summary, redirects } = (await instance.run(
    async (strapi, { source: where, mapping: text, fileadmin, stagingFile, write, overwrite }) => {
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the plugin's own service, seen from outside
      const importer = strapi.plugin('typo3-import').service('importer') as any;
      const mapping = importer.parseMapping(text);
      const source = await importer.open(where, { database: mapping.database });
      try {
        const result = await importer.run({
          ...{ runId: `${stagingFile} ${Date.now()}`, source, mapping, fileadmin, stagingFile },
          ...{ write, overwrite, applySuggestions: false },
        });
        return { summary: result, redirects: importer.redirects(stagingFile) };
      } finally {
        await source.close();
      }
    },
    { fileadmin: '', write: true, overwrite: false, ...wish }
  )) as { summary: Omit<RunOutcome, 'lines' | 'redirects'>; redirects: RunOutcome['redirects'] };
  const db = new Database(wish.stagingFile, { readonly: true });
  try {
    const lines = db
      .prepare<[], { json: string }>('SELECT json FROM report ORDER BY id')
      .all()
      .map(({ json }) => JSON.parse(json) as ReportLine);
    return { ...summary, lines, redirects };
  } finally {
    db.close();
  }
};

const sumOf = ({ written, unchanged, kept, leftOut }: Omit<TableAccount, 'table' | 'rows'>): number =>
  written + unchanged + kept + Object.values(leftOut).reduce((sum, count) => sum + count, 0);

/** Every row has one fate, and so has every field, link, image, file, related record and old address. */
export const isBalanced = ({ tables, parts }: Pick<RunOutcome, 'tables' | 'parts'>): boolean =>
  tables.every((account) => account.rows === sumOf(account)) && parts.every((part) => part.found === sumOf(part));

export interface BlockLike {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly level?: number;
  readonly format?: string;
  readonly children?: readonly BlockLike[];
  readonly image?: { readonly name: string };
  readonly material?: { readonly documentId: string };
}

export interface ImportedArticle {
  readonly documentId: string;
  readonly locale: string;
  readonly isPublished: boolean;
  readonly title: string;
  readonly slug: string;
  readonly lead: string | null;
  readonly date: string | null;
  readonly caption: string | null;
  readonly image: { readonly name: string } | null;
  readonly topics: readonly { readonly name: string }[];
  readonly body: readonly BlockLike[];
}

/** The articles that a source's records became, by the record's id. */
export const articlesOf = (instance: Instance, importSource: string): Promise<Record<string, ImportedArticle>> =>
  instance.run(async (strapi, source) => {
    const uid = 'api::news-article.news-article';
    const records = (await strapi.db
      .connection('typo3_import_records')
      .where({ import_source: source, content_type: uid })) as Record<string, string>[];
    const found: Record<string, unknown> = {};
    for (const record of records) {
      const rows = await strapi.db.query(uid).findMany({
        where: { documentId: record.document_id, locale: record.locale },
        populate: ['image', 'topics'],
      });
      const draft = rows.find(({ publishedAt }: { publishedAt: unknown }) => !publishedAt);
      const id = String(record.import_id);
      found[id.slice(id.lastIndexOf(':') + 1)] = {
        ...draft,
        isPublished: rows.length > 1,
      };
    }
    return found;
  }, importSource) as Promise<Record<string, ImportedArticle>>;

export const wordsIn = (nodes: readonly BlockLike[]): string =>
  nodes.map(({ text, children }) => text ?? wordsIn(children ?? [])).join('');

export const linksIn = (nodes: readonly BlockLike[]): { readonly url: string; readonly words: string }[] =>
  nodes.flatMap((node) =>
    node.type === 'link' ? [{ url: node.url ?? '', words: wordsIn([node]) }] : linksIn(node.children ?? [])
  );

export const stagingFileIn = (folder: string, name: string): string => path.join(folder, `${name}.staging.db`);
