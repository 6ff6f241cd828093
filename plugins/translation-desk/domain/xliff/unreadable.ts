import type { Problem } from '../problem';
import type { XliffProblem } from './imported';

/** A file, or a part of it, that cannot be read. */
export class Unreadable extends Error {
  constructor(
    readonly line: number,
    readonly key: Problem['key'],
    readonly values: NonNullable<Problem['values']> = {}
  ) {
    super(key);
  }

  get problem(): XliffProblem {
    return { line: this.line, key: this.key, values: this.values };
  }
}
