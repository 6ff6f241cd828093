import { Editor, Element, Range } from 'slate';

import { canMentionHere, type TextEditor } from './nodes';

/** Is this “@”, the last of the words before the cursor, where a word begins? Inside of one it belongs to an address. */
export const beginsMention = (wordsBefore: string): boolean => /(?:^|[\s(«„“"'])@$/.test(wordsBefore);

/** The “@” before the cursor, where a material can be mentioned in its place. */
const atSignBefore = (editor: TextEditor): Range | null => {
  const { selection } = editor;
  if (!selection || !Range.isCollapsed(selection) || !canMentionHere(editor)) return null;
  if (Editor.above(editor, { match: (node) => Element.isElement(node) && editor.isInline(node) })) return null;
  const block = Editor.above(editor, { match: (node) => Element.isElement(node) && Editor.isBlock(editor, node) });
  const start = block && Editor.start(editor, block[1]);
  if (!start || !beginsMention(Editor.string(editor, { anchor: start, focus: selection.anchor }))) return null;
  const anchor = Editor.before(editor, selection.anchor);
  return anchor ? { anchor, focus: selection.anchor } : null;
};

type Listener = (editor: TextEditor, at: Range) => void;

const listeners = new Set<Listener>();

/**
 * Calls back when “@” is typed in an editor of Blocks where a material can be mentioned.
 *
 * @returns what ends it
 */
export const onAtSign = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Tells of an “@” that was typed just now. */
export const tellOfAtSign = (editor: TextEditor): void => {
  const at = atSignBefore(editor);
  if (at) for (const listener of listeners) listener(editor, at);
};
