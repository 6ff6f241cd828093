import { isSafeUrl } from './safe-url.js';

const ADDRESSES = new Set(['href', 'src']);

/**
 * Makes an element. Text is only ever put in as text, and an address that may not stand in a link is left out.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} attributes null, undefined and false are left out; `on…` takes a listener
 * @param {...unknown} children nodes or text; null, undefined, false and '' are left out, arrays are laid flat
 */
export const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (ADDRESSES.has(name) && !isSafeUrl(value) && !/^[#?]/.test(value)) continue;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...given(children));
  return element;
};

/** What is there of a list of children, flat. */
export const given = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== '');

/** Takes everything out of an element and puts something else in. */
export const fill = (element, ...children) => {
  element.replaceChildren(...given(children));
  return element;
};
