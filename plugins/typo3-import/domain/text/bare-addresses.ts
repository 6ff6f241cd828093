import type { BlockNode, InlineNode, LinkNode, TextNode } from '../contract';

/** What TYPO3 makes a link of where it stands bare in a text (`makelinks`): http, https and mailto. */
const BARE = /(?:https?:\/\/|mailto:)[^\s"'<>„“”«»]+/gi;
/** What ends a sentence rather than an address. */
const BEHIND = /(?<![.,;:!?)\]}*])[.,;:!?)\]}*]+$/;

/** The address without what belongs to the sentence around it; a bracket that was opened inside stays. */
const addressIn = (found: string): string => {
  const trimmed = found.replace(BEHIND, '');
  const isOpen = trimmed.split('(').length > trimmed.split(')').length;
  return isOpen && found.charAt(trimmed.length) === ')' ? `${trimmed})` : trimmed;
};

/** The address of a link to what stands in a text; null if there can be none. */
export type ResolveAddress = (address: string) => Pick<LinkNode, 'url' | 'material'> | null;

interface Counting {
  count: number;
}

const linkedText = (node: TextNode, resolve: ResolveAddress, counting: Counting): InlineNode[] => {
  if (node.code) return [node];
  const nodes: InlineNode[] = [];
  let done = 0;
  for (const match of node.text.matchAll(BARE)) {
    const address = addressIn(match[0]);
    const shown = address.replace(/^mailto:/i, '');
    const link = shown === '' || /^https?:\/\/$/i.test(address) ? null : resolve(address);
    if (link === null) continue;
    nodes.push({ ...node, text: node.text.slice(done, match.index) });
    nodes.push({ type: 'link', ...link, children: [{ ...node, text: shown }] });
    done = match.index + address.length;
    counting.count += 1;
  }
  return nodes.length === 0 ? [node] : [...nodes, { ...node, text: node.text.slice(done) }];
};

interface Parent {
  readonly type: string;
  readonly children: readonly (Parent | InlineNode)[];
}

const linked = (node: Parent | InlineNode, resolve: ResolveAddress, counting: Counting): (Parent | InlineNode)[] => {
  if (node.type === 'text') return linkedText(node as TextNode, resolve, counting);
  if (node.type === 'link' || node.type === 'code' || node.type === 'image') return [node];
  const { children } = node as Parent;
  return [{ ...(node as Parent), children: children.flatMap((child) => linked(child, resolve, counting)) }];
};

/** A text whose bare addresses are links, as TYPO3 shows them, and how many were made. */
export const linkBareAddresses = (
  blocks: readonly BlockNode[],
  resolve: ResolveAddress
): { readonly blocks: BlockNode[]; readonly count: number } => {
  const counting: Counting = { count: 0 };
  const nodes = blocks.flatMap((block) => linked(block as Parent, resolve, counting)) as BlockNode[];
  return { blocks: nodes, count: counting.count };
};
