/** What is answered where the database did not confirm a commit: 503, in the asker's language, and when to try again. */
import type { Context, Next } from 'koa';

import { isCommitFailed } from './confirmed-commits';
import { isRow, type Strapi } from './strapi';

const UNAVAILABLE = 503;
const SECONDS_TO_WAIT = 5;

const WORDS: Readonly<Record<string, string>> = {
  en: 'This could not be saved: the database did not confirm it. Please send it again in a few seconds.',
  de: 'Das konnte nicht gespeichert werden: Die Datenbank hat es nicht bestätigt. Bitte senden Sie es in einigen Sekunden noch einmal.',
  fr: 'Enregistrement impossible\u00a0: la base de données ne l’a pas confirmé. Veuillez renvoyer votre demande dans quelques secondes.',
  es: 'No se ha podido guardar: la base de datos no lo ha confirmado. Vuelva a enviarlo dentro de unos segundos.',
  it: 'Salvataggio non riuscito: il database non lo ha confermato. Invii di nuovo la richiesta tra qualche secondo.',
  nl: 'Dit kon niet worden opgeslagen: de database heeft het niet bevestigd. Verstuur het over enkele seconden opnieuw.',
  pl: 'Nie udało się tego zapisać: baza danych nie potwierdziła zapisu. Proszę wysłać ponownie za kilka sekund.',
  tr: 'Kaydedilemedi: Veritabanı işlemi onaylamadı. Lütfen birkaç saniye sonra yeniden gönderin.',
  uk: 'Не вдалося зберегти: база даних не підтвердила запис. Надішліть, будь ласка, ще раз за кілька секунд.',
  ar: 'تعذّر الحفظ: لم تؤكّد قاعدة البيانات العملية. يُرجى إعادة الإرسال بعد بضع ثوانٍ.',
};

const partOf = (value: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>(
    (part, name) => (Array.isArray(part) ? part[Number(name)] : isRow(part) ? part[name] : undefined),
    value
  );

/** The language of whoever asks: of the question, of what is sent, of a person in the admin, of a browser. */
const wordsFor = (ctx: Context): string => {
  const body: unknown = (ctx.request as { body?: unknown }).body;
  const asked = [
    ctx.query.locale,
    partOf(body, 'data', 'locale'),
    partOf(body, 'data', 'lines', 0, 'locale'),
    partOf(ctx.state, 'user', 'preferedLanguage'),
    ctx.get('accept-language') && ctx.acceptsLanguages(Object.keys(WORDS)),
  ];
  for (const locale of asked) {
    const words = typeof locale === 'string' ? WORDS[locale.split('-')[0] ?? ''] : undefined;
    if (words) return words;
  }
  return WORDS.en ?? '';
};

const ANSWERED = Symbol.for('inprint.not-saved');

/** Answers for all routes. Called by each plugin in `bootstrap`, it is added once. */
export const answerNotSaved = (strapi: Strapi): void => {
  const marks = strapi.server as unknown as Record<symbol, unknown>;
  if (marks[ANSWERED]) return;
  marks[ANSWERED] = true;
  strapi.server.use((async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      if (!isCommitFailed(error)) throw error;
      ctx.status = UNAVAILABLE;
      ctx.set('Retry-After', String(SECONDS_TO_WAIT));
      ctx.set('Cache-Control', 'no-store');
      ctx.body = {
        data: null,
        error: {
          status: UNAVAILABLE,
          name: 'ServiceUnavailableError',
          message: wordsFor(ctx),
          details: { code: error.code },
        },
      };
    }
  }) as never);
};
