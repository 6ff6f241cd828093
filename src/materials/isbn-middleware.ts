import type { Core } from '@strapi/strapi';
import isbn3 from 'isbn3';

import { refuse } from '../editors/refusal';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: { readonly data?: Record<string, unknown> };
}

/** Checks an ISBN-10 or ISBN-13 with its check digit, and stores it with hyphens: 978-3-16-148410-0. */
export const createIsbnCheck =
  (strapi: Core.Strapi) =>
  async ({ uid, action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const { data } = params;
    if (uid !== 'api::material.material' || (action !== 'create' && action !== 'update') || !data) return next();
    if (typeof data.isbn === 'string' && data.isbn.trim() === '') data.isbn = null;
    if (typeof data.isbn === 'string') {
      const written = data.isbn;
      const parsed = isbn3.parse(written);
      if (!parsed?.isValid) return refuse(strapi, 'isbn', (words) => words.isbn(written.slice(0, 30)));
      data.isbn = parsed.isIsbn13 ? parsed.isbn13h : parsed.isbn10h;
    }
    return next();
  };
