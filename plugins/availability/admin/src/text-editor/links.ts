import { Editor, Element, Node, Range, Transforms, type NodeEntry } from 'slate';

const typeOf = (node: unknown): string => String((node as { type?: unknown }).type);

const isLink = (node: Node): boolean => Element.isElement(node) && typeOf(node) === 'link';

/** Takes links without words out of a block: what a split at the edge of a link leaves over. */
const dropEmptyLinks = (editor: Editor, [, at]: NodeEntry): void => {
  const empty = [...Editor.nodes(editor, { at, match: (node) => isLink(node) && Node.string(node) === '' })];
  for (const [, path] of empty.reverse()) Transforms.removeNodes(editor, { at: path });
};

const blockAt = (editor: Editor): NodeEntry | undefined =>
  Editor.above(editor, { match: (node) => Element.isElement(node) && Editor.isBlock(editor, node), mode: 'lowest' });

/**
 * Enter inside a link or mention: both halves keep its target, and what stands behind it goes along. Strapi's own handler takes the link
 * for the whole block, and loses the rest.
 *
 * @returns false where the cursor is in none: then nothing was done
 */
export const splitInsideLink = (editor: Editor): boolean => {
  const { selection } = editor;
  if (!selection || !Editor.above(editor, { match: isLink })) return false;
  Editor.withoutNormalizing(editor, () => {
    if (Range.isExpanded(selection)) Transforms.delete(editor);
    Transforms.splitNodes(editor, { always: true });
    const below = blockAt(editor);
    if (!below) return;
    const above = Editor.previous(editor, { at: below[1] });
    // As Strapi has it: what follows a heading is a paragraph.
    if (typeOf(below[0]) === 'heading') {
      Transforms.setNodes(editor, { type: 'paragraph' } as Partial<Node>, { at: below[1] });
      Transforms.unsetNodes(editor, 'level' as never, { at: below[1] });
    }
    dropEmptyLinks(editor, below);
    if (above) dropEmptyLinks(editor, above);
  });
  const below = blockAt(editor);
  if (below) Transforms.select(editor, Editor.start(editor, below[1]));
  return true;
};
