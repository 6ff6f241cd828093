import type { Context } from 'koa';

import { isRow } from './strapi';

/** The same sentence in each language that ships, by its code. */
export type Sentence = Readonly<{ en: string } & Record<string, string>>;

const partOf = (value: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>(
    (part, name) => (Array.isArray(part) ? part[Number(name)] : isRow(part) ? part[name] : undefined),
    value
  );

/** A sentence in the language of whoever asks: of the question, of what is sent, of a person in the admin, of a browser. */
export const inAskedLanguage = (ctx: Context, sentence: Sentence): string => {
  const body: unknown = (ctx.request as { body?: unknown }).body;
  const asked = [
    ctx.query.locale,
    partOf(body, 'data', 'locale'),
    partOf(body, 'data', 'lines', 0, 'locale'),
    partOf(ctx.state, 'user', 'preferedLanguage'),
    ctx.get('accept-language') && ctx.acceptsLanguages(Object.keys(sentence)),
  ];
  for (const locale of asked) {
    const words = typeof locale === 'string' ? sentence[locale.split('-')[0] ?? ''] : undefined;
    if (words) return words;
  }
  return sentence.en;
};
