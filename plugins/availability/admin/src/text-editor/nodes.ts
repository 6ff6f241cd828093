import type { Node, Path } from 'slate';
import { Editor, Element, Range, Transforms, type BaseEditor } from 'slate';
import type { ReactEditor } from 'slate-react';

import type { MaterialState } from '../../../server/src/usage/service';

/** Strapi's editor, with what its link plugin remembers. */
export type TextEditor = BaseEditor & ReactEditor & { shouldSaveLinkPath?: boolean };

interface Named {
  readonly type: string;
  readonly material?: { readonly documentId?: unknown } | null;
}

const typeOf = (node: unknown): string => String((node as Named).type);

/** The material that a node names; null for all other nodes. */
export const materialOf = (node: unknown): string | null => {
  const { material } = node as Named;
  const documentId = typeof material === 'object' && material !== null ? material.documentId : null;
  return typeof documentId === 'string' ? documentId : null;
};

/** A paragraph that stands for a material's button. */
export const isCallToAction = (node: unknown): boolean => typeOf(node) === 'paragraph' && materialOf(node) !== null;

/** A link that follows a material. */
export const isMention = (node: unknown): boolean => typeOf(node) === 'link' && materialOf(node) !== null;

const asNode = (node: object): Node => node as Node;

const words = (text: string): Node => asNode({ type: 'text', text });

export const emptyParagraph = (): Node => asNode({ type: 'paragraph', children: [words('')] });

/** What is stored: a paragraph that names its material and keeps the title, for when the material is no longer there. */
const callToAction = ({ documentId, title }: MaterialState): Node =>
  asNode({ type: 'paragraph', material: { documentId }, children: [words(title)] });

/** The address that a mention keeps, for whoever reads the stored text; readers get the present one. */
const addressOf = ({ documentId, action, pageUrl }: MaterialState): string =>
  action?.url ?? pageUrl ?? `/materials/${documentId}`;

/** The call to action that the cursor is on. */
export const selectedCallToAction = (editor: Editor): Path | null => {
  const index = editor.selection?.anchor.path[0];
  if (index === undefined) return null;
  const node = editor.children[index];
  return node && isCallToAction(node) ? [index] : null;
};

/** The mention that the cursor is in. */
const selectedMention = (editor: Editor): Path | null => {
  const entry =
    editor.selection && Editor.above(editor, { match: (node) => Element.isElement(node) && isMention(node) });
  return entry ? entry[1] : null;
};

/** Can words here mention a material? Not in code or images, and a call to action has no words of its own. */
export const canMentionHere = (editor: Editor): boolean => {
  const { selection } = editor;
  if (!selection) return false;
  const [start, end] = Range.edges(selection);
  return editor.children
    .slice(start.path[0], (end.path[0] ?? 0) + 1)
    .every((block) => typeOf(block) !== 'code' && typeOf(block) !== 'image' && !isCallToAction(block));
};

const isEmptyText = (editor: Editor, node: Node): boolean =>
  Element.isElement(node) && typeOf(node) === 'paragraph' && Editor.isEmpty(editor, node);

/** Puts a call to action where the cursor is: in place of an empty line or another one, else below the block. */
export const placeCallToAction = (editor: Editor, material: MaterialState): void => {
  Editor.withoutNormalizing(editor, () => {
    const index = editor.selection?.anchor.path[0] ?? editor.children.length - 1;
    const block = editor.children[index];
    const replaces = block !== undefined && (isCallToAction(block) || isEmptyText(editor, block));
    const at = replaces ? [index] : [index + 1];
    if (replaces) Transforms.removeNodes(editor, { at });
    Transforms.insertNodes(editor, callToAction(material), { at });
    Transforms.select(editor, [...at, 0]);
    Transforms.collapse(editor, { edge: 'start' });
  });
};

/** Takes a call to action out. */
export const removeCallToAction = (editor: Editor, at: Path): void => Transforms.removeNodes(editor, { at });

/** Makes the selected words a mention; without a selection, changes the mention at the cursor or inserts the title. */
export const placeMention = (editor: TextEditor, material: MaterialState): void => {
  const { selection } = editor;
  if (!selection) return;
  const link = { type: 'link', url: addressOf(material), material: { documentId: material.documentId } };
  const present = selectedMention(editor);
  const isInserted = !present && Range.isCollapsed(selection);
  editor.shouldSaveLinkPath = false; // else Strapi opens its own form for a new link
  Editor.withoutNormalizing(editor, () => {
    if (present) {
      Transforms.setNodes(editor, link as Partial<Node>, { at: present });
    } else if (isInserted) {
      Transforms.insertNodes(editor, asNode({ ...link, children: [words(material.title)] }), { select: true });
    } else {
      Transforms.unwrapNodes(editor, { match: (node) => typeOf(node) === 'link', split: true });
      Transforms.wrapNodes(editor, asNode({ ...link, children: [] }) as Element, { split: true });
      Transforms.collapse(editor, { edge: 'end' });
    }
  });
  // What is typed next is no part of the title.
  if (isInserted) Transforms.move(editor, { unit: 'offset' });
};

/** Makes a mention plain text again. */
export const removeMention = (editor: Editor, at: Path): void => Transforms.unwrapNodes(editor, { at });
