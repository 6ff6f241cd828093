import { createHash } from 'node:crypto';

import { preparedList } from '@inprint/kit/prepared';

import { canonicalJson } from '../../../domain/order-input';
import { speechFor } from '../../../domain/speech';
import { TABLES } from '../database';
import { inTransaction, isUniqueViolation, type Executor, type Strapi } from '../strapi';
import { refusal, toFormError, type StoredAnswer } from './answer';

/** What stands for an order: the same order has the same, whatever the order of its keys. */
export const hashOf = (data: unknown): string => createHash('sha256').update(canonicalJson(data)).digest('base64url');

/** The answer that was given under a key, and whether it was given to the same order. */
export interface KeptAnswer {
  readonly isSameOrder: boolean;
  readonly answer: StoredAnswer;
}

const keyUsed = (locale: string): StoredAnswer => {
  const error = toFormError({ path: ['Idempotency-Key'], code: 'key-used', values: {} }, speechFor(locale));
  return refusal({
    status: 422,
    name: 'UnprocessableEntityError',
    message: error.message,
    details: { code: 'key-used', errors: [error] },
  });
};

interface Asked {
  readonly key: string;
  readonly bodyHash: string;
  /** Of the words, where it was given to another order. */
  readonly locale: string;
}

/** Looks up the answers that were kept under keys. */
export const keptAnswers = async (strapi: Strapi, asked: readonly Asked[]): Promise<(KeptAnswer | null)[]> => {
  const rows = await preparedList(
    strapi,
    (list) =>
      `SELECT idempotency_key, body_hash, status, answer FROM ${TABLES.requests} WHERE idempotency_key IN (${list})`,
    asked.map(({ key }) => key)
  );
  const known = new Map(rows.map((row) => [String(row.idempotency_key), row]));
  return asked.map(({ key, bodyHash, locale }) => {
    const row = known.get(key);
    if (!row) return null;
    if (row.body_hash !== bodyHash) return { isSameOrder: false, answer: keyUsed(locale) };
    const body = JSON.parse(String(row.answer)) as unknown;
    return { isSameOrder: true, answer: { status: Number(row.status), body } };
  });
};

/** Looks up the answer that was kept under a key. */
export const keptAnswer = async (
  strapi: Strapi,
  key: string,
  bodyHash: string,
  locale: string
): Promise<KeptAnswer | null> => (await keptAnswers(strapi, [{ key, bodyHash, locale }]))[0] ?? null;

/** Writes an answer down under its key. @throws a unique violation where there is one already */
const keepAnswer = (
  executor: Executor,
  key: string,
  bodyHash: string,
  { status, body }: StoredAnswer
): PromiseLike<unknown> =>
  executor(TABLES.requests).insert({
    idempotency_key: key,
    body_hash: bodyHash,
    status,
    answer: JSON.stringify(body),
  });

/** Keeps a refusal, unless the same order was answered at the same time: then that answer counts. */
export const keepRefusal = async (
  strapi: Strapi,
  { key, bodyHash, locale }: { readonly key: string; readonly bodyHash: string; readonly locale: string },
  answer: StoredAnswer,
  alongside?: (trx: Executor) => PromiseLike<unknown>
): Promise<StoredAnswer> => {
  try {
    await inTransaction(strapi, async (trx) => {
      await keepAnswer(trx, key, bodyHash, answer);
      await alongside?.(trx);
    });
    return answer;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return (await keptAnswer(strapi, key, bodyHash, locale))?.answer ?? answer;
  }
};
