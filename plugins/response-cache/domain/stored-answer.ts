import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

/** A state of the database, as it says itself: who knows it can ask what changed since. */
export interface Snapshot {
  /** Which database, and which of its lives. */
  readonly database: string;
  /** What was committed then, in PostgreSQL's notation. */
  readonly snapshot: string;
  /** When that was by the database's own clock, in s since 1970. */
  readonly at: number;
}

/** An answer as it lies in a store that several servers share: with all that proves later whether it is still right. */
export interface StoredAnswer {
  readonly key: string;
  readonly kind: 'rest' | 'graphql-get' | 'graphql-post';
  readonly headers: Readonly<Record<string, string | number | readonly string[]>>;
  readonly dependencies: readonly string[];
  /** ms since 1970. */
  readonly expiresAt: number;
  /** The answer is right for this state of the database. */
  readonly position: Snapshot;
  readonly body: Buffer;
}

const FACTS = z.strictObject({
  key: z.string(),
  kind: z.enum(['rest', 'graphql-get', 'graphql-post']),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  dependencies: z.array(z.string()).min(1),
  expiresAt: z.number(),
  position: z.strictObject({ database: z.string(), snapshot: z.string(), at: z.number() }),
});

const SEAL = 32;
const LENGTH = 4;

const sealOf = (content: Buffer, secret: string): Buffer => createHmac('sha256', secret).update(content).digest();

/** An answer as bytes, sealed: only who has the secret can have written them. */
export const sealAnswer = ({ body, ...facts }: StoredAnswer, secret: string): Buffer => {
  const text = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([length, text, body]);
  return Buffer.concat([sealOf(content, secret), content]);
};

/** The answer that was sealed; null for bytes that are cut off, somebody else's or of another version. */
export const openAnswer = (bytes: Buffer, secret: string): StoredAnswer | null => {
  if (bytes.length < SEAL + LENGTH) return null;
  const content = bytes.subarray(SEAL);
  if (!timingSafeEqual(bytes.subarray(0, SEAL), sealOf(content, secret))) return null;
  const end = LENGTH + content.readUInt32BE(0);
  try {
    const facts = FACTS.safeParse(JSON.parse(content.subarray(LENGTH, end).toString()));
    return facts.success ? { ...facts.data, body: content.subarray(end) } : null;
  } catch {
    return null; // no JSON: sealed by another version
  }
};
