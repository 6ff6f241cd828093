/** How the bytes of an answer are packed. */
export type Encoding = 'identity' | 'gzip' | 'br';

/**
 * The best packing that a client takes (RFC 9110, 12.5.3). `identity` also where it is refused: an answer that cannot be read is of no use.
 */
export const chooseEncoding = (acceptEncoding: string | undefined): Encoding => {
  if (acceptEncoding === undefined || acceptEncoding === '') return 'identity';
  const refused = (name: string): boolean =>
    new RegExp(`\\b${name}\\s*;\\s*q=0(\\.0*)?\\s*(,|$)`, 'i').test(acceptEncoding);
  if (/\bbr\b/i.test(acceptEncoding) && !refused('br')) return 'br';
  if (/\bgzip\b/i.test(acceptEncoding) && !refused('gzip')) return 'gzip';
  return 'identity';
};

/** Does a client have these bytes already (RFC 9110, 13.1.2: the weak comparison)? */
export const hasAlready = (ifNoneMatch: string | undefined, etag: string): boolean => {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
};
