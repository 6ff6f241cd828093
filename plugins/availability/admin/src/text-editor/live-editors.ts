import { Transforms, type Node } from 'slate';
import { ReactEditor } from 'slate-react';

import type { NodePath } from '../../../domain/leftover';
import type { TextEditor } from './nodes';

const editors = new Set<WeakRef<TextEditor>>();

/** Keeps an editor in mind for as long as it lives. */
export const rememberEditor = (editor: TextEditor): void => {
  editors.add(new WeakRef(editor));
};

const isOnPage = (editor: TextEditor): boolean => {
  try {
    return ReactEditor.toDOMNode(editor, editor).isConnected;
  } catch {
    return false; // not drawn, or not any more
  }
};

/** The first editor on this page that is as asked for. */
const findEditor = (isMeant: (editor: TextEditor) => boolean): TextEditor | null => {
  for (const reference of editors) {
    const editor = reference.deref();
    if (!editor) editors.delete(reference);
    else if (isOnPage(editor) && isMeant(editor)) return editor;
  }
  return null;
};

/** The editor on this page that shows a text. */
const editorOf = (blocks: readonly unknown[]): TextEditor | null => {
  const text = JSON.stringify(blocks);
  return findEditor(({ children }) => JSON.stringify(children) === text);
};

/** The editor that stands in this element. */
export const editorIn = (element: Element): TextEditor | null =>
  findEditor((editor) => element.contains(ReactEditor.toDOMNode(editor, editor)));

/**
 * Sets or takes off the material of a link as an edit in the open editor, so that the editor's own undo takes it back.
 *
 * @returns false if no open editor shows this text
 */
export const setMaterialInEditor = (blocks: readonly unknown[], path: NodePath, documentId: string | null): boolean => {
  const editor = editorOf(blocks);
  if (!editor) return false;
  const at = [...path];
  if (documentId === null) Transforms.unsetNodes(editor, 'material' as never, { at });
  else Transforms.setNodes(editor, { material: { documentId } } as unknown as Partial<Node>, { at });
  return true;
};
