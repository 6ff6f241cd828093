import { isRecord, type Answer } from './action';
import { withoutSlashes } from './address';
import { createActionRequests } from './batching';
import type { Alternate, EntryAnswer, Material, NewsArticle } from './entries';
import { listenForChanges, type ChangeListener } from './live';
import type { Order, OrderRequest, WaitlistRequest } from './orders';
import { InprintError } from './refusal';

export interface ClientOptions {
  /** Address of the portal, with its path if it has one: `https://portal.example.org`. */
  readonly origin: string;
  /** Where none is named: the language of entries, buttons and refusals. */
  readonly locale?: string;
  /** `fetch`, or what stands in for it. */
  readonly fetch?: typeof fetch;
  /** An API token, on servers only: never in what browsers get. */
  readonly token?: string;
}

/** A query in Strapi's own words: `{ populate: 'cover', localeFallback: true }`. Nested ones in brackets: `'populate[pdf]'`. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface OrderOptions {
  /** Made up for this one order, and sent again with each try. By default a UUID. */
  readonly key?: string;
  /** The language of refusals. */
  readonly locale?: string;
  /** How often it is tried again where nothing came back, or a 5xx. By default 3. */
  readonly retries?: number;
}

const PATIENCE_MS = 15_000;
const FIRST_PAUSE_MS = 300;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // a proxy's page: the status says enough
  }
};

/** A way to the portal. Every function throws {@link InprintError} where the portal refuses, and what `fetch` throws. */
export const createClient = ({ origin, locale, fetch: fetchFrom = fetch, token }: ClientOptions) => {
  const base = withoutSlashes(origin);
  const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };

  const send = async (path: string, query: Query, init: RequestInit = {}): Promise<unknown> => {
    const given = Object.entries({ locale, ...query }).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    const answer = await fetchFrom(`${base}/api/${path}${search === '' ? '' : `?${search}`}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
    const body = parsed(await answer.text());
    if (answer.ok && isRecord(body)) return body;
    const retryAfter = Number(answer.headers.get('retry-after') ?? Number.NaN);
    throw new InprintError(answer.status, body, Number.isFinite(retryAfter) ? retryAfter : null);
  };

  const post = async (path: string, data: object, query: Query, more: Record<string, string> = {}): Promise<unknown> =>
    send(path, query, {
      method: 'POST',
      body: JSON.stringify({ data }),
      headers: { 'content-type': 'application/json', ...more },
    });

  const dataOf = async <Data>(answer: Promise<unknown>): Promise<Data> => ((await answer) as { data: Data }).data;

  const askForAction = createActionRequests((input, init) =>
    fetchFrom(input, { ...init, headers: { ...headers, ...(init?.headers as Record<string, string> | undefined) } })
  );

  return {
    /**
     * The actions of materials by documentId; null for what the portal does not know. All that is asked within a moment goes out
     * in one request a language, at most 100 materials each.
     */
    async actions(documentIds: readonly string[], language = locale): Promise<ReadonlyMap<string, Answer>> {
      const answers = documentIds.map(async (id) => {
        const { action } = await askForAction(base, language ?? '', id);
        return [id, action] as const;
      });
      return new Map(await Promise.all(answers));
    },
    /** A material by its slug, a former one too: `meta.canonicalSlug` is the present one. */
    material: (slug: string, query: Query = {}) =>
      send(`materials/slug/${encodeURIComponent(slug)}`, query) as Promise<EntryAnswer<Material>>,
    /** A news article by its slug. */
    newsArticle: (slug: string, query: Query = {}) =>
      send(`news-articles/slug/${encodeURIComponent(slug)}`, query) as Promise<EntryAnswer<NewsArticle>>,
    /** The languages in which an entry is published, for `hreflang`. */
    async alternates(type: 'materials' | 'news-articles', documentId: string): Promise<readonly Alternate[]> {
      const query = { 'fields[0]': 'documentId', alternates: true, localeFallback: true };
      const entry = dataOf<{ alternates?: Alternate[] }>(send(`${type}/${encodeURIComponent(documentId)}`, query));
      return (await entry).alternates ?? [];
    },
    /**
     * Places an order, once: where nothing came back it is sent again under the same key, and the portal answers what it answered.
     *
     * @throws InprintError 409 with `lines` where copies are gone, 400 with `problems` for forms
     */
    async order(request: OrderRequest, options: OrderOptions = {}): Promise<Order> {
      const { key = crypto.randomUUID(), retries = 3 } = options;
      for (let tried = 0; ; tried += 1) {
        try {
          return await dataOf<Order>(post('orders', request, { locale: options.locale }, { 'idempotency-key': key }));
        } catch (error) {
          const isFinal = error instanceof InprintError && error.status < 500;
          if (isFinal || tried >= retries) throw error;
          await pause(FIRST_PAUSE_MS * 2 ** tried);
        }
      }
    },
    /** How an order stands, by the token that its answer and mail carry. */
    orderStatus: (orderToken: string) => dataOf<Order>(send(`orders/${encodeURIComponent(orderToken)}`, {})),
    /** Asks for a mail when copies come. The answer is the same whether or not the address waits already. */
    joinWaitlist: (request: WaitlistRequest) =>
      dataOf<{ message: string }>(post('waitlist', request, { locale: request.locale })),
    /**
     * Is told at once what changed, in browsers, where the portal tells it (`LIVE_CHANGES=on`). `keysOf` and `isConcerned` say whether it
     * concerns an answer.
     *
     * @returns what ends it
     */
    listen: (listener: ChangeListener) => listenForChanges(base, listener),
  };
};

export type Client = ReturnType<typeof createClient>;
