import type { Speech } from '../../../domain/speech';
import { sayProblem, type InputProblem } from '../../../domain/problem';

/** An answer as it goes out, and as it is kept for those who send twice. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Refusal {
  readonly status: number;
  readonly name: string;
  readonly message: string;
  readonly details: object;
}

/** One thing that is wrong, for a form: where, why as a stable code with its numbers, and in words. */
export interface FormError {
  readonly path: readonly string[];
  readonly message: string;
  readonly name: 'ValidationError';
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const toFormError = (problem: InputProblem, speech: Speech): FormError => ({
  path: problem.path,
  message: sayProblem(problem, speech),
  name: 'ValidationError',
  code: problem.code,
  values: problem.values,
});

/** A refusal in Strapi's shape. */
export const refusal = ({ status, name, message, details }: Refusal): StoredAnswer => ({
  status,
  body: { data: null, error: { status, name, message, details } },
});

/** Says each sentence once, however many fields it is about. */
export const inOneText = (problems: readonly { readonly message: string }[]): string =>
  [...new Set(problems.map(({ message }) => message))].join(' ');

/** 400, with everything that is wrong at once. */
export const invalid = (problems: readonly FormError[]): StoredAnswer =>
  refusal({
    status: 400,
    name: 'ValidationError',
    message: inOneText(problems),
    details: { code: 'invalid', errors: problems },
  });
