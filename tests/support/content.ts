import { randomUUID } from 'node:crypto';

import type { Answer, Instance } from './instance';

/** Makes content as an editor would, through the API, and says so loudly where that was refused. */

const accept = (what: string, { status, body }: Answer): { documentId: string } => {
  if (status >= 300) throw new Error(`${what} was refused with ${status}: ${JSON.stringify(body)}`);
  return (body as { data: { documentId: string } }).data;
};

let count = 0;

/** A published material; returns its documentId. */
export const makeMaterial = async (
  { asEditor }: Instance,
  data: object = {},
  locale = 'de',
  query = ''
): Promise<string> => {
  count += 1;
  const answer = await asEditor(`/api/materials?locale=${locale}${query}`, {
    method: 'POST',
    body: { data: { title: `Heft ${count}`, ...data } },
  });
  return accept('The material', answer).documentId;
};

/** Writes a locale of an entry, new or known. */
export const write = async ({ asEditor }: Instance, path: string, data: object): Promise<void> => {
  accept(path, await asEditor(path, { method: 'PUT', body: { data } }));
};

/** A stock status; returns its documentId. */
export const makeStock = async ({ asEditor }: Instance, material: string, data: object = {}): Promise<string> => {
  const answer = await asEditor('/api/stock-statuses', {
    method: 'POST',
    body: { data: { material, availability: 'in-stock', ...data } },
  });
  return accept('The stock status', answer).documentId;
};

/** A published news article; returns its documentId. */
export const makeArticle = async ({ asEditor }: Instance, data: object = {}, locale = 'de'): Promise<string> => {
  count += 1;
  const answer = await asEditor(`/api/news-articles?locale=${locale}`, {
    method: 'POST',
    body: { data: { title: `Nachricht ${count}`, ...data } },
  });
  return accept('The article', answer).documentId;
};

/** Orders copies of the German edition, as a reader who does it for the first time. */
export const orderFor = (
  { asReader }: Pick<Instance, 'asReader'>,
  material: string,
  quantity = 1,
  email = 'ada@example.org'
): Promise<Answer> =>
  asReader('/api/orders', {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID() },
    body: {
      data: {
        lines: [{ material, locale: 'de', quantity }],
        recipient: {
          ...{ name: 'Ada Beispiel', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
          email,
        },
      },
    },
  });
