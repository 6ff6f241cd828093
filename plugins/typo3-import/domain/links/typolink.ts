import type { Typolink } from '../contract';
import { decodePlaces, encodePlaces } from './parameters';
import { decodeTarget, encodeTarget } from './target';

/** Reads the parameters of an old link tag: `<link PARAMETERS>`, entities already decoded. */
export const decodeTypolink = (parameters: string): Typolink => {
  const { url, ...places } = decodePlaces(parameters);
  return { target: decodeTarget(url), ...places };
};

/** Writes the parameters of an old link tag. The opposite of `decodeTypolink`. */
export const encodeTypolink = ({ target, ...places }: Typolink): string =>
  encodePlaces({ url: encodeTarget(target), ...places });

/** The attributes of an `<a>`, by name. */
export type Attributes = Readonly<Record<string, string>>;

/** Reads an `<a>`: `t3://` URLs, `mailto:`, `tel:`, and whatever else stood in old tags. Null if it has no address. */
export const typolinkOfAnchor = (attributes: Attributes): Typolink | null => {
  // As browsers do: white space around an address is not part of it, nor are line breaks and tabs inside.
  const href = attributes['href']?.trim().replace(/[\t\r\n]/g, '');
  if (!href) return null;
  return {
    target: decodeTarget(href),
    window: attributes['target'] ?? '',
    cssClass: attributes['class'] ?? '',
    title: attributes['title'] ?? '',
    additionalParameters: '',
    rel: attributes['rel'] ?? '',
    download: attributes['download'] ?? '',
  };
};
