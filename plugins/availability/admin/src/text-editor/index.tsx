import { Book, PriceTag } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import type { ComponentType, KeyboardEvent } from 'react';
import { Path, Transforms, type Editor } from 'slate';
import type { RenderElementProps } from 'slate-react';

import { BlocksMaterials } from './BlocksMaterials';
import { CallToAction } from './CallToAction';
import { splitInsideLink } from './links';
import { Mention } from './Mention';
import { textMessage } from './messages';
import { emptyParagraph, isCallToAction, isMention, removeCallToAction, selectedCallToAction } from './nodes';
import { askForBlock, askForMention } from './placing';
import { withMaterials } from './with-materials';
import { WrittenTextEditors } from './written';

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

/** Enter in a block splits the links in it, instead of losing what follows them. */
const keepLinks = (block: Block): Block => {
  const { handleEnterKey } = block;
  if (typeof handleEnterKey !== 'function') return block;
  return {
    ...block,
    handleEnterKey(editor: Editor) {
      if (!splitInsideLink(editor)) (handleEnterKey as (editor: Editor) => void)(editor);
    },
  };
};

/** Quotes and code take a line break where Enter is pressed, and lose nothing. */
const SPLIT: ReadonlySet<string> = new Set(['list-ordered', 'list-unordered']);

const withLinksKept = (blocks: Blocks): Blocks =>
  Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, SPLIT.has(name) ? keepLinks(block) : block]));

/** Adds our two kinds of node. Strapi's own paragraph and link leave those that name a material to them. */
const withMaterialBlocks = (blocks: Blocks): Blocks => {
  const { paragraph, link } = blocks;
  return {
    ...withLinksKept(blocks),
    ...(paragraph
      ? {
          paragraph: {
            ...keepLinks(paragraph),
            matchNode: (node) => !isCallToAction(node) && paragraph.matchNode(node),
          },
        }
      : {}),
    ...(link ? { link: { ...link, matchNode: (node) => !isMention(node) && link.matchNode(node) } } : {}),
    'inprint-material': material,
    'inprint-mention': mention,
  };
};

interface ContentManager {
  readonly apis: { readonly addRichTextBlocks: (change: (blocks: Blocks) => Blocks) => void };
  readonly injectComponent: (
    page: string,
    zone: string,
    component: { readonly name: string; readonly Component: ComponentType }
  ) => void;
}

/** Makes materials part of Strapi's editors of Blocks and Markdown, in every text of every content type. */
export const registerTextEditor = (app: StrapiApp): void => {
  const contentManager = app.getPlugin('content-manager') as unknown as ContentManager;
  contentManager.apis.addRichTextBlocks(withMaterialBlocks);
  for (const [name, Component] of [
    ['inprint-blocks', BlocksMaterials],
    ['inprint-written-texts', WrittenTextEditors],
  ] as const) {
    contentManager.injectComponent('editView', 'right-links', { name, Component });
  }
};
