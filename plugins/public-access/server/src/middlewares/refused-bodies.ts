import type { Context, Next } from 'koa';

/** An error of formidable, which reads forms for Strapi: it knows whose fault it is. */
const isUnreadableForm = (error: unknown): boolean => {
  const { code, httpCode } = error as { code?: unknown; httpCode?: unknown };
  return error instanceof Error && typeof code === 'number' && typeof httpCode === 'number';
};

/** Errors of zlib: the body is not packed in the way that it says. Those of Brotli have names of their own. */
const OF_ZLIB = /^(?:Z_|ERR_BROTLI|ERR__)/;

const isUnreadableEncoding = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return error instanceof Error && typeof code === 'string' && OF_ZLIB.test(code);
};

/** A body that cannot be read is answered by Strapi as a fault of the server. It is a fault of the request. */
export default () =>
  async (ctx: Context, next: Next): Promise<unknown> => {
    try {
      return await next();
    } catch (error) {
      if (isUnreadableEncoding(error)) {
        return ctx.badRequest(
          'The body is not in the encoding that “Content-Encoding” names. Leave the header out, or encode the body so.'
        );
      }
      if (!isUnreadableForm(error)) throw error;
      return ctx.badRequest(
        'The form in the body could not be read. Send JSON with “Content-Type: application/json”, or multipart/form-data with its boundary.'
      );
    }
  };
