import { randomBytes } from 'node:crypto';

import { Webhook } from 'standardwebhooks';

import type { ActionChanged } from '../../../domain/action-change';
import type { PageChanged } from '../../../domain/page-change';
import { configOf, inParts, serviceOf, type Executor, type Row, type Strapi } from '../strapi';

/** Signed messages to other programs, after https://www.standardwebhooks.com, by way of the outbox. */
export const createWebhooks = (strapi: Strapi) => ({
  /** Notes events for each receiver, in the transaction that is their cause. The secret is not noted. */
  async add(trx: Executor, events: readonly (ActionChanged | PageChanged)[]): Promise<void> {
    const messages = events.flatMap((event) => {
      const body = JSON.stringify(event);
      return configOf(strapi)
        .changes.webhooks.filter((webhook) => webhook.events.includes(event.event))
        .map(({ url }) => ({ url, id: `msg_${randomBytes(18).toString('base64url')}`, body }));
    });
    for (const some of inParts(messages)) await serviceOf(strapi, 'outbox').add(trx, 'webhook', ...some);
  },

  /** @throws if the receiver does not answer with 2xx in time; the outbox tries again, under the same id */
  async send({ url, id, body }: Row): Promise<void> {
    const { webhooks, timeoutSeconds } = configOf(strapi).changes;
    const receiver = webhooks.find((webhook) => webhook.url === url);
    if (!receiver) return; // taken out of the configuration meanwhile: nobody is left to tell
    const at = new Date();
    const answer = await fetch(receiver.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Inprint',
        'webhook-id': String(id),
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(receiver.secret).sign(String(id), at, String(body)),
      },
      body: String(body),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The receiver answered ${answer.status}.`);
  },
});
