import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { InputProblem } from '../../../domain/order-input';
import { isRow, type Row } from '../strapi';

/** Strapi's body parser keeps the text that was sent under this key. */
const UNPARSED = Symbol.for('unparsedBody');

/** @throws ValidationError with every problem */
export const refuse = (problems: readonly InputProblem[], prefix: readonly string[] = []): never => {
  const named = problems.map(({ path, message }) => ({ path: [...prefix, ...path], message, name: 'ValidationError' }));
  throw new errors.ValidationError(named.map(({ message }) => message).join(' ') || 'The input is not valid.', {
    errors: named,
  });
};

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
 * @throws PayloadTooLargeError, ValidationError
 */
export const dataOf = (ctx: Context, largest: number): unknown => {
  const body: unknown = (ctx.request as { body?: unknown }).body;
  if (sizeOf(ctx, body) > largest) {
    throw new errors.PayloadTooLargeError(`The body is larger than ${largest} bytes. Send less at once.`);
  }
  if (!ctx.is('json') || !isRow(body) || !('data' in body)) {
    return refuse([
      {
        path: ['data'],
        message: 'Send JSON: an object with “data” in it, and the header Content-Type: application/json.',
      },
    ]);
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

export const whoIs = (ctx: Context): string => {
  const { auth, user } = ctx.state as { auth?: { credentials?: Row | null; strategy?: { name?: string } }; user?: Row };
  const kind = auth?.strategy?.name ?? '';
  const id = kind === 'admin' ? user?.id : auth?.credentials?.id;
  return id === undefined ? 'reader' : `${KINDS[kind] ?? kind}:${String(id)}`;
};
