import type { BlockNode } from '@inprint/client';

import type { Picture } from '../entries';
import { element, html, isSafeUrl, type Content, type Html } from '../html';
import type { View } from '../view';
import { actionButton } from './action';
import { picture } from './picture';

const MARKS = [
  ['code', 'code'],
  ['strikethrough', 's'],
  ['underline', 'u'],
  ['italic', 'em'],
  ['bold', 'strong'],
] as const;

/** How a text is put on a page. */
interface Context {
  readonly view: View;
  /** The language of the text. */
  readonly language: string;
  /** The titles of the materials that it mentions, by documentId. */
  readonly titles: ReadonlyMap<string, string>;
  readonly highest: number;
  level: number;
}

/** Text with its marks; line breaks stay. */
const textNode = (node: BlockNode): Content => {
  const lines = (node.text ?? '').split('\n');
  const content: Content = lines.flatMap((line, index) => (index === 0 ? [line] : [html`<br />`, line]));
  return MARKS.reduce<Content>((inner, [mark, tag]) => (node[mark] ? element(tag, {}, inner) : inner), content);
};

const inline = (children: BlockNode['children'], context: Context): Content =>
  (children ?? []).map((child) => {
    if (child.type === 'text') return textNode(child);
    return child.type === 'link' ? link(child, context) : null;
  });

const link = (node: BlockNode, context: Context): Content => {
  const words = inline(node.children, context);
  if (!isSafeUrl(node.url)) return words;
  const isElsewhere = /^https?:/i.test(node.url) && new URL(node.url).origin !== context.view.origin;
  return element('a', { href: node.url, rel: isElsewhere ? 'noopener' : null }, words);
};

const wordsOf = (node: BlockNode): string => (node.text ?? '') + (node.children ?? []).map(wordsOf).join('');

const list = (node: BlockNode, context: Context): Html =>
  element(
    node.format === 'ordered' ? 'ol' : 'ul',
    {},
    (node.children ?? []).map((child) =>
      element('li', {}, child.type === 'list' ? list(child, context) : inline(child.children, context))
    )
  );

const figure = (node: BlockNode): Content => {
  const image = node.image as (Picture & { caption?: string | null }) | undefined;
  return (
    image?.url &&
    html`<figure>
      ${picture(image, { sizes: '(min-width: 60rem) 42rem, 100vw' })}
      ${image.caption && html`<figcaption>${image.caption}</figcaption>`}
    </figure>`
  );
};

/** A call to action is a material's button in the middle of a text, and says of which; without an action its words are a plain paragraph. */
const paragraph = (node: BlockNode, context: Context): Content => {
  const documentId = node.material?.documentId;
  if (node.action && typeof documentId === 'string') {
    const title = context.titles.get(documentId);
    return html`<div class="call-to-action">
      ${title && html`<p class="call-to-action__title">${title}</p>`}
      ${actionButton(context.view, { documentId, title, action: node.action }, context.language)}
    </div>`;
  }
  return wordsOf(node).trim() === '' ? null : html`<p>${inline(node.children, context)}</p>`;
};

/** Headings in a text stand below the page's own, and never skip a level. */
const heading = (node: BlockNode, context: Context): Html => {
  context.level = Math.min(Math.max(context.highest, Number(node.level) || 2), context.level + 1);
  return element(`h${Math.min(context.level, 6)}`, {}, inline(node.children, context));
};

const BLOCKS: Readonly<Record<string, (node: BlockNode, context: Context) => Content>> = {
  paragraph,
  heading,
  list,
  quote: (node, context) => html`<blockquote><p>${inline(node.children, context)}</p></blockquote>`,
  // White space counts here: nothing may be put between.
  code: (node) => html`<pre><code>${wordsOf(node)}</code></pre>`,
  image: figure,
};

interface Options {
  /** The language of the text; by default the page's. */
  readonly language?: string;
  readonly titles?: ReadonlyMap<string, string>;
  /** The highest heading that may stand in it. */
  readonly highest?: number;
}

/** Strapi's Blocks as HTML. */
export const blocks = (view: View, nodes: unknown, options: Options = {}): Html => {
  const { language = view.locale, titles = new Map<string, string>(), highest = 2 } = options;
  const context: Context = { view, language, titles, highest, level: highest - 1 };
  const parts = (Array.isArray(nodes) ? (nodes as (BlockNode | null)[]) : []).map((node) =>
    node && Object.hasOwn(BLOCKS, node.type) ? BLOCKS[node.type]?.(node, context) : null
  );
  return html`${parts}`;
};

/** The materials whose buttons stand in the middle of texts. */
export const calledIn = (nodes: unknown): string[] =>
  (Array.isArray(nodes) ? (nodes as (BlockNode | null)[]) : []).flatMap((node) =>
    node?.type === 'paragraph' && node.action && node.material ? [node.material.documentId] : []
  );
