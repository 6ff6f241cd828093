import { randomBytes } from 'node:crypto';

import { Webhook } from 'standardwebhooks';

import type { ActionChanged } from '../../../domain/action-change';
import { configOf, serviceOf, type Executor, type Row, type Strapi } from '../strapi';

/** Signed messages to other programs, after https://www.standardwebhooks.com, by way of the outbox. */
export const createWebhooks = (strapi: Strapi) => ({
  /** Notes an event for each receiver, in the transaction that is its cause. The secret is not noted. */
  async add(trx: Executor, event: ActionChanged): Promise<void> {
    for (const { url } of configOf(strapi).changes.webhooks) {
      const id = `msg_${randomBytes(18).toString('base64url')}`;
      await serviceOf(strapi, 'outbox').add(trx, 'webhook', { url, id, body: JSON.stringify(event) });
    }
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
