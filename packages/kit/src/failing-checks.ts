/**
 * One of Strapi's insides that Inprint leans on: how its checks of input fail.
 *
 * Strapi checks input with yup 0.32, which waits for an asynchronous check without listening for its failure (`createValidation.js`: `then`
 * with one function). When the database refuses the question of such a check (whether a name is taken, say), nobody takes the error: the
 * request is never answered, and the process ends. Here the error goes to whoever asked for the check.
 */
import { yup } from '@strapi/utils';

import { requireInside } from './insides';
import type { Strapi } from './strapi';

type Report = (error: unknown) => void;

/** What yup hands to a check as `this`; all that it is called with is in it, too. */
interface Site {
  readonly failed?: Report;
}
type Check = (this: Site, ...values: readonly unknown[]) => unknown;

interface Test {
  (args: object, report: Report): void;
  readonly OPTIONS: { test: Check };
}

interface Schema {
  readonly tests: Test[];
}
type Validate = (this: Schema, value: unknown, options: unknown, report: Report) => unknown;

/** Set on yup, so that plugins that each bring this module along do it once. */
const DONE = Symbol.for('inprint.failing-checks');

const heard = new WeakSet<Test>();
const hearing = new WeakMap<Check, Check>();

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | null)?.then === 'function';

/** The same check, whose failure is told; then nothing more comes of it. */
const listenTo = (check: Check): Check => {
  const known = hearing.get(check);
  if (known) return known;
  const listening: Check = function (this: Site, ...values) {
    const result = check.apply(this, [...values]);
    if (!isPromise(result)) return result;
    return result.then(undefined, (error: unknown) => {
      this.failed?.(error);
      return new Promise(() => {});
    });
  };
  hearing.set(check, listening);
  hearing.set(listening, listening);
  return listening;
};

const hear = (test: Test): Test => {
  if (heard.has(test)) return test;
  test.OPTIONS.test = listenTo(test.OPTIONS.test);
  const hearingTest: Test = Object.assign(
    (args: object, report: Report): void => test({ ...args, failed: report }, report),
    { OPTIONS: test.OPTIONS }
  );
  heard.add(hearingTest);
  return hearingTest;
};

const prototypeOfSchemas = (): { _validate: Validate } & Record<symbol, unknown> =>
  Object.getPrototypeOf(yup.mixed()) as { _validate: Validate } & Record<symbol, unknown>;

/** Does yup keep its checks as this module knows them? */
const isKnown = (): boolean => {
  const { tests } = yup.mixed().test('known', 'known', () => true) as unknown as Schema;
  return Object.hasOwn(prototypeOfSchemas(), '_validate') && typeof tests[0]?.OPTIONS.test === 'function';
};

/** Lets a check that fails answer its request, for all schemas of this process, also for those that are there already. */
export const answerFailingChecks = (strapi: Strapi): void => {
  const consequence = 'A request whose check the database refuses may end the server: go back to the release before.';
  if (!requireInside(strapi, { inside: 'the checks of yup in @strapi/utils', consequence, isKnown })) return;
  const schemas = prototypeOfSchemas();
  if (schemas[DONE]) return;
  const { _validate: validate } = schemas;
  schemas._validate = function (value, options, report) {
    for (const [index, test] of this.tests.entries()) this.tests[index] = hear(test);
    return validate.call(this, value, options, report);
  };
  Object.defineProperty(schemas, DONE, { value: true });
};
