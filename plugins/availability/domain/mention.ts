import type { MaterialAction } from './action';
import type { DocumentId } from './facts';

/**
 * A node of Strapi's Blocks format. Inprint adds one key: `material`, on a `paragraph` (a call to action) or on a
 * `link` (a mention).
 */
export interface BlockNode {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly url?: unknown;
  readonly material?: unknown;
  readonly action?: unknown;
  readonly children?: unknown;
  readonly [key: string]: unknown;
}

/** What a mentioned material offers now, and where its own page is. */
export interface Mentioned {
  readonly action: MaterialAction;
  readonly pageUrl: string;
  /** Where a mention leads: where the action leads, else the material's own page. */
  readonly address: string;
}

const isNode = (value: unknown): value is BlockNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const childrenOf = (node: BlockNode): BlockNode[] => (Array.isArray(node.children) ? node.children.filter(isNode) : []);

/** The material that a node names, whether it exists or not. `''` stands for a reference that names nothing. */
const referenceOf = ({ type, material }: BlockNode): DocumentId | null => {
  if ((type !== 'paragraph' && type !== 'link') || material === undefined || material === null) return null;
  const documentId = isNode(material) ? material['documentId'] : material;
  return typeof documentId === 'string' ? documentId : '';
};

/** Adds the materials that a text mentions to a set. */
export const collectMentions = (blocks: unknown, into: Set<DocumentId>): void => {
  if (!Array.isArray(blocks)) return;
  for (const node of blocks) {
    if (!isNode(node)) continue;
    const reference = referenceOf(node);
    if (reference) into.add(reference);
    collectMentions(node.children, into);
  }
};

/** The nodes without their links: words stay, addresses go. */
const withoutLinks = (nodes: readonly BlockNode[]): BlockNode[] =>
  nodes.flatMap((node) => (node.type === 'link' ? withoutLinks(childrenOf(node)) : [node]));

const callToAction = (node: BlockNode, { action }: Mentioned): BlockNode => {
  const notice = action.notice === null ? [] : [{ type: 'text', text: action.notice }];
  const link =
    action.url === null || action.label === null
      ? []
      : [{ type: 'link', url: action.url, children: [{ type: 'text', text: action.label }] }];
  const space = notice.length > 0 && link.length > 0 ? [{ type: 'text', text: ' ' }] : [];
  const children = [...notice, ...space, ...link];
  return { ...node, children: children.length > 0 ? children : [{ type: 'text', text: '' }], action };
};

/**
 * Brings the mentions of a text up to date.
 *
 * - A call to action gets the notice and a link with the action's label and address as its children, and `action`.
 * - A mention keeps its words; its address becomes the action's, or the material's page when there is none.
 * - A mention of a material that is not there for this reader loses its link and keeps its words.
 *
 * @param lookUp what a material offers now, or null if it is deleted, unpublished or never was
 * @returns the text, untouched nodes shared with the one given
 */
export const resolveMentions = (
  blocks: readonly unknown[],
  lookUp: (documentId: DocumentId) => Mentioned | null
): unknown[] =>
  blocks.flatMap((node): unknown[] => {
    if (!isNode(node)) return [node];
    const reference = referenceOf(node);
    if (reference === null) {
      return Array.isArray(node.children) ? [{ ...node, children: resolveMentions(node.children, lookUp) }] : [node];
    }
    const mentioned = lookUp(reference);
    if (node.type === 'paragraph') {
      return [mentioned ? callToAction(node, mentioned) : { ...node, children: withoutLinks(childrenOf(node)) }];
    }
    return mentioned ? [{ ...node, url: mentioned.address }] : withoutLinks([node]);
  });

/** The text as it is stored: what was added for reading (`action` on a call to action) is taken off again. */
export const withoutResolution = (blocks: readonly unknown[]): unknown[] =>
  blocks.map((node) => {
    if (!isNode(node) || referenceOf(node) === null || node.action === undefined) return node;
    const { action: _action, ...stored } = node;
    return stored;
  });

/** Does any node of the text name a material? Cheaper than collecting. */
export const hasMentions = (blocks: unknown): boolean =>
  Array.isArray(blocks) &&
  blocks.some((node) => isNode(node) && (referenceOf(node) !== null || hasMentions(node.children)));
