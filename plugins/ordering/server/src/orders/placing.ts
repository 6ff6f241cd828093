import { countsTold, findUnfilled, type UnfilledLines } from '../../../domain/filling';
import type { OrderInput, OrderLineInput, ParsedOrder } from '../../../domain/order-input';
import type { InputProblem } from '../../../domain/problem';
import { speechFor } from '../../../domain/speech';
import { TABLES } from '../database';
import type { Desk } from '../services/catalogue';
import { inTransaction, isUniqueViolation, serviceOf, withRetry, type Executor, type Strapi } from '../strapi';
import { invalid, toFormError, type FormError, type StoredAnswer } from './answer';
import { conflict } from './conflict';
import { hashOf, keepAnswer, keepRefusal, keptAnswer, type KeptAnswer } from './kept-answers';
import { brokenRules, recipientText } from './rules';
import { CannotFill, takeCopies } from './taking';
import { wantedLines, type WantedLine } from './wanted-lines';
import { accepted, insertOrder, newNames } from './writing';

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

/** A rule was kept before the transaction and is broken in it: ends it, so that nothing is taken. */
class BreaksRule extends Error {
  constructor(readonly problems: readonly FormError[]) {
    super('A rule is broken by now.');
  }
}

const unknownLocales = (lines: readonly OrderLineInput[], { settings }: Desk): InputProblem[] =>
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
  const desks = (lines: readonly OrderLineInput[]): Promise<Desk> =>
    serviceOf(strapi, 'catalogue').deskFor(lines.map(({ material }) => material));

  const recipientKeyOf = ({ recipient }: OrderInput): string =>
    serviceOf(strapi, 'limits').pseudonym(recipientText(recipient));

  /** Everything that is wrong with an order by itself. */
  const problemsOf = async (
    { parsed, locale }: Attempt,
    desk: Desk,
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

  const take = async (
    { key, bodyHash, locale }: Attempt,
    input: OrderInput,
    lines: readonly WantedLine[]
  ): Promise<StoredAnswer> => {
    const { recipient } = input;
    const recipientKey = recipientKeyOf(input);
    return withRetry(strapi, () =>
      inTransaction(strapi, async (trx) => {
        const order = { ...newNames(), lines, recipient, recipientKey, locale };
        const answer = accepted(strapi, order);
        // First, so that who sends the same order twice at once waits here and takes nothing.
        await keepAnswer(trx, key, bodyHash, answer);
        const taken = await takeCopies(strapi, trx, lines, order.number);
        const { country } = recipient;
        const broken = await brokenRules(strapi, trx, lines, { country, recipientKey }, speechFor(locale));
        if (broken.length > 0) throw new BreaksRule(broken);
        await insertOrder(strapi, trx, order, taken);
        return answer;
      })
    );
  };

  const placeValid = async (attempt: Attempt, input: OrderInput, lines: readonly WantedLine[]): Promise<Placed> => {
    // Saves a transaction that would take nothing. Never decides the other way.
    const foreseen = findUnfilled(lines);
    if (foreseen.size > 0) return refuseUnfilled(attempt, lines, foreseen);
    try {
      return { answer: await take(attempt, input, lines), countsTold: 0 };
    } catch (error) {
      if (error instanceof CannotFill) return refuseUnfilled(attempt, lines, error.lines);
      if (error instanceof BreaksRule) {
        return { answer: await keepRefusal(strapi, attempt, invalid(error.problems)), countsTold: 0 };
      }
      const { key, bodyHash, locale } = attempt;
      const first = isUniqueViolation(error) ? await keptAnswer(strapi.db.connection, key, bodyHash, locale) : null;
      if (!first) throw error;
      return { answer: first.answer, countsTold: 0 };
    }
  };

  return {
    /** What stands for an order under its key. */
    attempt: (key: string, data: unknown, parsed: ParsedOrder, locale: string): Attempt => ({
      key,
      bodyHash: hashOf(parsed.ok ? parsed.value : data),
      parsed,
      locale,
    }),

    /** The answer that was given under this key before; asking costs nothing and takes nothing. */
    answered: ({ key, bodyHash, locale }: Attempt): Promise<KeptAnswer | null> =>
      keptAnswer(strapi.db.connection, key, bodyHash, locale),

    /**
     * Places an order that was not answered yet: 201, or a refusal with its reason. Every answer is kept under its key, and given
     * again.
     */
    async place(attempt: Attempt): Promise<Placed> {
      const { parsed } = attempt;
      const asked = parsed.ok ? parsed.value.lines : parsed.part.lines;
      const desk = await desks(asked);
      const lines = asked.length > 0 ? await wantedLines(strapi, asked, desk) : [];
      const problems = await problemsOf(attempt, desk, lines);
      if (problems.length === 0 && parsed.ok) return placeValid(attempt, parsed.value, lines);
      return { answer: await keepRefusal(strapi, attempt, invalid(problems)), countsTold: 0 };
    },
  };
};
