import { SaxesParser, type SaxesTagNS } from 'saxes';

import { METADATA } from './names';
import { Unreadable } from './unreadable';

/** XLIFF is not deep: a document that is was made to keep a server busy. */
const DEEPEST = 60;

/** An element of an XLIFF document. */
export interface Node {
  /** Its name; of another namespace, with that one's address before it. */
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Node | string)[];
}

const isXliff = (namespace: string): boolean => /^urn:oasis:names:tc:xliff:document:(1\.[12]|2\.\d)$/.test(namespace);

const nameOf = ({ uri, local }: SaxesTagNS): string =>
  isXliff(uri) ? local : uri === METADATA ? `mda:${local}` : `${uri} ${local}`;

/**
 * An XLIFF document as a tree. No entities but XML's own, no DOCTYPE, nothing from outside.
 *
 * @throws Unreadable
 */
export const parseXliff = (text: string): Node => {
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
      throw new Unreadable(node.line, tag.local === 'xliff' ? 'unknown-namespace' : 'not-xliff');
    }
  });
  parser.on('closetag', () => void stack.pop());
  const addText = (words: string): void => void stack.at(-1)?.children.push(words);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text.startsWith('\ufeff') ? text.slice(1) : text).close();
  if (!root) throw new Unreadable(1, 'empty');
  return root;
};

export const elements = (node: Node, name?: string): Node[] =>
  node.children.filter((child): child is Node => typeof child !== 'string' && (!name || child.name === name));

export const plainText = (node: Node): string =>
  node.children.map((child) => (typeof child === 'string' ? child : plainText(child))).join('');
