import { withoutSecrets } from '@inprint/kit/log-line';

/** A request, as far as a line of the log says. */
export interface LoggedRequest {
  readonly requestId: string;
  readonly method: string;
  /** As it came in, with what stands behind `?`. */
  readonly url: string;
  /** Where the line says how it was answered. */
  readonly answer: { readonly status: number; readonly ms: number } | null;
}

/** What was logged, as loggers hand it on. */
export interface Logged {
  readonly level: string;
  readonly message: unknown;
  readonly stack?: unknown;
}

/** Colours of terminals. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[\d;]*m/g;

const textOf = (message: unknown): string => {
  if (typeof message === 'string') return message;
  if (message instanceof Error) return message.message;
  return JSON.stringify(message) ?? String(message);
};

/** One line of a log that machines read: one object, whatever was logged, without the secrets that addresses hold. */
export const logEntry = ({ level, message, stack }: Logged, time: Date, request: LoggedRequest | null): string => {
  const clean = (text: string): string => withoutSecrets(text.replace(COLOURS, ''));
  const trace = stack ?? (message instanceof Error ? message.stack : undefined);
  return JSON.stringify({
    time: time.toISOString(),
    level,
    message: clean(textOf(message)),
    ...(request && {
      requestId: request.requestId,
      method: request.method,
      path: clean(request.url),
      ...request.answer,
    }),
    ...(typeof trace === 'string' && { error: { stack: clean(trace) } }),
  });
};
