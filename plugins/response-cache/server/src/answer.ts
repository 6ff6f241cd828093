import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { sizeOf, type Kept } from '../../domain/answers';
import type { Dependency } from '../../domain/dependency';
import { chooseEncoding, hasAlready, type Encoding } from '../../domain/negotiation';
import type { Kind } from '../../domain/question';

/** An answer in one packing, ready to go out. */
interface Variant {
  readonly body: Buffer;
  readonly etag: string;
  readonly headers: readonly string[];
  readonly headersUnchanged: readonly string[];
}

export interface Answer extends Kept {
  readonly kind: Kind;
  readonly plain: Variant;
  readonly packed: Map<Encoding, Variant>;
  readonly packing: Set<Encoding>;
  readonly pack: (encoding: Encoding, body: Buffer) => Variant;
}

/** Smaller answers fit in one packet anyway, in bytes. */
const WORTH_PACKING = 1024;

/** Made by whoever sends the answer, or said anew for each packing. */
const NOT_KEPT = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'etag',
  'vary',
  'cache-control',
  'last-modified',
  'x-response-time',
]);
/** What a 304 repeats (RFC 9110, 15.4.5), and what a browser needs to let a page read it. */
const IN_UNCHANGED = /^(vary|cache-control|etag|access-control-.*|surrogate-key|cache-tag|inprint-keys)$/i;

/** The same bytes in memory of their own: what Node hands out may hold on to much more than it shows. */
const alone = (bytes: Buffer): Buffer => {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
};

const BROTLI_OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
const packers: Readonly<Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, BROTLI_OPTIONS),
  gzip: promisify(gzip),
};

export interface AnswerSettings {
  /** What a cache before the portal may do, in s; 0 for nothing. */
  readonly sharedMaxAge: number;
  /** Names what is inside for caches and pages that are told what changed; empty where there are none. */
  readonly keyHeadersOf: (dependencies: ReadonlySet<Dependency>) => readonly string[];
}

interface Made {
  readonly kind: Kind;
  readonly key: string;
  readonly body: Buffer;
  readonly headers: OutgoingHttpHeaders;
  readonly dependencies: ReadonlySet<Dependency>;
  readonly expiresAt: number;
}

/** An answer of Strapi's as it is kept: its bytes and headers are made once, not at each reading. */
export const makeAnswer = (made: Made, { sharedMaxAge, keyHeadersOf }: AnswerSettings): Answer => {
  const { kind, key, body, dependencies, expiresAt } = made;
  const common: string[] = [];
  for (const [name, value] of Object.entries(made.headers)) {
    if (NOT_KEPT.has(name.toLowerCase()) || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) common.push(name, String(one));
  }
  const varies = new Set(
    String(made.headers.vary ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
  );
  varies.add('Accept-Encoding');
  if (kind === 'graphql-get') varies.add('Accept'); // Apollo chooses the type of its answer by it
  common.push('Vary', [...varies].join(', '));
  if (kind === 'graphql-post') {
    common.push('Cache-Control', 'no-store'); // nobody between here and the reader keeps answers to a POST
  } else {
    const shared = sharedMaxAge > 0 ? `, s-maxage=${sharedMaxAge}` : '';
    common.push('Cache-Control', `public, max-age=0${shared}, must-revalidate`);
    common.push(...keyHeadersOf(dependencies));
  }
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 27);

  const pack = (encoding: Encoding, bytes: Buffer): Variant => {
    const etag = encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`;
    const headers = [...common, 'Content-Length', String(bytes.length)];
    if (encoding !== 'identity') headers.push('Content-Encoding', encoding);
    if (kind !== 'graphql-post') headers.push('ETag', etag);
    const headersUnchanged: string[] = [];
    for (let index = 0; index < headers.length; index += 2) {
      const [name = '', value = ''] = [headers[index], headers[index + 1]];
      if (IN_UNCHANGED.test(name)) headersUnchanged.push(name, value);
    }
    return { body: bytes, etag, headers, headersUnchanged };
  };

  return {
    kind,
    key,
    dependencies,
    expiresAt,
    plain: pack('identity', alone(body)),
    packed: new Map(),
    packing: new Set(),
    pack,
    // Room for the packed bytes is counted from the start.
    size: sizeOf(key, dependencies, body.length * 2),
  };
};

/** Packs the bytes when somebody first wishes for it; until that is done, the plain bytes go out. */
const variantFor = (answer: Answer, acceptEncoding: string | undefined): Variant => {
  if (answer.plain.body.length < WORTH_PACKING) return answer.plain;
  const encoding = chooseEncoding(acceptEncoding);
  if (encoding === 'identity') return answer.plain;
  const packed = answer.packed.get(encoding);
  if (packed) return packed;
  if (!answer.packing.has(encoding)) {
    answer.packing.add(encoding);
    packers[encoding](answer.plain.body).then(
      (bytes) => answer.packed.set(encoding, answer.pack(encoding, alone(bytes))),
      () => {} // out of memory, say: the plain bytes serve as well
    );
  }
  return answer.plain;
};

/** Sends an answer. @returns whether the reader had it already */
export const sendAnswer = (answer: Answer, request: IncomingMessage, response: ServerResponse): boolean => {
  const variant = variantFor(answer, request.headers['accept-encoding'] as string | undefined);
  if (answer.kind !== 'graphql-post' && hasAlready(request.headers['if-none-match'], variant.etag)) {
    response.writeHead(304, variant.headersUnchanged as string[]);
    response.end();
    return true;
  }
  response.writeHead(200, variant.headers as string[]);
  if (request.method === 'HEAD') response.end();
  else response.end(variant.body);
  return false;
};
