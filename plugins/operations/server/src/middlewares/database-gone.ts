import type { Sentence } from '@inprint/kit/asked-language';
import { isRow } from '@inprint/kit/strapi';
import { answerUnavailable } from '@inprint/kit/unavailable';
import type { Context, Next } from 'koa';

import { isDatabaseGone } from '../../../domain/database-gone';
import { requestClassOf, type Places } from '../../../domain/request-class';
import { metNoDatabase } from '../failed-requests';
import { placesOf } from '../places';
import { checkSqliteFile } from '../sqlite-file';
import { configOf, type Strapi } from '../strapi';

const GONE: Sentence = {
  en: 'The database cannot be reached at the moment. Please try again in a few seconds.',
  de: 'Die Datenbank ist zurzeit nicht erreichbar. Bitte versuchen Sie es in einigen Sekunden noch einmal.',
  fr: 'La base de données est momentanément inaccessible. Veuillez réessayer dans quelques secondes.',
  es: 'En este momento no se puede acceder a la base de datos. Vuelva a intentarlo dentro de unos segundos.',
  it: 'Al momento il database non è raggiungibile. Riprovi tra qualche secondo.',
  nl: 'De database is op dit moment niet bereikbaar. Probeer het over enkele seconden opnieuw.',
  pl: 'Baza danych jest chwilowo niedostępna. Proszę spróbować ponownie za kilka sekund.',
  tr: 'Veritabanına şu anda ulaşılamıyor. Lütfen birkaç saniye sonra yeniden deneyin.',
  uk: 'База даних наразі недоступна. Спробуйте, будь ласка, ще раз за кілька секунд.',
  ar: 'يتعذّر الوصول إلى قاعدة البيانات حاليًا. يُرجى المحاولة مجددًا بعد بضع ثوانٍ.',
};

/** GraphQL answers 200 where a part of the question failed, in a text of its own. */
const namesErrors = (body: unknown): boolean => {
  if (isRow(body)) return Array.isArray(body.errors);
  if (typeof body !== 'string' || !body.includes('"errors"')) return false;
  try {
    return namesErrors(JSON.parse(body));
  } catch {
    return false; // no JSON: nothing of GraphQL's
  }
};

const UNAVAILABLE = 503;
const BAD_REQUEST = 400;

/** An answer that hides that the database was gone. Who says 503 himself knows more about it. */
const hidesIt = ({ status, body }: Context): boolean =>
  status !== UNAVAILABLE && (status >= BAD_REQUEST || namesErrors(body));

/** What is asked for can be had without the database. */
const WITHOUT_DATABASE: ReadonlySet<string> = new Set(['health', 'uploads', 'site']);

/** While the database is gone, whoever needs it is answered 503: not 401, as if a token were wrong, and not 500, as if all were lost. */
export default (_config: unknown, { strapi }: { strapi: Strapi }) => {
  let places: Places | null = null;

  const answerFromDatabase = async (ctx: Context, next: Next): Promise<void> => {
    places ??= placesOf(strapi);
    if (!WITHOUT_DATABASE.has(requestClassOf(ctx.path, places))) checkSqliteFile(strapi);
    await next();
  };

  return async (ctx: Context, next: Next): Promise<void> => {
    const answer = (): void => answerUnavailable(ctx, 'database-unavailable', GONE, configOf(strapi).retryAfterSeconds);
    try {
      await answerFromDatabase(ctx, next);
    } catch (error) {
      if (!metNoDatabase(ctx) && !isDatabaseGone(error)) throw error;
      strapi.log.error(`plugin::operations: ${error instanceof Error ? error.message : String(error)}`);
      answer();
      return;
    }
    if (metNoDatabase(ctx) && hidesIt(ctx)) answer();
  };
};
