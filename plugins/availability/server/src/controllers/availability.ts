import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { jsonForScript, materialJsonLd } from '../../../domain/json-ld';
import type { DocumentId, Locale } from '../../../domain/facts';
import { wholeUrl } from '../../../domain/url';
import { modelOf } from '../setup';
import { documentsOf, isRow, serviceOf, type Row, type Strapi } from '../strapi';
import { validate } from '../validators';
import { createScriptSender } from '../web-component';

/** The most materials that one request may ask for. */
const MAX_IDS = 100;
const DOCUMENT_ID = /^[A-Za-z0-9_-]{1,64}$/;

const refuse = (field: string, message: string): never => {
  throw new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError' }] });
};

/** `materials=a,b`, `materials=a&materials=b` and `materials[]=a` say the same. */
const parseIds = (value: unknown): DocumentId[] => {
  const parts = (Array.isArray(value) ? value : isRow(value) ? Object.values(value) : [value]).flatMap((part) =>
    typeof part === 'string' ? part.split(',') : []
  );
  const ids = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
  if (ids.length === 0) refuse('materials', 'materials: name at least one documentId, as in ?materials=ID,ID.');
  if (ids.length > MAX_IDS) {
    refuse(
      'materials',
      `materials: at most ${MAX_IDS} documentIds in one request; this one has ${ids.length}. Split it.`
    );
  }
  if (!ids.every((id) => DOCUMENT_ID.test(id))) {
    refuse(
      'materials',
      'materials: a documentId has only letters, digits, “-” and “_”, at most 64. Separate ids by commas.'
    );
  }
  return ids;
};

/** The routes that anyone may use: they know what is published and nothing else. */
export const createAvailabilityController = (strapi: Strapi) => {
  const parseLocale = async (value: unknown): Promise<Locale> => {
    const settings = serviceOf(strapi, 'settings');
    const { locales, defaultLocale } = await settings.current();
    if (value === undefined || value === '') return defaultLocale;
    const locale = typeof value === 'string' ? await settings.localeMeantBy(value) : null;
    if (locale !== null) return locale;
    return refuse('locale', `locale: this site has ${locales.join(', ')}. Use one of them.`);
  };

  const names = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.flatMap((part) => (isRow(part) && typeof part.name === 'string' ? [part.name] : []))
      : [];

  return {
    /** `GET /api/availability?materials=ID,ID&locale=de` */
    async find(ctx: Context): Promise<void> {
      const documentIds = parseIds(ctx.query.materials);
      const locale = await parseLocale(ctx.query.locale);
      const desk = await serviceOf(strapi, 'actions').resolverFor(documentIds, 'public');
      const data = documentIds.flatMap((documentId) => {
        const found = desk.find(documentId, locale);
        return found ? [{ documentId, action: found.action }] : [];
      });
      ctx.body = { data };
      validate(ctx);
    },

    /** `GET /api/availability/:documentId/json-ld?locale=de`: schema.org, ready to embed in a `<script>`. */
    async jsonLd(ctx: Context): Promise<void> {
      const documentId = String(ctx.params.documentId);
      const locale = await parseLocale(ctx.query.locale);
      const { material } = modelOf(strapi);
      const desk = await serviceOf(strapi, 'actions').resolverFor(
        DOCUMENT_ID.test(documentId) ? [documentId] : [],
        'public'
      );
      const found = desk.find(documentId, locale);
      const { cover, authors, publishers, ...plain } = material.description;
      const populate = [cover, authors, publishers].flatMap((name) => name ?? []);
      const read = (language: Locale) =>
        documentsOf(strapi, material.uid).findOne({
          documentId,
          locale: language,
          status: 'published',
          populate,
        } as never);
      const entry = (found && ((await read(locale)) ?? (await read(desk.settings.defaultLocale)))) as Row | null;
      if (!found || !entry)
        throw new errors.NotFoundError(`There is no published material “${documentId.slice(0, 64)}”.`);

      const valueOf = (name: string | null): unknown => (name === null ? null : entry[name]);
      const text = (name: string | null): string | null => {
        const value = valueOf(name);
        return typeof value === 'string' ? value : null;
      };
      const [pages, price, picture] = [valueOf(plain.pages), valueOf(plain.price), valueOf(cover)];
      const description = {
        title: text(material.title) ?? '',
        subtitle: text(plain.subtitle),
        abstract: text(plain.abstract),
        locale: text('locale') ?? locale,
        isbn: text(plain.isbn),
        pages: typeof pages === 'number' ? pages : null,
        publishedOn: text(plain.publishedOn),
        price: typeof price === 'number' || typeof price === 'string' ? price : null,
        currency: text(plain.currency),
        authors: names(valueOf(authors)),
        publishers: names(valueOf(publishers)),
        coverUrl:
          isRow(picture) && typeof picture.url === 'string' ? wholeUrl(picture.url, desk.settings.origins.files) : null,
      };
      ctx.type = 'application/ld+json';
      const { origins, today } = desk.settings;
      const place = { page: found.pageUrl, origin: origins.pages || ctx.origin, today };
      ctx.body = jsonForScript(materialJsonLd(description, found.action, place));
      ctx.set('Cache-Control', 'public, max-age=0, must-revalidate');
      validate(ctx);
    },

    /** `GET /api/availability/material-action.js`: the web component. */
    webComponent: createScriptSender(),
  };
};
