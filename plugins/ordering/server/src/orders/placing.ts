import { together } from '@inprint/kit/together';

import { countsTold, findUnfilled, type UnfilledLines } from '../../../domain/filling';
import type { OrderInput, OrderLineInput, ParsedOrder } from '../../../domain/order-input';
import type { InputProblem } from '../../../domain/problem';
import { speechFor } from '../../../domain/speech';
import { TABLES } from '../database';
import type { ActionResolver } from '../services/catalogue';
import { isPostgres, serviceOf, type Executor, type Strapi } from '../strapi';
import { invalid, toFormError, type FormError, type StoredAnswer } from './answer';
import { conflict } from './conflict';
import { hashOf, keepRefusal, keptAnswer, keptAnswers, type KeptAnswer } from './kept-answers';
import { brokenRules, recipientText } from './rules';
import { findStock, wantedLines, type WantedLine } from './wanted-lines';
import type { Outcome } from './writer';
import { accepted, newNames, type NewOrder } from './writing';

/** An order as it was sent, under the key that was made up for it. */
export interface Attempt {
  readonly key: string;
  readonly bodyHash: string;
  readonly parsed: ParsedOrder;
  /** The language to answer in. */
  readonly locale: string;
}

export interface Placed {
  readonly answer: StoredAnswer;
  /** Of how many editions a refusal told whether there are as many copies as were asked for. */
  readonly countsTold: number;
}

/** An order that may be taken, or what became of it already. */
type Judged = { readonly order: NewOrder } | { readonly placed: Placed | PromiseLike<Placed> };

/** So many orders share their questions and their transaction. */
const MAX_TOGETHER = 64;
/** Orders come one after the other as long as the last one is no older than this, in ms. */
const BUSY = 100;
/** PostgreSQL: while the database writes some, others are looked at. SQLite has one connection. */
const TURNS = 2;

const unknownLocales = (lines: readonly OrderLineInput[], { settings }: ActionResolver): InputProblem[] =>
  lines.flatMap(({ locale }, index) =>
    settings.locales.includes(locale)
      ? []
      : [
          {
            path: ['lines', String(index), 'locale'],
            code: 'unknown-locale',
            values: { locales: settings.locales.join(', ') },
          },
        ]
  );

/** Places orders: all or nothing, once, and never a copy that is not there. */
export const createPlacing = (strapi: Strapi) => {
  const desks = (lines: readonly OrderLineInput[]): Promise<ActionResolver> =>
    serviceOf(strapi, 'catalogue').resolverFor(lines.map(({ material }) => material));

  const recipientKeyOf = ({ recipient }: OrderInput): string =>
    serviceOf(strapi, 'limits').pseudonym(recipientText(recipient));

  /** Everything that is wrong with an order by itself. */
  const problemsOf = async (
    { parsed, locale }: Attempt,
    desk: ActionResolver,
    lines: readonly WantedLine[]
  ): Promise<FormError[]> => {
    const speech = speechFor(locale);
    const own = parsed.ok ? [] : parsed.problems;
    const who = parsed.ok
      ? { country: parsed.value.recipient.country, recipientKey: recipientKeyOf(parsed.value) }
      : { country: parsed.part.country, recipientKey: null };
    return [
      ...[...own, ...unknownLocales(lines, desk)].map((problem) => toFormError(problem, speech)),
      ...(await brokenRules(strapi, strapi.db.connection, lines, who, speech)),
    ];
  };

  const refuseUnfilled = async (
    attempt: Attempt,
    lines: readonly WantedLine[],
    unfilled: UnfilledLines
  ): Promise<Placed> => {
    const refused = lines.filter(({ index, isKnown }) => unfilled.has(index) && isKnown);
    const note = async (trx: Executor): Promise<void> => {
      if (refused.length === 0) return;
      await trx(TABLES.refusals).insert(
        refused.map(({ material, locale, stock, quantity }) => ({
          material,
          locale,
          stock_status: stock?.stockStatus ?? null,
          quantity,
        }))
      );
    };
    const answer = await conflict(strapi, lines, unfilled, attempt.locale);
    return { answer: await keepRefusal(strapi, attempt, answer, note), countsTold: countsTold(lines, unfilled) };
  };

  const newOrder = ({ key, bodyHash, locale }: Attempt, input: OrderInput, lines: readonly WantedLine[]): NewOrder => {
    const { recipient } = input;
    const order = { key, bodyHash, ...newNames(), lines, recipient, recipientKey: recipientKeyOf(input), locale };
    return { ...order, answer: accepted(strapi, order) };
  };

  const judge = async (attempt: Attempt, lines: readonly WantedLine[], desk: ActionResolver): Promise<Judged> => {
    const { parsed } = attempt;
    const problems = await problemsOf(attempt, desk, lines);
    if (problems.length > 0 || !parsed.ok) {
      return { placed: keepRefusal(strapi, attempt, invalid(problems)).then((answer) => ({ answer, countsTold: 0 })) };
    }
    // Saves a transaction that would take nothing. Never decides the other way.
    const foreseen = findUnfilled(lines);
    if (foreseen.size > 0) return { placed: refuseUnfilled(attempt, lines, foreseen) };
    return { order: newOrder(attempt, parsed.value, lines) };
  };

  const placed = async (attempt: Attempt, { lines, answer }: NewOrder, outcome: Outcome): Promise<Placed> => {
    if (outcome.kind === 'taken') return { answer, countsTold: 0 };
    if (outcome.kind === 'unfilled') return refuseUnfilled(attempt, lines, outcome.lines);
    if (outcome.kind === 'breaks-rules') {
      return { answer: await keepRefusal(strapi, attempt, invalid(outcome.problems)), countsTold: 0 };
    }
    if (outcome.kind === 'failed') throw outcome.error;
    const { key, bodyHash, locale } = attempt;
    const first = await keptAnswer(strapi, key, bodyHash, locale);
    if (!first) throw new Error(`There is an answer under the key of this order, and it was not found.`);
    return { answer: first.answer, countsTold: 0 };
  };

  const placeAll = async (attempts: readonly Attempt[]): Promise<(Placed | PromiseLike<Placed>)[]> => {
    const asked = attempts.map(({ parsed }) => (parsed.ok ? parsed.value.lines : parsed.part.lines));
    const desk = await desks(asked.flat());
    const stock = await findStock(strapi, asked.flat());
    const judged = await Promise.all(
      attempts.map((attempt, index) => judge(attempt, wantedLines(asked[index] ?? [], desk, stock), desk))
    );
    const orders = judged.flatMap((one) => ('order' in one ? [one.order] : []));
    const outcomes = await serviceOf(strapi, 'orderWriter').write(orders);
    const outcomeOf = new Map(orders.map((order, index) => [order, outcomes[index] as Outcome]));
    return judged.map((one, index) =>
      'order' in one ? placed(attempts[index] as Attempt, one.order, outcomeOf.get(one.order) as Outcome) : one.placed
    );
  };

  const limits = { most: MAX_TOGETHER, turns: () => (isPostgres(strapi) ? TURNS : 1) };
  const placeTogether = together(placeAll, limits);
  const answeredTogether = together((attempts: readonly Attempt[]) => keptAnswers(strapi, attempts), limits);

  let latest = -Infinity;

  return {
    /** Do orders come one after the other at the moment? Then what has time gives way. */
    isBusy: (): boolean => performance.now() - latest < BUSY,

    /** What stands for an order under its key. */
    attempt: (key: string, data: unknown, parsed: ParsedOrder, locale: string): Attempt => ({
      key,
      bodyHash: hashOf(parsed.ok ? parsed.value : data),
      parsed,
      locale,
    }),

    /** The answer that was given under this key before; asking costs nothing and takes nothing. */
    answered: (attempt: Attempt): Promise<KeptAnswer | null> => answeredTogether(attempt),

    /**
     * Places an order that was not answered yet: 201, or a refusal with its reason. Every answer is kept under its key, and given
     * again.
     */
    async place(attempt: Attempt): Promise<Placed> {
      latest = performance.now();
      // Whoever has a transaction open orders in it.
      return strapi.db.inTransaction() ? ((await placeAll([attempt]))[0] as Placed) : placeTogether(attempt);
    },
  };
};
