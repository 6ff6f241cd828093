import { isMap, isSeq, parseDocument, type Document } from 'yaml';

/** A list of records in a mapping: which table, and which of its columns holds what. */
export interface MappedTable {
  readonly part: 'materials' | 'news';
  readonly index: number;
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly oldUrls: readonly string[];
}

export interface MappingDocument {
  readonly languages: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
  readonly tables: readonly MappedTable[];
  /** The mapping with one thing changed; its comments stay. `null` takes it out. */
  with(path: readonly (string | number)[], value: string | readonly string[] | null): string;
}

const wordsIn = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([key, word]) =>
      typeof word === 'string' || typeof word === 'number' ? [[key, String(word)]] : []
    )
  );
const listIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const tablesIn = (document: Document): MappedTable[] =>
  (['materials', 'news'] as const).flatMap((part) => {
    const list = document.get(part);
    if (!isSeq(list)) return [];
    return (list.toJSON() as unknown[]).map((each, index): MappedTable => {
      const { table, columns, oldUrls } = (each ?? {}) as Record<string, unknown>;
      return { part, index, table: String(table ?? ''), columns: wordsIn(columns), oldUrls: listIn(oldUrls) };
    });
  });

/** Reads a mapping for a form. @returns null where it is no YAML that a form could show */
export const mappingDocumentOf = (draft: string): MappingDocument | null => {
  const document = parseDocument(draft);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const raw = document.toJSON() as Record<string, unknown>;
  return {
    languages: wordsIn(raw.languages),
    hosts: listIn(raw.hosts),
    tables: tablesIn(document),
    with(path, value) {
      const changed = document.clone() as Document;
      if (value === null) changed.deleteIn(path);
      else changed.setIn(path, Array.isArray(value) ? changed.createNode(value, { flow: true }) : value);
      return changed.toString({ lineWidth: 0 });
    },
  };
};
