import { el } from './element.js';

const candidatesOf = ({ url, width, formats }) =>
  [...Object.values(formats ?? {}), { url, width }]
    .filter((candidate) => candidate?.url && candidate.width)
    .sort((a, b) => a.width - b.width);

/**
 * A picture of the media library in the size that fits.
 *
 * @param {string} sizes as in the attribute of that name
 * @param {string} [alt] by default the picture's own alternative text
 */
export const picture = (image, { sizes = '100vw', alt = image.alternativeText ?? '', eager = false, ...rest } = {}) =>
  el('img', {
    src: image.url,
    srcset:
      candidatesOf(image)
        .map(({ url, width }) => `${encodeURI(url)} ${width}w`)
        .join(', ') || null,
    sizes,
    alt,
    width: image.width,
    height: image.height,
    loading: eager ? null : 'lazy',
    decoding: 'async',
    ...rest,
  });

const TINTS = 5;

const tintOf = (documentId) => [...documentId].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % TINTS;

/** A material's cover; where it has none, one made of its title. Decoration: the title stands beside it. */
export const cover = ({ documentId, title, cover: image }, sizes) =>
  image
    ? el('span', { class: 'cover' }, picture(image, { sizes, alt: '', eager: true }))
    : el(
        'span',
        { class: `cover cover--set cover--tint-${tintOf(documentId)}`, 'aria-hidden': 'true' },
        el('span', {}, title.split(/ [-–:] |: /)[0])
      );
