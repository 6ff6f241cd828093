import { isRecord } from './action';
import type { Problem, UnfilledLine } from './orders';

const isProblem = (value: unknown): value is Problem => isRecord(value) && typeof value.message === 'string';

/** A refusal by the portal: `status` and `code` for programs, `message` and `problems` for people, in the asked language. */
export class InprintError extends Error {
  override readonly name = 'InprintError';
  readonly status: number;
  /** Stays the same in every language and release; null where the portal gave none. */
  readonly code: string | null;
  /** All that is wrong, each with where it is in what was sent. */
  readonly problems: readonly Problem[];
  /** Of an order that cannot be filled (409): the lines, each with the `action` that readers have instead. */
  readonly lines: readonly UnfilledLine[];
  /** Seconds until it is worth trying again; null where nothing was said. */
  readonly retryAfter: number | null;

  constructor(status: number, body: unknown, retryAfter: number | null = null) {
    const error = isRecord(body) && isRecord(body.error) ? body.error : {};
    const details = isRecord(error.details) ? error.details : {};
    super(typeof error.message === 'string' && error.message !== '' ? error.message : `The portal answered ${status}.`);
    this.status = status;
    this.code = typeof details.code === 'string' ? details.code : null;
    this.problems = Array.isArray(details.errors)
      ? details.errors
          .filter(isProblem)
          .map((problem) => ({ ...problem, path: [problem.path ?? []].flat().map(String) }))
      : [];
    this.lines = Array.isArray(details.lines) ? (details.lines as UnfilledLine[]) : [];
    this.retryAfter = retryAfter;
  }
}
