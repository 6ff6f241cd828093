import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

import type { StoredAnswer } from '../../../domain/stored-answer';

/** What is sent at the end of an answer, as bytes; null for nothing. */
export const bytesOf = (chunk: unknown, encoding: unknown): Buffer | null => {
  if (typeof chunk === 'string')
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  return Buffer.isBuffer(chunk) ? chunk : null;
};

/** Headers as they can be written down. */
export const headersToStore = (headers: OutgoingHttpHeaders): StoredAnswer['headers'] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  );

/** Reads a small body whole and puts it back, so that whoever comes after finds it untouched. */
export const readBody = (request: IncomingMessage, length: number): Promise<Buffer | null> =>
  new Promise((resolve) => {
    const finish = (body: Buffer | null): void => {
      request.off('readable', look);
      request.off('end', giveUp);
      request.off('close', giveUp);
      request.off('error', giveUp);
      resolve(body);
    };
    const giveUp = (): void => finish(null);
    const look = (): void => {
      const body = request.read(length) as Buffer | null;
      if (body === null) return;
      request.unshift(body);
      finish(body.length === length ? body : null);
    };
    request.on('readable', look);
    request.on('end', giveUp);
    request.on('close', giveUp);
    request.on('error', giveUp);
  });
