import { wordsOf } from './inline';
import { STAMPS } from './names';
import type { Dialect } from './read-entries';
import { inlinesOf } from './read-inlines';
import { Unreadable } from './unreadable';
import { elements, plainText, type Node } from './xml-tree';

const DONE = new Set(['translated', 'signed-off', 'final']);

const notesOf = (file: Node): readonly Node[] => elements(file, 'header').flatMap((header) => elements(header, 'note'));

const stampsOf = (file: Node): Record<string, string> =>
  Object.fromEntries(
    notesOf(file).flatMap((note) => {
      const [category, ...field] = (note.attributes.from ?? '').split(':');
      const stamp = plainText(note).trim();
      return category === STAMPS ? [[field.join(':'), stamp === '-' ? '' : stamp]] : [];
    })
  );

const readUnit: Dialect['readUnit'] = (node) => {
  const { id, approved } = node.attributes;
  if (!id) throw new Unreadable(node.line, 'unit-without-id');
  const [source] = elements(node, 'source');
  if (!source) throw new Unreadable(node.line, 'unit-without-segment', { unit: id });
  const [target] = elements(node, 'target');
  const inlines = target ? inlinesOf([target]) : [];
  return {
    id,
    source: inlinesOf([source]),
    target: wordsOf(inlines).trim() === '' ? null : inlines,
    isTouched: approved === 'yes' || DONE.has(target?.attributes.state ?? ''),
  };
};

/** The languages that a document is about, where it says so. */
export interface Languages {
  readonly source: string | undefined;
  readonly target: string | undefined;
}

/** In XLIFF 1.2 each `file` names its languages. Ours have the same in all: those of the first. */
export const languagesIn = (root: Node): Languages => {
  const files = elements(root, 'file').map(({ attributes }) => attributes);
  return {
    source: files.map((file) => file['source-language']).find(Boolean),
    target: files.map((file) => file['target-language']).find(Boolean),
  };
};

/** XLIFF 1.1 and 1.2. */
export const dialectOfXliff1 = ({ source, target }: Languages): Dialect => ({
  unit: 'trans-unit',
  nameOf: (file) => {
    const { original = '', ...attributes } = file.attributes;
    const isOther = (attribute: string, language?: string): boolean =>
      attributes[attribute] !== undefined && attributes[attribute] !== language;
    if (isOther('source-language', source) || isOther('target-language', target)) {
      throw new Unreadable(file.line, 'other-languages', { file: original });
    }
    const title = notesOf(file).find((note) => note.attributes.from === 'title');
    return { id: original, title: title ? plainText(title) : original };
  },
  stampsOf,
  readUnit,
});
