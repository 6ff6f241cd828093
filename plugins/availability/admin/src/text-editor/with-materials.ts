import { Editor, Element, type Node, Path, Range, Transforms, type Point } from 'slate';

import { tellOfAtSign } from './at-sign';
import { rememberEditor } from './live-editors';
import { blocksOf, hasLinks } from './pasted';
import {
  canMentionHere,
  emptyParagraph,
  isCallToAction,
  removeCallToAction,
  selectedCallToAction,
  type TextEditor,
} from './nodes';

/**
 * Teaches Strapi's editor that a call to action is one thing: it is selected, moved, copied and deleted whole, and its
 * stored words are not typed into.
 */
export const withMaterials = (given: Editor): Editor => {
  const editor = given as TextEditor;
  const { isVoid, deleteBackward, deleteForward, insertFragment, insertBreak, insertData } = editor;
  const { normalizeNode, apply, insertText } = editor;

  editor.isVoid = (element) => isCallToAction(element) || isVoid(element);

  const removeSelected = (): boolean => {
    const at = editor.selection && Range.isCollapsed(editor.selection) ? selectedCallToAction(editor) : null;
    if (at) removeCallToAction(editor, at);
    return at !== null;
  };

  /** Going back from the start of a block selects the call to action above it, and does not swallow it unseen. */
  const selectAbove = (): boolean => {
    const { selection } = editor;
    const index = selection?.anchor.path[0];
    if (!selection || !index || !Range.isCollapsed(selection)) return false;
    const above = editor.children[index - 1];
    if (!above || !isCallToAction(above) || !Editor.isStart(editor, selection.anchor, [index])) return false;
    const block = editor.children[index];
    if (block && Element.isElement(block) && Editor.isEmpty(editor, block))
      Transforms.removeNodes(editor, { at: [index] });
    Transforms.select(editor, Editor.start(editor, [index - 1]));
    return true;
  };

  editor.deleteBackward = (unit) => {
    if (!removeSelected() && !selectAbove()) deleteBackward(unit);
  };

  /** Going on from the end of a block selects the call to action below it, as going back does with the one above. */
  const selectBelow = (): boolean => {
    const { selection } = editor;
    const index = selection?.anchor.path[0];
    if (!selection || index === undefined || !Range.isCollapsed(selection)) return false;
    const below = editor.children[index + 1];
    if (!below || !isCallToAction(below) || !Editor.isEnd(editor, selection.anchor, [index])) return false;
    const block = editor.children[index];
    const isEmpty = block !== undefined && Element.isElement(block) && Editor.isEmpty(editor, block);
    if (isEmpty) Transforms.removeNodes(editor, { at: [index] });
    Transforms.select(editor, Editor.start(editor, [isEmpty ? index : index + 1]));
    return true;
  };

  editor.deleteForward = (unit) => {
    if (!removeSelected() && !selectBelow()) deleteForward(unit);
  };

  const openLineBelow = (): void => {
    const at = selectedCallToAction(editor);
    if (!at) return;
    Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(at) });
    Transforms.select(editor, Editor.start(editor, Path.next(at)));
  };

  /** Links that were copied elsewhere stay links; without any, Strapi takes the words. */
  editor.insertData = (data) => {
    const html = data.types.includes('application/x-slate-fragment') ? '' : data.getData('text/html');
    const page = html === '' ? null : new DOMParser().parseFromString(html, 'text/html');
    if (!page || !hasLinks(page) || !canMentionHere(editor)) return insertData(data);
    const blocks = blocksOf(page) as unknown as Node[];
    if (blocks.length > 0) editor.insertFragment(blocks);
  };

  editor.insertText = (words, options) => {
    insertText(words, options);
    if (words === '@') tellOfAtSign(editor);
  };

  editor.insertBreak = () => (selectedCallToAction(editor) ? openLineBelow() : insertBreak());

  editor.insertFragment = (fragment, options) => {
    if (!options?.at) openLineBelow(); // what is pasted on a call to action goes below it
    insertFragment(fragment, options);
  };

  /** The only place in a call to action that is drawn, and so can be selected, is its first text. */
  const drawnPoint = <Maybe extends Point | undefined>(point: Maybe): Maybe => {
    const index = point?.path[0];
    const block = index === undefined ? undefined : editor.children[index];
    if (!point || index === undefined || !block || !isCallToAction(block)) return point;
    return { path: Editor.first(editor, [index])[1], offset: 0 } as Maybe;
  };

  editor.apply = (operation) => {
    if (operation.type === 'set_selection' && operation.newProperties) {
      const { anchor, focus } = operation.newProperties;
      const newProperties = {
        ...(anchor ? { anchor: drawnPoint(anchor) } : {}),
        ...(focus ? { focus: drawnPoint(focus) } : {}),
      };
      apply({ ...operation, newProperties } as typeof operation);
      return;
    }
    apply(operation);
  };

  editor.normalizeNode = (entry) => {
    const [node] = entry;
    if (Editor.isEditor(node) && node.children.length === 0) {
      Transforms.insertNodes(editor, emptyParagraph(), { at: [0] });
      Transforms.select(editor, Editor.start(editor, [0]));
      return;
    }
    normalizeNode(entry);
  };

  rememberEditor(editor);
  return editor;
};
