import { errors } from '@strapi/utils';
import isbn3 from 'isbn3';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: { readonly data?: Record<string, unknown> };
}

/** Checks an ISBN-10 or ISBN-13 with its check digit, and stores it with hyphens: 978-3-16-148410-0. */
export const checkIsbn = async (
  { uid, action, params }: DocumentContext,
  next: () => Promise<unknown>
): Promise<unknown> => {
  const { data } = params;
  if (uid !== 'api::material.material' || (action !== 'create' && action !== 'update') || !data) return next();
  if (typeof data.isbn === 'string' && data.isbn.trim() === '') data.isbn = null;
  if (typeof data.isbn === 'string') {
    const parsed = isbn3.parse(data.isbn);
    if (!parsed?.isValid) {
      const message = `isbn: “${data.isbn.slice(0, 30)}” is not a valid ISBN. It needs 10 or 13 digits and a right check digit; look for a mistyped digit.`;
      throw new errors.ValidationError(message, { errors: [{ path: ['isbn'], message, name: 'ValidationError' }] });
    }
    data.isbn = parsed.isIsbn13 ? parsed.isbn13h : parsed.isbn10h;
  }
  return next();
};
