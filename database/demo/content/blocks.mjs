/**
 * Short names for the nodes of Strapi's Blocks format, so that the content files read as text. A part of a text is a string or a
 * node; materials are named by their key, which the seed turns into a documentId.
 */

/** @typedef {string | Record<string, unknown>} Part */

/** @param {Part} part */
const node = (part) => (typeof part === 'string' ? { type: 'text', text: part } : part);

/** @param {Part | Part[]} parts */
const nodes = (parts) => (Array.isArray(parts) ? parts : [parts]).map(node);

/** @param {1 | 2 | 3 | 4 | 5 | 6} level @param {string} text */
export const heading = (level, text) => ({ type: 'heading', level, children: [node(text)] });

/** @param {...Part} parts */
export const paragraph = (...parts) => ({ type: 'paragraph', children: nodes(parts) });

/** @param {...Part} parts */
export const quote = (...parts) => ({ type: 'quote', children: nodes(parts) });

/** @param {'ordered' | 'unordered'} format @param {(Part | Part[])[]} items */
const list = (format, items) => ({
  type: 'list',
  format,
  children: items.map((item) => ({ type: 'list-item', children: nodes(item) })),
});

/** @param {...(Part | Part[])} items */
export const bullets = (...items) => list('unordered', items);

/** @param {...(Part | Part[])} items */
export const steps = (...items) => list('ordered', items);

/** @param {string} text */
export const strong = (text) => ({ type: 'text', text, bold: true });

/** @param {string} text */
export const emphasis = (text) => ({ type: 'text', text, italic: true });

/** @param {string} url @param {string} text */
export const link = (url, text) => ({ type: 'link', url, children: [node(text)] });

/** A material named inside a sentence: its words stay, its address follows the stock. @param {string} key @param {string} words */
export const mention = (key, words) => ({ type: 'link', url: '', material: { key }, children: [node(words)] });

/**
 * A paragraph that becomes notice and button when it is read. The words are what an editor saw last, on purpose sometimes out
 * of date: what readers get follows the stock.
 *
 * @param {string} key @param {string} words
 */
export const callToAction = (key, words) => ({ type: 'paragraph', material: { key }, children: [node(words)] });
