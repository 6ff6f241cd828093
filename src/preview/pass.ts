import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a preview link may show: this one entry, in this one language, until this moment. */
export interface PreviewPass {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** How long a preview link shows a draft, in ms. The admin asks for a new one each time it opens the preview. */
export const PREVIEW_LASTS = 30 * 60_000;

const signatureOf = (body: string, key: string): Buffer => createHmac('sha256', key).update(body).digest();

/** A pass as one word for an address: its words, and a signature that only this server can make. */
export const signPass = (pass: PreviewPass, key: string): string => {
  const body = Buffer.from(JSON.stringify(pass)).toString('base64url');
  return `${body}.${signatureOf(body, key).toString('base64url')}`;
};

/** @returns the pass, or null if it was not signed with this key, was changed, or has expired */
export const readPass = (token: string, key: string, now: number): PreviewPass | null => {
  const [body = '', signature = '', ...rest] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(body, key);
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const pass = JSON.parse(Buffer.from(body, 'base64url').toString()) as PreviewPass; // ours: the signature is right
  return pass.expiresAt > now ? pass : null;
};
