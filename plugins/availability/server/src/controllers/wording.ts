import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { chainProblemsOf, describeChainProblem } from '../../../domain/fallback-choice';
import type { Locale } from '../../../domain/facts';
import { fallbackChain } from '../../../domain/locale';
import { MESSAGE_KEYS, type MessageKey } from '../../../domain/speech';
import { describeProblem, isMessageKey, problemsOf } from '../../../domain/wording';
import { DecidedMeanwhileError, FALLBACKS, type WantedDecision } from '../services/decisions';
import { modelOf } from '../setup';
import { configOf, isRow, serviceOf, type Strapi } from '../strapi';

const CONFLICT = 409;

/** What the page of button texts shows. */
export interface Wording {
  readonly defaultLocale: Locale;
  readonly locales: readonly { readonly code: Locale; readonly mayChange: boolean }[];
  /** The texts that were written here; those that were put back are there without a text. */
  readonly texts: readonly WrittenText[];
  readonly fallbacks: readonly Fallback[];
  readonly mayChangeFallbacks: boolean;
}

export interface WrittenText {
  readonly locale: Locale;
  readonly key: MessageKey;
  readonly text: string | null;
  readonly revision: number;
  readonly author: string | null;
  readonly decidedAt: string | null;
}

export interface Fallback {
  readonly locale: Locale;
  /** Where readers of this language are led, itself first. */
  readonly chain: readonly Locale[];
  /** The chain without what was chosen here. */
  readonly shipped: readonly Locale[];
  readonly isChosen: boolean;
  readonly revision: number | null;
  readonly author: string | null;
}

const REVISION = z.number('revision must be the number that came with it, or null.').int().nullable().default(null);

const TEXTS = z.strictObject({
  texts: z
    .array(
      z.strictObject({
        key: z.string('key must be the key of a text.').refine(isMessageKey, {
          error: `key: there is no such text. Use one of ${MESSAGE_KEYS.join(', ')}.`,
        }),
        text: z.string('text must be words, or null for the shipped text.').nullable(),
        revision: REVISION,
      }),
      'texts must be a list of { key, text, revision }.'
    )
    .min(1, 'texts must name at least one text.')
    .max(MESSAGE_KEYS.length, 'texts must name each text once.')
    .refine((texts) => new Set(texts.map(({ key }) => key)).size === texts.length, 'texts must name each text once.'),
});

const CHAIN = z.strictObject({
  chain: z
    .array(z.string('chain must hold codes of locales.'), 'chain must be a list of locales, or null for the default.')
    .max(1000)
    .nullable(),
  revision: REVISION,
});

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly name?: string;
}

const refuse = (problems: readonly Problem[]): never => {
  const named = problems.map((problem) => ({ name: 'ValidationError', ...problem, path: problem.path.map(String) }));
  throw new errors.ValidationError(named.map(({ message }) => message).join(' '), { errors: named });
};

const parse = <Output>(schema: z.ZodType<Output>, value: unknown): Output => {
  const result = schema.safeParse(value);
  return result.success ? result.data : refuse(result.error.issues);
};

interface Checker {
  readonly can: Readonly<Record<'create' | 'update', (entry: object) => boolean>>;
}

/** The page of button texts and fallback chains, in the admin. */
export const createWordingController = (strapi: Strapi) => {
  /** Whoever may write materials in a language may write its buttons. */
  const languagesFor = (ctx: Context): ((locale: Locale) => boolean) => {
    const { can } = strapi
      .plugin('content-manager')
      .service('permission-checker')
      .create({
        userAbility: (ctx.state as { userAbility: unknown }).userAbility,
        model: modelOf(strapi).material.uid,
      }) as Checker;
    return (locale) => can.update({ locale }) || can.create({ locale });
  };

  const isAllowed = (ctx: Context, action: string): boolean =>
    (ctx.state as { userAbility: { can: (action: string) => boolean } }).userAbility.can(
      `plugin::availability.${action}`
    );

  const authorOf = (ctx: Context): string | null => {
    const { user } = ctx.state as { user?: unknown };
    if (!isRow(user)) return null;
    const name = [user.firstname, user.lastname].filter((part) => typeof part === 'string' && part !== '').join(' ');
    return name || (typeof user.username === 'string' ? user.username : null);
  };

  const localeFrom = async (ctx: Context): Promise<Locale> => {
    const { locale } = ctx.params as Record<string, string>;
    const { locales } = await serviceOf(strapi, 'settings').current();
    if (locale && locales.includes(locale)) return locale;
    return refuse([{ path: ['locale'], message: `locale: this site has ${locales.join(', ')}. Use one of them.` }]);
  };

  const show = async (ctx: Context): Promise<void> => {
    // Read anew: what somebody edits must be what holds, whichever server answers.
    serviceOf(strapi, 'settings').forget();
    const settings = await serviceOf(strapi, 'settings').current();
    const decisions = await serviceOf(strapi, 'decisions').current();
    const mayWrite = languagesFor(ctx);
    const configured = { ...settings, fallbacks: configOf(strapi).fallbacks };
    const mayChangeTexts = isAllowed(ctx, 'texts.change');
    const wording: Wording = {
      defaultLocale: settings.defaultLocale,
      locales: settings.locales.map((code) => ({ code, mayChange: mayChangeTexts && mayWrite(code) })),
      texts: decisions.flatMap(({ locale, subject, value, revision, author, decidedAt }) =>
        isMessageKey(subject) ? [{ locale, key: subject, text: value, revision, author, decidedAt }] : []
      ),
      fallbacks: settings.locales.map((locale) => {
        const decision = decisions.find((one) => one.locale === locale && one.subject === FALLBACKS);
        return {
          locale,
          chain: fallbackChain(locale, settings).filter((code) => settings.locales.includes(code)),
          shipped: fallbackChain(locale, configured).filter((code) => settings.locales.includes(code)),
          isChosen: decision !== undefined && decision.value !== null,
          revision: decision?.revision ?? null,
          author: decision?.author ?? null,
        };
      }),
      mayChangeFallbacks: isAllowed(ctx, 'fallbacks.change'),
    };
    ctx.body = { data: wording };
  };

  const decide = async (ctx: Context, locale: Locale, wanted: readonly WantedDecision[]): Promise<void> => {
    try {
      await serviceOf(strapi, 'decisions').decide(locale, wanted, authorOf(ctx));
    } catch (error) {
      if (!(error instanceof DecidedMeanwhileError)) throw error;
      const { subject, author } = error.decision;
      const message = `${subject} was changed meanwhile${author ? ` by ${author}` : ''}. Nothing was saved: look at it and save again.`;
      ctx.status = CONFLICT;
      ctx.body = {
        data: null,
        error: {
          status: CONFLICT,
          name: 'ConflictError',
          message,
          details: { errors: [{ path: [subject], message, name: 'ConflictError' }] },
        },
      };
      return;
    }
    await show(ctx);
  };

  return {
    /** `GET /availability/wording`: texts that were written, chains, and what the person may change. */
    show,

    /** `PUT /availability/wording/:locale` `{ texts: [{ key, text, revision }] }`: all or none. */
    async write(ctx: Context): Promise<void> {
      const locale = await localeFrom(ctx);
      if (!languagesFor(ctx)(locale)) {
        throw new errors.ForbiddenError(
          `Your role may not write “${locale}”. Ask for the language, or choose another.`
        );
      }
      const { texts } = parse(TEXTS, ctx.request.body);
      const problems = texts.flatMap(({ key, text }) =>
        (text === null ? [] : problemsOf(key as MessageKey, text)).map((problem) => {
          const { offset, line, column, kind } = problem;
          const message = `${key}: ${describeProblem(problem)}`;
          return { path: ['texts', key], message, name: 'ValidationError', problem: kind, offset, line, column };
        })
      );
      if (problems.length > 0) refuse(problems);
      await decide(
        ctx,
        locale,
        texts.map(({ key, text, revision }) => ({ subject: key, value: text, revision }))
      );
    },

    /** `PUT /availability/fallbacks/:locale` `{ chain: ["en", "de"] | null, revision }` */
    async chooseFallbacks(ctx: Context): Promise<void> {
      const locale = await localeFrom(ctx);
      const { chain, revision } = parse(CHAIN, ctx.request.body);
      const { locales } = await serviceOf(strapi, 'settings').current();
      const problems = chain ? chainProblemsOf(locale, chain, locales) : [];
      if (problems.length > 0) {
        refuse(
          problems.map((problem) => ({
            path: ['chain', problem.index],
            message: `chain: ${describeChainProblem(problem, locales)}`,
            problem: problem.kind,
          }))
        );
      }
      await decide(ctx, locale, [{ subject: FALLBACKS, value: chain && JSON.stringify(chain), revision }]);
    },
  };
};
