import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { InputProblem } from '../../../domain/problem';
import { speechFor, type Speech } from '../../../domain/speech';
import { inOneText, toFormError } from '../orders/answer';
import { isRow, type Row } from '../strapi';

/** Strapi's body parser keeps the text that was sent under this key. */
const UNPARSED = Symbol.for('unparsedBody');

const ENGLISH = speechFor('en');

interface Problem {
  readonly path: readonly string[];
  readonly message: string;
  readonly code?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/**
 * Refuses what programs and the admin sent, in words of its own.
 *
 * @throws ValidationError with every problem
 */
export const refuseInWords = (problems: readonly Problem[]): never => {
  const named = problems.map((problem) => ({ code: 'invalid', values: {}, ...problem, name: 'ValidationError' }));
  throw new errors.ValidationError(inOneText(named) || 'The input is not valid.', { code: 'invalid', errors: named });
};

/**
 * Refuses what readers sent, in their language.
 *
 * @throws ValidationError with every problem
 */
export const refuse = (problems: readonly InputProblem[], speech: Speech): never =>
  refuseInWords(problems.map((problem) => toFormError(problem, speech)));

const sizeOf = (ctx: Context, body: unknown): number => {
  const unparsed: unknown = isRow(body) ? (body as Record<symbol, unknown>)[UNPARSED] : undefined;
  return (
    ctx.request.length ?? Buffer.byteLength(typeof unparsed === 'string' ? unparsed : (JSON.stringify(body) ?? ''))
  );
};

/**
 * The `data` of a JSON body.
 *
 * @param largest bytes
 * @param speech of whoever sent it
 * @throws PayloadTooLargeError, ValidationError
 */
export const dataOf = (ctx: Context, largest: number, speech: Speech = ENGLISH): unknown => {
  const body: unknown = (ctx.request as { body?: unknown }).body;
  if (sizeOf(ctx, body) > largest) {
    throw new errors.PayloadTooLargeError(speech.say('problem.body-too-large', { max: largest }), {
      code: 'body-too-large',
      max: largest,
    });
  }
  if (!ctx.is('json') || !isRow(body) || !('data' in body)) {
    return refuse([{ path: [], code: 'json', values: {} }], speech);
  }
  return body.data;
};

/** The parts of `data` where it is an object, for what is looked at before all of it is checked. */
export const partOf = (value: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>((part, name) => {
    if (Array.isArray(part)) return (part as unknown[])[Number(name)];
    return isRow(part) && Object.hasOwn(part, name) ? (part as Row)[name] : undefined;
  }, value);

/** Who is asking, by kind and id and without a name: `admin:3`, `api-token:2`, `user:7`, `reader`. */
const KINDS: Readonly<Record<string, string>> = {
  admin: 'admin',
  'admin-token': 'admin-token',
  'content-api-token': 'api-token',
  'users-permissions': 'user',
};

export const actorOf = (ctx: Context): string => {
  const { auth, user } = ctx.state as { auth?: { credentials?: Row | null; strategy?: { name?: string } }; user?: Row };
  const kind = auth?.strategy?.name ?? '';
  const id = kind === 'admin' ? user?.id : auth?.credentials?.id;
  return id === undefined ? 'reader' : `${KINDS[kind] ?? kind}:${String(id)}`;
};
