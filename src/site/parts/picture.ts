import type { Picture } from '../entries';
import { element, voidElement, type Html } from '../html';

interface Options {
  /** As in the attribute of that name. */
  readonly sizes?: string;
  /** By default the picture's own alternative text. */
  readonly alt?: string;
  /** Seen at once, or only after scrolling? */
  readonly loading?: 'first' | 'eager' | 'lazy';
}

const candidatesOf = ({ url, width, formats }: Picture): { url: string; width: number }[] =>
  [...Object.values(formats ?? {}), { url, width }]
    .filter((one): one is { url: string; width: number } => Boolean(one.url && one.width))
    .sort((a, b) => a.width - b.width);

/** A picture of the media library in the size that fits. */
export const picture = (image: Picture, { sizes = '100vw', alt, loading = 'lazy' }: Options = {}): Html =>
  voidElement('img', {
    src: image.url,
    srcset:
      candidatesOf(image)
        .map(({ url, width }) => `${encodeURI(url)} ${width}w`)
        .join(', ') || null,
    sizes,
    alt: alt ?? image.alternativeText ?? '',
    width: image.width,
    height: image.height,
    loading: loading === 'lazy' ? 'lazy' : null,
    fetchpriority: loading === 'first' ? 'high' : null,
    decoding: 'async',
  });

const TINTS = 5;

const tintOf = (documentId: string): number =>
  [...documentId].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % TINTS;

/** A material's cover; where it has none, one made of its title. Decoration: the title stands beside it. */
export const cover = (
  { documentId, title, cover: image }: { documentId: string; title: string; cover?: Picture | null },
  options: Options = {}
): Html =>
  image
    ? element('span', { class: 'cover' }, picture(image, { ...options, alt: '' }))
    : element(
        'span',
        { class: `cover cover--set cover--tint-${tintOf(documentId)}`, 'aria-hidden': 'true' },
        element('span', {}, title.split(/ [-–:] |: /)[0])
      );
