const KEY = 'lesezeichen.basket';

/**
 * @typedef {object} Line a material in the order basket
 * @property {string} material its documentId
 * @property {string} locale the edition's language
 * @property {string} title
 * @property {number} quantity
 */

/** What stands in where a browser keeps nothing. */
let kept = null;

const isLine = (line) =>
  typeof line?.material === 'string' && typeof line.locale === 'string' && typeof line.title === 'string';

/** @returns {Line[]} */
export const readBasket = () => {
  try {
    const lines = kept ?? JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(lines) ? lines.filter(isLine) : [];
  } catch {
    return []; // storage is closed or holds something else: an empty basket
  }
};

/** @param {Line[]} lines */
export const writeBasket = (lines) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(lines));
  } catch {
    kept = lines; // private mode: the basket lasts as long as the page
  }
  window.dispatchEvent(new CustomEvent('basket-change'));
};

const isSame = (a, b) => a.material === b.material && a.locale === b.locale;

/** Puts a material in; one that is there already stays as it is. */
export const addToBasket = (line) => {
  const lines = readBasket();
  if (!lines.some((known) => isSame(known, line))) writeBasket([...lines, line]);
};

export const removeFromBasket = (line) => writeBasket(readBasket().filter((known) => !isSame(known, line)));

export const setQuantity = (line, quantity) =>
  writeBasket(readBasket().map((known) => (isSame(known, line) ? { ...known, quantity } : known)));
