import type { LinkTarget } from '../contract';

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * The address as it may stand in a text, or null: `http`, `https`, `mailto`, `tel`, and paths of this site; nothing that
 * runs, nothing that hides its host. Spaces and quotes are escaped, as browsers do.
 */
export const safeAddress = (address: string): string | null => {
  const trimmed = address.trim();
  if (/[\p{Cc}\\]/u.test(trimmed) || trimmed.startsWith('//')) return null;
  const escaped = trimmed.replace(/[\s"<>`{}|^]/gu, (sign) => encodeURIComponent(sign));
  const whole = escaped.startsWith('/') ? `https://site.invalid${escaped}` : escaped;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (!SCHEMES.has(url.protocol)) return null;
  // `http:example.org` is read as a host by browsers, and as a path by people: nobody meant it.
  return /^https?:(?!\/\/)/i.test(whole) ? null : escaped;
};

/** A phone number as TYPO3 writes it into a page: digits and “+”, and nothing else. */
export const phoneAddress = (number: string): string => `tel:${number.replaceAll(/[^\d+]+/g, '')}`;

/** The address of a target that needs nobody to look it up, or null. */
export const ownAddress = (target: LinkTarget): string | null => {
  switch (target.kind) {
    case 'url':
      return safeAddress(target.url);
    case 'email':
      return safeAddress(`mailto:${target.address}${target.query === null ? '' : `?${target.query}`}`);
    case 'phone':
      return safeAddress(phoneAddress(target.number));
    default:
      return null;
  }
};
