import { toMarkdown, type Unsafe } from 'mdast-util-to-markdown';

import type { DocumentId } from '../facts';
import type { BlockNode } from '../mention';
import type { TextFormat } from './format';
import { escapeAttribute, escapeText, MATERIAL_ATTRIBUTE } from './html';
import { CALL_TO_ACTION } from './markdown';

/** Nodes of a parsed Markdown text, as mdast names them. */
type Nodes = Parameters<typeof toMarkdown>[0];
type ListItem = Extract<Nodes, { type: 'listItem' }>;
type BlockContent = ListItem['children'][number];
type PhrasingContent = Extract<Nodes, { type: 'paragraph' }>['children'][number];

/** Under which address a text mentions a material. */
type AddressOf = (documentId: DocumentId) => string;

const isNode = (value: unknown): value is BlockNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const childrenOf = ({ children }: BlockNode): BlockNode[] => (Array.isArray(children) ? children.filter(isNode) : []);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const wordsOf = (node: BlockNode): string =>
  node.type === 'text' || typeof node.text === 'string' ? textOf(node.text) : childrenOf(node).map(wordsOf).join('');

const materialOf = ({ material }: BlockNode): DocumentId | null =>
  isNode(material) && typeof material.documentId === 'string' ? material.documentId : null;

const levelOf = ({ level }: BlockNode) =>
  (typeof level === 'number' && level >= 1 && level <= 6 ? level : 6) as 1 | 2 | 3 | 4 | 5 | 6;

/** A picture as Strapi's Blocks hold it. */
const imageOf = ({ image }: BlockNode) => {
  const { url, alternativeText, caption } = isNode(image) ? image : {};
  return { url: textOf(url), alt: textOf(alternativeText), title: textOf(caption) || null };
};

/** Strapi keeps a list in a list beside its items; in Markdown and HTML it belongs to the item before it. */
const itemsOf = (list: BlockNode): { readonly item: BlockNode | null; readonly lists: BlockNode[] }[] => {
  const items: { item: BlockNode | null; lists: BlockNode[] }[] = [];
  for (const child of childrenOf(list)) {
    const last = items.at(-1);
    if (child.type !== 'list') items.push({ item: child, lists: [] });
    else if (last) last.lists.push(child);
    else items.push({ item: null, lists: [child] });
  }
  return items;
};

const raw = (value: string): PhrasingContent => ({ type: 'html', value });

/** Markdown has no sign for these: Strapi's own editor writes them so. */
const enclose = (children: PhrasingContent[], before: string, after: string): PhrasingContent[] => [
  raw(before),
  ...children,
  raw(after),
];

const lines = (text: string): PhrasingContent[] =>
  text
    .split('\n')
    .flatMap((value, index): PhrasingContent[] => [
      ...(index > 0 ? [{ type: 'break' as const }] : []),
      ...(value === '' ? [] : [{ type: 'text' as const, value }]),
    ]);

const markedText = ({ text, bold, italic, underline, strikethrough, code }: BlockNode): PhrasingContent[] => {
  const value = textOf(text);
  if (value === '') return [];
  let nodes: PhrasingContent[] = code ? [{ type: 'inlineCode', value }] : lines(value);
  if (strikethrough) nodes = enclose(nodes, '~~', '~~');
  if (underline) nodes = enclose(nodes, '<u>', '</u>');
  if (italic) nodes = [{ type: 'emphasis', children: nodes }];
  if (bold) nodes = [{ type: 'strong', children: nodes }];
  return nodes;
};

const toPhrasing = (nodes: readonly BlockNode[], addressOf: AddressOf): PhrasingContent[] =>
  nodes.flatMap((node): PhrasingContent[] => {
    if (node.type !== 'link') return markedText(node);
    const material = materialOf(node);
    const url = material === null ? textOf(node.url) : addressOf(material);
    return [{ type: 'link', url, children: toPhrasing(childrenOf(node), addressOf) as never }];
  });

const toListItem = ({ item, lists }: ReturnType<typeof itemsOf>[number], addressOf: AddressOf): ListItem => ({
  type: 'listItem',
  spread: false,
  children: [
    ...(item ? [{ type: 'paragraph' as const, children: toPhrasing(childrenOf(item), addressOf) }] : []),
    ...lists.flatMap((list) => toBlockContent(list, addressOf)),
  ],
});

const toBlockContent = (block: BlockNode, addressOf: AddressOf): BlockContent[] => {
  const children = (): PhrasingContent[] => toPhrasing(childrenOf(block), addressOf);
  const material = materialOf(block);
  if (block.type === 'paragraph' && material !== null) {
    const words = wordsOf(block) || addressOf(material);
    const link = { type: 'link' as const, url: addressOf(material), title: CALL_TO_ACTION, children: lines(words) };
    return [{ type: 'paragraph', children: [link as PhrasingContent] }];
  }
  switch (block.type) {
    case 'heading':
      return [{ type: 'heading', depth: levelOf(block), children: children() }];
    case 'quote':
      return [{ type: 'blockquote', children: [{ type: 'paragraph', children: children() }] }];
    case 'code':
      return [{ type: 'code', lang: textOf(block.language) || null, value: wordsOf(block) }];
    case 'image':
      return [{ type: 'paragraph', children: [{ type: 'image', ...imageOf(block) }] }];
    case 'list':
      return [
        {
          type: 'list',
          ordered: block.format === 'ordered',
          spread: false,
          children: itemsOf(block).map((item) => toListItem(item, addressOf)),
        },
      ];
    default:
      return wordsOf(block) === '' ? [] : [{ type: 'paragraph', children: children() }];
  }
};

/** What other Markdown than CommonMark reads as signs. */
const UNSAFE: Unsafe[] = [
  { character: '~', inConstruct: 'phrasing' },
  { character: '|', inConstruct: 'phrasing' },
];

const toMarkdownText = (blocks: readonly BlockNode[], addressOf: AddressOf): string =>
  toMarkdown(
    { type: 'root', children: blocks.flatMap((block) => toBlockContent(block, addressOf)) },
    { resourceLink: true, unsafe: UNSAFE, bullet: '-', listItemIndent: 'one' }
  ).trimEnd();

const element = (name: string, inside: string, attributes = ''): string => `<${name}${attributes}>${inside}</${name}>`;

const attribute = (name: string, value: string): string => ` ${name}="${escapeAttribute(value)}"`;

const MARKS = [
  ['code', 'code'],
  ['strikethrough', 's'],
  ['underline', 'u'],
  ['italic', 'em'],
  ['bold', 'strong'],
] as const;

const inlineHtml = (nodes: readonly BlockNode[], addressOf: AddressOf): string =>
  nodes
    .map((node) => {
      if (node.type === 'link') {
        const material = materialOf(node);
        const url = material === null ? textOf(node.url) : addressOf(material);
        return element('a', inlineHtml(childrenOf(node), addressOf), attribute('href', url));
      }
      const text = escapeText(textOf(node.text)).replaceAll('\n', '<br>');
      return MARKS.reduce(
        (inside, [mark, name]) => (node[mark] && inside !== '' ? element(name, inside) : inside),
        text
      );
    })
    .join('');

const blockHtml = (block: BlockNode, addressOf: AddressOf): string => {
  const inside = (): string => inlineHtml(childrenOf(block), addressOf);
  const material = materialOf(block);
  if (block.type === 'paragraph' && material !== null) {
    // An editor that drops the attribute leaves a mention.
    const link = element('a', escapeText(wordsOf(block)), attribute('href', addressOf(material)));
    return element('p', link, attribute(MATERIAL_ATTRIBUTE, material));
  }
  switch (block.type) {
    case 'heading':
      return element(`h${levelOf(block)}`, inside());
    case 'quote':
      return element('blockquote', element('p', inside()));
    case 'code':
      return element('pre', element('code', escapeText(wordsOf(block))));
    case 'image': {
      const { url, alt, title } = imageOf(block);
      const image = `<img${attribute('src', url)}${attribute('alt', alt)}>`;
      return element('figure', image + (title === null ? '' : element('figcaption', escapeText(title))));
    }
    case 'list': {
      const items = itemsOf(block).map(({ item, lists }) =>
        element(
          'li',
          (item ? inlineHtml(childrenOf(item), addressOf) : '') +
            lists.map((list) => blockHtml(list, addressOf)).join('')
        )
      );
      return element(block.format === 'ordered' ? 'ol' : 'ul', items.join(''));
    }
    default:
      return wordsOf(block) === '' ? '' : element('p', inside());
  }
};

/** A text of Strapi's Blocks in another format, mentions and calls to action as they stand there. */
export const fromBlocks = (
  blocks: readonly unknown[],
  format: Exclude<TextFormat, 'blocks'>,
  addressOf: AddressOf
): string => {
  const nodes = blocks.filter(isNode);
  if (format === 'markdown') return toMarkdownText(nodes, addressOf);
  return nodes.map((block) => blockHtml(block, addressOf)).join('');
};
