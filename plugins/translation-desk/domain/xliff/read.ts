import { SaxesParser, type SaxesTagNS } from 'saxes';

import type { Problem } from '../problem';
import { trimmed, wordsOf, type Code, type Inline } from './inline';
import { METADATA, STAMPS, XLIFF } from './write';

export interface HandedInUnit {
  readonly id: string;
  readonly line: number;
  readonly source: readonly Inline[];
  /** null where nothing is translated yet. */
  readonly target: readonly Inline[] | null;
  /** Whether the file says that somebody worked on it. */
  readonly isTouched: boolean;
}

export interface HandedInEntry {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  readonly line: number;
  readonly stamps: Readonly<Record<string, string>>;
  readonly units: readonly HandedInUnit[];
}

export interface HandIn {
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly entries: readonly HandedInEntry[];
}

/** Why a file cannot be read, and where. */
export interface XliffProblem extends Problem {
  readonly line: number;
}

export type XliffReading =
  { readonly ok: true; readonly handIn: HandIn } | { readonly ok: false; readonly problem: XliffProblem };

/** XLIFF is not deep: a document that is was made to keep a server busy. */
const DEEPEST = 60;

class Unreadable extends Error {
  constructor(
    readonly line: number,
    readonly key: Problem['key'],
    readonly values: NonNullable<Problem['values']> = {}
  ) {
    super(key);
  }
}

interface Node {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Node | string)[];
}

/** An element's name; those of other namespaces begin with theirs. */
const nameOf = ({ uri, local }: SaxesTagNS): string =>
  uri === XLIFF ? local : uri === METADATA ? `mda:${local}` : `${uri} ${local}`;

/** @throws Unreadable */
const parse = (text: string): Node => {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stack: Node[] = [];
  let root: Node | null = null;
  parser.on('error', (error) => {
    throw new Unreadable(parser.line, 'not-well-formed', { reason: error.message.replace(/^\d+:\d+: /, '') });
  });
  parser.on('doctype', () => {
    throw new Unreadable(parser.line, 'doctype');
  });
  parser.on('opentag', (tag) => {
    if (stack.length >= DEEPEST) throw new Unreadable(parser.line, 'too-deep');
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map(({ local, value, uri }) => [uri === '' ? local : `${uri} ${local}`, value])
    );
    const node: Node = { name: nameOf(tag), line: parser.line, attributes, children: [] };
    if (!root) root = node;
    stack.at(-1)?.children.push(node);
    stack.push(node);
    if (stack.length === 1 && node.name !== 'xliff') {
      throw new Unreadable(node.line, tag.local === 'xliff' ? 'not-xliff-2' : 'not-xliff');
    }
  });
  parser.on('closetag', () => void stack.pop());
  const addText = (words: string): void => void stack.at(-1)?.children.push(words);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  if (!root) throw new Unreadable(1, 'empty');
  return root;
};

const elements = (node: Node, name?: string): Node[] =>
  node.children.filter((child): child is Node => typeof child !== 'string' && (!name || child.name === name));

const plainText = (node: Node): string =>
  node.children.map((child) => (typeof child === 'string' ? child : plainText(child))).join('');

interface Open {
  readonly code: { readonly id: string; readonly kind: Code['kind']; readonly startId: string } | null;
  readonly children: Inline[];
}

/**
 * What is in a `source` or `target`. A pair that a tool split into its ends (`sc`, `ec`) is joined again; marks that tools add for
 * themselves (`mrk`, `sm`, `em`, `ph`) are looked through.
 *
 * @throws Unreadable where ends do not meet
 */
const inlinesOf = (parts: readonly Node[]): readonly Inline[] => {
  const open: Open[] = [{ code: null, children: [] }];
  const top = (): Open => open.at(-1) ?? { code: null, children: [] };
  const kindOf = (node: Node): Code['kind'] => (node.attributes.type === 'link' ? 'link' : 'format');
  const close = (line: number): void => {
    const done = open.pop();
    if (!done?.code) throw new Unreadable(line, 'code-not-begun');
    const { id, kind } = done.code;
    top().children.push({ id, kind, children: done.children });
  };
  const read = (child: Node | string): void => {
    if (typeof child === 'string') return void top().children.push(child);
    const id = child.attributes.id ?? '';
    if (child.name === 'pc') {
      open.push({ code: { id, kind: kindOf(child), startId: id }, children: [] });
      child.children.forEach(read);
      if (top().code?.startId !== id) throw new Unreadable(child.line, 'codes-cross', { code: id });
      close(child.line);
    } else if (child.name === 'sc') {
      open.push({ code: { id, kind: kindOf(child), startId: id }, children: [] });
    } else if (child.name === 'ec') {
      const start = child.attributes.startRef ?? id;
      if (top().code?.startId !== start) throw new Unreadable(child.line, 'codes-cross', { code: start });
      close(child.line);
    } else if (child.name === 'cp') {
      top().children.push('');
    } else {
      child.children.forEach(read);
    }
  };
  for (const part of parts) part.children.forEach(read);
  const last = open.at(-1);
  if (open.length > 1) {
    throw new Unreadable(parts[0]?.line ?? 1, 'code-not-ended', { code: last?.code?.id ?? '' });
  }
  return trimmed(last?.children ?? []);
};

const unitFrom = (node: Node): HandedInUnit => {
  const { id } = node.attributes;
  if (!id) throw new Unreadable(node.line, 'unit-without-id');
  const parts = elements(node).filter(({ name }) => name === 'segment' || name === 'ignorable');
  if (parts.length === 0) throw new Unreadable(node.line, 'unit-without-segment', { unit: id });
  const sources = parts.flatMap((part) => elements(part, 'source'));
  const targets = parts
    .map((part, index) => ({
      target: elements(part, 'target')[0] ?? (part.name === 'ignorable' ? elements(part, 'source')[0] : undefined),
      order: index + 1,
    }))
    .map(({ target, order }) => ({ target, order: Number(target?.attributes.order ?? order) }))
    .sort((one, other) => one.order - other.order);
  const isWhole = targets.every(({ target }) => target !== undefined && plainText(target) !== '');
  const target = isWhole ? inlinesOf(targets.flatMap((one) => one.target ?? [])) : null;
  const segments = parts.filter(({ name }) => name === 'segment');
  return {
    id,
    line: node.line,
    source: inlinesOf(sources),
    target: target && wordsOf(target).trim() !== '' ? target : null,
    isTouched: segments.every(({ attributes }) => (attributes.state ?? 'initial') !== 'initial'),
  };
};

const stampsFrom = (file: Node): Record<string, string> => {
  const groups = elements(file, 'mda:metadata').flatMap((metadata) => elements(metadata, 'mda:metaGroup'));
  const ours = groups.filter(({ attributes }) => attributes.category === STAMPS);
  const metas = ours.flatMap((group) => elements(group, 'mda:meta'));
  return Object.fromEntries(metas.map((meta) => [meta.attributes.type ?? '', plainText(meta).trim()]));
};

/** Units also stand in groups. */
const unitsUnder = (node: Node): Node[] =>
  elements(node).flatMap((child) =>
    child.name === 'unit' ? [child] : child.name === 'group' ? unitsUnder(child) : []
  );

const fileFrom = (file: Node): HandedInEntry => {
  const { id = '', original = '' } = file.attributes;
  const cut = id.lastIndexOf(':');
  if (cut < 1) throw new Unreadable(file.line, 'foreign-file', { file: id });
  const units = unitsUnder(file).map(unitFrom);
  const known = new Set<string>();
  for (const unit of units) {
    if (known.has(unit.id)) throw new Unreadable(unit.line, 'unit-twice', { unit: unit.id });
    known.add(unit.id);
  }
  return {
    type: id.slice(0, cut),
    documentId: id.slice(cut + 1),
    title: original,
    line: file.line,
    stamps: stampsFrom(file),
    units,
  };
};

/** Reads an XLIFF 2 document. No entities but XML's own, no DOCTYPE, nothing from outside. */
export const readXliff = (text: string): XliffReading => {
  try {
    const root = parse(text.startsWith('\ufeff') ? text.slice(1) : text);
    const { srcLang, trgLang, version = '' } = root.attributes;
    if (!version.startsWith('2.')) throw new Unreadable(root.line, 'other-version', { version });
    if (!srcLang) throw new Unreadable(root.line, 'no-source-language');
    if (!trgLang) throw new Unreadable(root.line, 'no-target-language');
    const entries = elements(root, 'file').map(fileFrom);
    const known = new Set<string>();
    for (const { type, documentId, line } of entries) {
      const key = `${type}:${documentId}`;
      if (known.has(key)) throw new Unreadable(line, 'file-twice', { file: key });
      known.add(key);
    }
    return { ok: true, handIn: { sourceLocale: srcLang, targetLocale: trgLang, entries } };
  } catch (error) {
    if (error instanceof Unreadable)
      return { ok: false, problem: { line: error.line, key: error.key, values: error.values } };
    throw error;
  }
};
