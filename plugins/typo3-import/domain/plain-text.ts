import { ANGLED_ADDRESS, decodeEntities } from './text/html';

/** The words of a field that holds no HTML in the new portal: entities decoded, tags gone, on one line. */
export const plainText = (text: string): string =>
  decodeEntities(
    text
      .replaceAll(/<(?:br|\/p|\/div|\/li)\b[^<>]*>/gi, ' ')
      // A “<” that begins no tag is a sign.
      .replaceAll(/<(?![a-z/!])/gi, '&lt;')
      .replaceAll(ANGLED_ADDRESS, '&lt;')
  )
    .replaceAll(/\s+/g, ' ')
    .trim();
