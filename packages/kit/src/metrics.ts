/**
 * Numbers that whoever watches a site wants to see. Plugins declare what they can count; whoever publishes it (the plugin “operations”)
 * asks for all of it when it is asked itself.
 */
import type { Strapi } from './strapi';

/** One number, with what it is the number of. */
export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What can be counted. Names and units as Prometheus wants them: `inprint_mails`, `inprint_cache_answers_total`. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  /** A counter only grows until the server is started anew. */
  readonly kind: 'counter' | 'gauge';
  readonly labels: readonly string[];
  /** Asked each time somebody looks: no more than a query or two. */
  readonly read: () => readonly Sample[] | Promise<readonly Sample[]>;
}

/** Shared by all plugins of one Strapi, each of which brings this module along. */
const METRICS = Symbol.for('inprint.metrics');

type Metrics = Map<string, Metric>;

const metricsOf = (strapi: Strapi): Metrics => {
  const held = strapi as unknown as { [METRICS]?: Metrics };
  held[METRICS] ??= new Map();
  return held[METRICS];
};

/** Said again, a metric takes the place of the one of that name before. */
export const declareMetrics = (strapi: Strapi, ...metrics: readonly Metric[]): void => {
  for (const metric of metrics) metricsOf(strapi).set(metric.name, metric);
};

/** All that the plugins of this Strapi can count. */
export const declaredMetrics = (strapi: Strapi): readonly Metric[] => [...metricsOf(strapi).values()];
