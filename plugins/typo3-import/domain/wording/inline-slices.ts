import type { DocumentId, InlineNode, TextNode } from '../contract';
import { wordsOf } from '../text/runs';
import type { Range } from './sentences';

const sliceTexts = (texts: readonly TextNode[], { start, end }: Range): TextNode[] => {
  let at = 0;
  return texts.flatMap((node) => {
    const from = at;
    at += node.text.length;
    const text = node.text.slice(Math.max(0, start - from), Math.max(0, end - from));
    return text === '' ? [] : [{ ...node, text }];
  });
};

/** A stretch of inline nodes, links cut where it begins and ends; text nodes around links, as Strapi's editor keeps them. */
export const sliceInline = (nodes: readonly InlineNode[], range: Range): InlineNode[] => {
  const sliced: InlineNode[] = [];
  let at = 0;
  for (const node of nodes) {
    const length = wordsOf([node]).length;
    const own = { start: range.start - at, end: range.end - at };
    at += length;
    const texts = sliceTexts(node.type === 'text' ? [node] : node.children, own);
    if (texts.length === 0) continue;
    if (node.type === 'text') {
      sliced.push(...texts);
    } else {
      if (sliced.at(-1)?.type !== 'text') sliced.push({ type: 'text', text: '' });
      sliced.push({ ...node, children: texts });
    }
  }
  if (sliced.at(-1)?.type !== 'text') sliced.push({ type: 'text', text: '' });
  return sliced;
};

/** A mention and the stretch of its words. */
export interface MentionRange extends Range {
  readonly documentId: DocumentId;
}

/** Where the materials of a text are mentioned. */
export const mentionsIn = (nodes: readonly InlineNode[]): MentionRange[] => {
  const mentions: MentionRange[] = [];
  let at = 0;
  for (const node of nodes) {
    const end = at + wordsOf([node]).length;
    if (node.type === 'link' && node.material) mentions.push({ documentId: node.material.documentId, start: at, end });
    at = end;
  }
  return mentions;
};
