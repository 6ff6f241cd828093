import { locale } from './locale.js';
import { notePreview, readingPath } from './preview.js';

/** The API answered, and not with what was asked for. */
export class Refusal extends Error {
  constructor(status, error) {
    super(error?.message ?? `The API answered ${status}.`);
    this.status = status;
    this.details = error?.details ?? {};
  }
}

/** `{ a: { b: ['x'] } }` as `a[b][0]=x`, the way that Strapi reads queries. */
const parametersOf = (value, name, into) => {
  if (value === undefined || value === null || value === '') return into;
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) parametersOf(inner, name ? `${name}[${key}]` : key, into);
  } else into.append(name, String(value));
  return into;
};

const bodyOf = async (answer) => {
  try {
    return await answer.json();
  } catch {
    return null; // not JSON: the status has to say it
  }
};

/**
 * Reads from the API in the page's language.
 *
 * @throws {Refusal} if it refuses, and what `fetch` throws if it cannot be reached
 */
export const read = async (path, query = {}) => {
  const parameters = parametersOf({ locale, ...query }, '', new URLSearchParams());
  const answer = await fetch(`/api${readingPath(path)}?${parameters}`, { headers: { accept: 'application/json' } });
  const body = await bodyOf(answer);
  if (!answer.ok || body === null) throw new Refusal(answer.status, body?.error);
  if (body.meta?.isPreview) notePreview();
  return body;
};

/**
 * Writes to the API, which answers in the page's language.
 *
 * @param idempotencyKey makes sending twice the same as sending once, where the API wants one
 */
export const send = async (path, data, idempotencyKey = null) => {
  const answer = await fetch(`/api${path}?locale=${locale}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    },
    body: JSON.stringify({ data }),
  });
  const body = await bodyOf(answer);
  if (!answer.ok) throw new Refusal(answer.status, body?.error);
  return body;
};

/** Fields of a picture that a page needs. */
export const PICTURE = { fields: ['url', 'alternativeText', 'width', 'height', 'formats'] };

/** What a material's card needs; `action` comes by itself. */
export const CARD = {
  fields: ['title', 'subtitle', 'slug', 'publishedOn', 'pages', 'locale'],
  populate: { cover: PICTURE },
};

/** What a news article's teaser needs. */
export const TEASER = {
  fields: ['kicker', 'title', 'slug', 'lead', 'date', 'locale'],
  populate: { image: PICTURE },
};
