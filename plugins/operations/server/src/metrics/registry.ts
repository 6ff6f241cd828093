import { declaredMetrics, type Metric } from '@inprint/kit/metrics';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { methodClassOf, refusalOf, requestClassOf, type Places } from '../../../domain/request-class';
import type { Strapi } from '../strapi';

/** In seconds; reads from the cache take less than one thousandth, an upload a minute. */
const BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];

/** A request that was answered. */
export interface Answered {
  readonly method: string | undefined;
  readonly url: string;
  readonly status: number;
  readonly seconds: number;
}

const SERVER_ERROR = 500;

/**
 * The numbers of one server.
 *
 * @param places asked with each request: plugins add routes until the server listens
 */
export const createMetrics = (strapi: Strapi, places: () => Places) => {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'inprint_http_requests_total',
    help: 'Requests that were answered, also those from the cache.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'inprint_http_request_duration_seconds',
    help: 'How long requests took, from their first line to the end of the answer.',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const refusals = new Counter({
    name: 'inprint_refusals_total',
    help: 'Requests that were refused, by the stable code of the answer.',
    labelNames: ['route', 'code'],
    registers,
  });

  /** One number that another plugin declared. What cannot be read now is left out, so that the rest is seen. */
  const publish = ({ name, help, kind, labels, read }: Metric): Counter | Gauge => {
    const given = { name, help, labelNames: [...labels], registers };
    const refresh = async (set: (labels: Record<string, string>, value: number) => void): Promise<void> => {
      try {
        for (const { labels: of = {}, value } of await read()) set({ ...of }, value);
      } catch (error) {
        strapi.log.warn(`plugin::operations: the metric ${name} could not be read: ${String(error)}`);
      }
    };
    if (kind === 'counter') {
      return new Counter({
        ...given,
        async collect() {
          this.reset();
          await refresh((of, value) => this.inc(of, value));
        },
      });
    }
    return new Gauge({
      ...given,
      async collect() {
        this.reset();
        await refresh((of, value) => this.set(of, value));
      },
    });
  };
  const published = new Set<string>();

  return {
    noteAnswer({ method, url, status, seconds }: Answered): void {
      const route = requestClassOf(url, places());
      requests.inc({ route, method: methodClassOf(method), status: String(status) });
      durations.observe({ route }, seconds);
    },
    /** @param body of an answer, in Strapi’s shape if it refuses */
    noteRefusal(url: string, status: number, body: unknown): void {
      const code = refusalOf(body);
      if (code !== null && (status < SERVER_ERROR || code !== 'InternalServerError')) {
        refusals.inc({ route: requestClassOf(url, places()), code });
      }
    },
    /** All numbers as Prometheus reads them. */
    async text(): Promise<{ readonly type: string; readonly body: string }> {
      for (const metric of declaredMetrics(strapi)) {
        if (published.has(metric.name)) continue;
        published.add(metric.name);
        publish(metric);
      }
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
};

export type Metrics = ReturnType<typeof createMetrics>;
