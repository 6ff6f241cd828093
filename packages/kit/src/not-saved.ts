/** What is answered where the database did not confirm a commit: 503, in the asker's language, and when to try again. */
import type { Context, Next } from 'koa';

import type { Sentence } from './asked-language';
import { isCommitFailed } from './confirmed-commits';
import type { Strapi } from './strapi';
import { answerUnavailable } from './unavailable';

const NOT_SAVED: Sentence = {
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
      answerUnavailable(ctx, error.code, NOT_SAVED);
    }
  }) as never);
};
