import { actionButton } from './action-button.js';
import { el } from './element.js';
import { picture } from './picture.js';
import { isSafeUrl } from './safe-url.js';

const MARKS = [
  ['code', 'code'],
  ['strikethrough', 's'],
  ['underline', 'u'],
  ['italic', 'em'],
  ['bold', 'strong'],
];

/** Text with its marks; line breaks stay. */
const text = (node) => {
  const lines = String(node.text ?? '').split('\n');
  const content = lines.flatMap((line, index) => (index === 0 ? [line] : [el('br'), line]));
  return MARKS.reduce((inner, [mark, tag]) => (node[mark] ? [el(tag, {}, inner)] : inner), content);
};

const link = (node) => {
  const words = inline(node.children);
  if (!isSafeUrl(node.url)) return words;
  const isElsewhere = /^https?:/i.test(node.url) && new URL(node.url).origin !== location.origin;
  return el('a', { href: node.url, rel: isElsewhere ? 'noopener' : null }, words);
};

const inline = (children) =>
  (children ?? []).map((child) => (child.type === 'link' ? link(child) : child.type === 'text' ? text(child) : null));

const wordsOf = (node) => (node.text ?? '') + (node.children ?? []).map(wordsOf).join('');

const list = (node) =>
  el(
    node.format === 'ordered' ? 'ol' : 'ul',
    {},
    (node.children ?? []).map((child) =>
      child.type === 'list' ? el('li', {}, list(child)) : el('li', {}, inline(child.children))
    )
  );

const figure = ({ image }) =>
  image?.url
    ? el(
        'figure',
        {},
        picture(image, { sizes: '(min-width: 60rem) 42rem, 100vw' }),
        image.caption && el('figcaption', {}, image.caption)
      )
    : null;

/** A call to action is a material's button in the middle of a text; without an action its words are a plain paragraph. */
const paragraph = (node, { language }) => {
  const documentId = node.material?.documentId ?? node.material;
  if (node.action && typeof documentId === 'string') {
    return el('div', { class: 'call-to-action' }, actionButton({ documentId, action: node.action }, language));
  }
  return wordsOf(node).trim() === '' ? null : el('p', {}, inline(node.children));
};

/** Headings in a text stand below the page's own, and never skip a level. */
const heading = (node, context) => {
  context.level = Math.min(Math.max(context.highest, Number(node.level) || 2), context.level + 1);
  return el(`h${Math.min(context.level, 6)}`, {}, inline(node.children));
};

const BLOCKS = {
  paragraph,
  heading,
  list,
  quote: (node) => el('blockquote', {}, el('p', {}, inline(node.children))),
  code: (node) => el('pre', {}, el('code', {}, wordsOf(node))),
  image: figure,
};

/**
 * Strapi's Blocks as elements.
 *
 * @param {string} language of the text
 * @param {number} highest the highest heading that may stand in it
 */
export const blocks = (nodes, language, highest = 2) => {
  const context = { language, highest, level: highest - 1 };
  return (Array.isArray(nodes) ? nodes : []).map((node) => BLOCKS[node?.type]?.(node, context) ?? null);
};
