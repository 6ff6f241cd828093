import type { Sentence } from '@inprint/kit/asked-language';
import { answerUnavailable } from '@inprint/kit/unavailable';
import type { Context, Next } from 'koa';

import { isStorageGone } from '../../../domain/storage-gone';
import { configOf, type Strapi } from '../strapi';

const GONE: Sentence = {
  en: 'The file could not be saved: the server has no room left, or may not write there. Please tell whoever runs it.',
  de: 'Die Datei konnte nicht gespeichert werden: Auf dem Server ist kein Platz mehr, oder er darf dort nicht schreiben. Bitte sagen Sie dem Betrieb Bescheid.',
  fr: 'Le fichier n’a pas pu être enregistré : le serveur n’a plus de place ou n’a pas le droit d’y écrire. Veuillez prévenir les personnes qui l’exploitent.',
  es: 'No se ha podido guardar el archivo: el servidor no tiene espacio o no puede escribir ahí. Avise a quien lo administra.',
  it: 'Non è stato possibile salvare il file: il server non ha più spazio o non può scrivere lì. Avvisi chi lo gestisce.',
  nl: 'Het bestand kon niet worden opgeslagen: de server heeft geen ruimte meer of mag daar niet schrijven. Meld dit bij de beheerder.',
  pl: 'Nie udało się zapisać pliku: na serwerze brakuje miejsca albo nie może on tam zapisywać. Proszę powiadomić administratora.',
  tr: 'Dosya kaydedilemedi: sunucuda yer kalmadı ya da oraya yazma izni yok. Lütfen siteyi yönetenlere haber verin.',
  uk: 'Не вдалося зберегти файл: на сервері немає місця або він не може туди записувати. Повідомте, будь ласка, адміністратора.',
  ar: 'تعذّر حفظ الملف: لا توجد مساحة كافية على الخادم أو لا يُسمح له بالكتابة هناك. يُرجى إبلاغ القائمين على الموقع.',
};

/** Where a file cannot be written, whoever sent it is told that it was not saved and that it was not their fault, and the log says where. */
export default (_config: unknown, { strapi }: { strapi: Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      if (!isStorageGone(error)) throw error;
      strapi.log.error(`plugin::operations: a file could not be written: ${(error as Error).message}`);
      answerUnavailable(ctx, 'storage-unavailable', GONE, configOf(strapi).retryAfterSeconds);
    }
  };
