import type { ImportedEntry, ImportedUnit, XliffProblem } from './imported';
import { entryOfId } from './names';
import { Unreadable } from './unreadable';
import { elements, type Node } from './xml-tree';

/** What a version of XLIFF has its own elements for. */
export interface Dialect {
  readonly unit: string;
  /** The entry's name in a `file`, and its title. */
  readonly nameOf: (file: Node) => { readonly id: string; readonly title: string };
  readonly stampsOf: (file: Node) => Readonly<Record<string, string>>;
  /** @throws Unreadable */
  readonly readUnit: (unit: Node) => Omit<ImportedUnit, 'line' | 'isBroken'>;
}

/** Units also stand in groups. */
const unitsUnder = (node: Node, name: string): Node[] =>
  elements(node).flatMap((child) =>
    child.name === name ? [child] : child.name === 'group' || child.name === 'body' ? unitsUnder(child, name) : []
  );

/** The entries of a document. What cannot be read is a problem of its own, and takes nothing else with it. */
export const readEntries = (
  root: Node,
  { unit: unitName, nameOf, stampsOf, readUnit }: Dialect
): { readonly entries: readonly ImportedEntry[]; readonly problems: readonly XliffProblem[] } => {
  const problems: XliffProblem[] = [];

  /** @returns null where it could not be read */
  const attempt = <Result>(work: () => Result): Result | null => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push(error.problem);
      return null;
    }
  };

  const unitFrom = (node: Node, known: Set<string>): ImportedUnit[] => {
    const read = attempt(() => {
      const unit = readUnit(node);
      if (known.has(unit.id)) throw new Unreadable(node.line, 'unit-twice', { unit: unit.id });
      return unit;
    });
    const { id } = node.attributes;
    if (read) known.add(read.id);
    if (read) return [{ ...read, line: node.line, isBroken: false }];
    return id ? [{ id, line: node.line, source: [], target: null, isTouched: false, isBroken: true }] : [];
  };

  const names = new Set<string>();
  const entries = elements(root, 'file').flatMap((file): ImportedEntry[] => {
    const entry = attempt(() => {
      const { id, title } = nameOf(file);
      const name = entryOfId(id);
      if (!name) throw new Unreadable(file.line, 'foreign-file', { file: id || title });
      if (names.has(id)) throw new Unreadable(file.line, 'file-twice', { file: id });
      names.add(id);
      return { ...name, title };
    });
    if (!entry) return [];
    const known = new Set<string>();
    const units = unitsUnder(file, unitName).flatMap((node) => unitFrom(node, known));
    return [{ ...entry, line: file.line, stamps: stampsOf(file), units }];
  });
  return { entries, problems };
};
