import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { placesOf } from '../places';
import { configOf, type Strapi } from '../strapi';
import { createMetrics, type Metrics } from './registry';

const PATH = '/metrics';

interface Running {
  readonly metrics: Metrics;
  readonly server: Server;
}

/** Servers that publish their numbers. */
const running = new WeakMap<Strapi, Running>();

export const metricsOf = (strapi: Strapi): Metrics | null => running.get(strapi)?.metrics ?? null;

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const mayRead = ({ headers }: IncomingMessage, token: string): boolean =>
  token === '' || isSame(headers.authorization ?? '', `Bearer ${token}`);

const answerWith = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
};

const serve = (strapi: Strapi, metrics: Metrics): Server => {
  const { token } = configOf(strapi).metrics;
  return createServer((request, response) => {
    if (request.url !== PATH || request.method !== 'GET')
      return answerWith(response, 404, 'text/plain', `GET ${PATH}\n`);
    if (!mayRead(request, token)) return answerWith(response, 401, 'text/plain', 'Authorization: Bearer <token>\n');
    metrics.text().then(
      ({ type, body }) => answerWith(response, 200, type, body),
      (error: unknown) => {
        strapi.log.error(`plugin::operations: metrics: ${String(error)}`);
        answerWith(response, 500, 'text/plain', 'See the log.\n');
      }
    );
    return undefined;
  });
};

/**
 * Publishes the numbers on a port of their own, which no reader reaches: by default on this machine alone. Not before the server
 * listens: commands that load a site publish nothing.
 */
export const publishMetrics = (strapi: Strapi): void => {
  const { port, host } = configOf(strapi).metrics;
  if (port === null) return;
  const { httpServer } = strapi.server;
  httpServer.once('listening', () => {
    const places = placesOf(strapi);
    const metrics = createMetrics(strapi, () => places);
    // Before all others: what the cache answers, no middleware sees.
    httpServer.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      const started = performance.now();
      const { method, url = '/' } = request;
      response.once('finish', () =>
        metrics.noteAnswer({ method, url, status: response.statusCode, seconds: (performance.now() - started) / 1000 })
      );
    });
    const server = serve(strapi, metrics);
    running.set(strapi, { metrics, server });
    server.once('error', (error) =>
      strapi.log.error(`plugin::operations: metrics cannot be published on ${host}:${port}: ${error.message}`)
    );
    server.listen(port, host, () => {
      const { port: own } = server.address() as AddressInfo;
      strapi.log.info(`plugin::operations: metrics at http://${host.includes(':') ? `[${host}]` : host}:${own}${PATH}`);
    });
  });
};

export const stopMetrics = async (strapi: Strapi): Promise<void> => {
  const server = running.get(strapi)?.server;
  running.delete(strapi);
  if (!server?.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};
