import type { Metric, Sample } from '@inprint/kit/metrics';

import { ORDER_STATES } from '../../domain/order-state';
import { TABLES } from './database';
import type { Row, Strapi } from './strapi';

const ordersByState = async (strapi: Strapi): Promise<Sample[]> => {
  const rows = (await strapi.db
    .connection(TABLES.orders)
    .groupBy('state')
    .select('state')
    .count({ total: '*' })) as Row[];
  const totals = new Map(rows.map(({ state, total }) => [String(state), Number(total)]));
  return [...new Set<string>([...ORDER_STATES, ...totals.keys()])].map((state) => ({
    labels: { state },
    value: totals.get(state) ?? 0,
  }));
};

/** What is on its way, and what was given up; sent messages are forgotten after some days. @param isWebhook or a mail */
const unsent = async (strapi: Strapi, isWebhook: boolean): Promise<Sample[]> => {
  const count = async (isGivenUp: boolean): Promise<number> => {
    const query = strapi.db
      .connection(TABLES.outbox)
      .whereNull('done_at')
      .where('kind', isWebhook ? '=' : '<>', 'webhook');
    const [row] = (await (isGivenUp ? query.whereNotNull('given_up_at') : query.whereNull('given_up_at')).count({
      total: '*',
    })) as Row[];
    return Number(row?.total ?? 0);
  };
  return [
    { labels: { state: 'waiting' }, value: await count(false) },
    { labels: { state: 'given-up' }, value: await count(true) },
  ];
};

/** What can be counted of orders, the same on every server of the database. */
export const orderMetrics = (strapi: Strapi): readonly Metric[] => [
  {
    name: 'inprint_orders',
    help: 'Orders in the database, by their state.',
    kind: 'gauge',
    labels: ['state'],
    read: () => ordersByState(strapi),
  },
  {
    name: 'inprint_mails',
    help: 'Mails that wait to be sent, and those that were given up.',
    kind: 'gauge',
    labels: ['state'],
    read: () => unsent(strapi, false),
  },
  {
    name: 'inprint_webhook_deliveries',
    help: 'Deliveries of webhooks that wait, and those that were given up.',
    kind: 'gauge',
    labels: ['state'],
    read: () => unsent(strapi, true),
  },
];
