import type { z } from 'zod';

import { countryNameOf } from './country';
import type en from './messages/en.json';
import type { MessageKey, Speech } from './speech';

type Suffix<Key, Prefix extends string> = Key extends `${Prefix}.${infer Rest}` ? Rest : never;

/** What can be wrong with what was sent; stable, for programs. The sentences are `problem.<code>` in each language. */
export type ProblemCode = Suffix<MessageKey, 'problem'>;

type Values = Readonly<Record<string, string | number>>;

/** One thing that is wrong with what was sent, and the way out. */
export interface InputProblem {
  /** From what was sent: `['recipient', 'email']`, `['lines', '0', 'quantity']`. */
  readonly path: readonly string[];
  readonly code: ProblemCode;
  /** The limits and choices that its sentence names. */
  readonly values: Values;
}

export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problems: readonly InputProblem[] };

const FIELDS: ReadonlySet<string> = new Set([
  'material',
  'locale',
  'quantity',
  'lines',
  'recipient',
  'name',
  'organisation',
  'street',
  'postalCode',
  'city',
  'country',
  'email',
  'website',
  'data',
] satisfies Suffix<keyof typeof en, 'field'>[]);

const isField = (name: string): name is Suffix<MessageKey, 'field'> => FIELDS.has(name);

/** The name of the field that a path leads to, as a form in that language has it. */
const fieldName = (path: readonly string[], { say }: Speech): string => {
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? 'data';
  return isField(name) ? say(`field.${name}`) : name;
};

/** Says what is wrong, in the language of whoever sent it. */
export const sayProblem = ({ path, code, values }: InputProblem, speech: Speech): string => {
  const { country } = values;
  const named: Values = typeof country === 'string' ? { country: countryNameOf(country, speech.locale) } : {};
  return speech.say(`problem.${code}`, { ...values, ...named, field: fieldName(path, speech) });
};

/** What a check says where it fails: its code, which is put into words for the one who asks. */
export const because = (code: ProblemCode): { readonly error: ProblemCode } => ({ error: code });

/** As {@link because}, and that it is missing where nothing was sent. */
export const becauseText = (
  code: ProblemCode
): { readonly error: (issue: { readonly input?: unknown }) => ProblemCode } => ({
  error: ({ input }) => (input === undefined || input === null ? 'required' : code),
});

/** What an object's own check says: something else was sent, or a key too many. */
export const becauseObject = {
  error: ({ code }: { readonly code?: string }): ProblemCode =>
    code === 'unrecognized_keys' ? 'unknown-field' : 'object',
};

const valuesOf = (issue: z.core.$ZodIssue, fields: readonly string[]): Values => {
  switch (issue.code) {
    case 'too_small':
      return { min: Number(issue.minimum) };
    case 'too_big':
      return { max: Number(issue.maximum) };
    case 'unrecognized_keys':
      return { names: issue.keys.join(', ').slice(0, 200), known: fields.join(', ') };
    default:
      return {};
  }
};

/**
 * Zod's findings as ours.
 *
 * @param fieldsAt the fields that an object at a path has, for whoever sent another
 */
export const problemsIn = (
  { issues }: z.core.$ZodError,
  fieldsAt: (path: readonly string[]) => readonly string[]
): InputProblem[] =>
  issues.map((issue) => {
    const path = issue.path.map(String);
    return { path, code: issue.message as ProblemCode, values: valuesOf(issue, fieldsAt(path)) };
  });
