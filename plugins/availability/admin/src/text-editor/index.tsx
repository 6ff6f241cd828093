import { Book, PriceTag } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import type { KeyboardEvent } from 'react';
import { Path, Transforms, type Editor } from 'slate';
import type { RenderElementProps } from 'slate-react';

import { CallToAction } from './CallToAction';
import { Mention } from './Mention';
import { textMessage } from './messages';
import { emptyParagraph, isCallToAction, isMention, removeCallToAction, selectedCallToAction } from './nodes';
import { askForBlock, askForMention } from './placing';
import { withMaterials } from './with-materials';

/** As Strapi keeps the blocks of its editor: the first one that matches a node draws it. */
interface Block {
  readonly matchNode: (node: unknown) => boolean;
  readonly [key: string]: unknown;
}
type Blocks = Readonly<Record<string, Block>>;

const material: Block = {
  renderElement: (props: RenderElementProps) => <CallToAction {...props} />,
  icon: Book,
  label: textMessage('text.block'),
  matchNode: isCallToAction,
  isInBlocksSelector: true,
  handleConvert: askForBlock,
  handleEnterKey(editor: Editor) {
    const at = selectedCallToAction(editor);
    if (at) Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(at), select: true });
  },
  handleBackspaceKey(editor: Editor, event: KeyboardEvent) {
    const at = selectedCallToAction(editor);
    if (!at) return;
    event.preventDefault();
    removeCallToAction(editor, at);
  },
  // Typed at the start of a line and followed by a space.
  snippets: ['/material'],
  plugin: withMaterials,
};

const mention: Block = {
  renderElement: (props: RenderElementProps) => <Mention {...props} />,
  icon: PriceTag,
  label: textMessage('text.mention'),
  matchNode: isMention,
  isInBlocksSelector: true,
  isDraggable: () => false,
  handleConvert: askForMention,
};

/** Adds our two kinds of node. Strapi's own paragraph and link leave those that name a material to them. */
const withMaterialBlocks = (blocks: Blocks): Blocks => {
  const { paragraph, link } = blocks;
  return {
    ...blocks,
    ...(paragraph
      ? { paragraph: { ...paragraph, matchNode: (node) => !isCallToAction(node) && paragraph.matchNode(node) } }
      : {}),
    ...(link ? { link: { ...link, matchNode: (node) => !isMention(node) && link.matchNode(node) } } : {}),
    'inprint-material': material,
    'inprint-mention': mention,
  };
};

interface ContentManager {
  readonly apis: { readonly addRichTextBlocks: (change: (blocks: Blocks) => Blocks) => void };
}

/** Makes materials part of Strapi's Blocks editor, in every text of every content type. */
export const registerTextEditor = (app: StrapiApp): void => {
  const contentManager = app.getPlugin('content-manager') as unknown as ContentManager;
  contentManager.apis.addRichTextBlocks(withMaterialBlocks);
};
