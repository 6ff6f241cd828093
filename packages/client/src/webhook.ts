import { Webhook } from 'standardwebhooks';

import type { Answer } from './action';

/** A published news article that shows a material. */
export interface AffectedArticle {
  documentId: string;
  locale: string | null;
  slug: string | null;
  title: string | null;
}

/** `material.action.changed`: the button of a material is another one. */
export interface MaterialActionChanged {
  event: 'material.action.changed';
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** The material's documentId. */
  material: string;
  /** The languages whose action changed. */
  locales: string[];
  /** By language; null where readers could not see the material. */
  changes: Record<string, { old: Answer; new: Answer }>;
  newsArticles: AffectedArticle[];
}

/** A page that has to be built anew, or taken away. */
export interface ChangedPage {
  /** The content type's uid: `api::material.material`. */
  contentType: string;
  documentId: string;
  locale: string | null;
  change: 'published' | 'changed' | 'unpublished';
  /** Where it is now; null when it is gone. */
  slug: string | null;
  path: string | null;
  /** Where it was; null when it is new. */
  oldSlug: string | null;
  oldPath: string | null;
}

/** `page.changed`: what pages show is another thing: text, address, files, topics, what is related; not the button. */
export interface PageChanged {
  event: 'page.changed';
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** All pages that one change concerns, in every language. */
  pages: ChangedPage[];
}

/** Any event; later releases may send more. */
export type WebhookEvent = MaterialActionChanged | PageChanged | { event: string & {}; createdAt: string };

/** The headers of a request, as `fetch` or Node has them. */
type Headers_ = { get(name: string): string | null } | Readonly<Record<string, string | readonly string[] | undefined>>;

const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

const read = (headers: Headers_, name: string): string => {
  const value =
    'get' in headers && typeof headers.get === 'function'
      ? headers.get(name)
      : (headers as Record<string, string>)[name];
  return typeof value === 'string' ? value : '';
};

/**
 * Checks a webhook's signature and age (https://www.standardwebhooks.com) and gives its event. For servers.
 *
 * @param body the bytes as they came, not parsed and written again
 * @param secret `whsec_…`, as it stands in the portal's configuration
 * @throws WebhookVerificationError for what the portal did not send, or sent more than five minutes ago
 */
export const verifyWebhook = (body: string, headers: Headers_, secret: string): WebhookEvent =>
  new Webhook(secret).verify(
    body,
    Object.fromEntries(NAMES.map((name) => [name, read(headers, name)]))
  ) as WebhookEvent;

export { WebhookVerificationError } from 'standardwebhooks';

export const isPageChanged = (event: WebhookEvent): event is PageChanged => event.event === 'page.changed';

export const isActionChanged = (event: WebhookEvent): event is MaterialActionChanged =>
  event.event === 'material.action.changed';
