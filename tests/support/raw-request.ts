import http from 'node:http';

import type { Asking } from './instance';

/** An answer over HTTP, byte for byte. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is what the test is about
  readonly body: any;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });

/** Asks with exactly these headers and this address: fetch sets `Host` itself, packs, and tidies addresses up. */
export const rawRequest = (
  url: string,
  address: string,
  { method = 'GET', body, headers = {} }: Asking = {}
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const { hostname, port } = new URL(url);
    const sent = {
      ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...headers,
    };
    const request = http.request({ hostname, port, path: address, method, headers: sent, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const answer = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: answer, body: parse(answer) });
      });
    });
    request.once('error', reject);
    request.end(text);
  });
