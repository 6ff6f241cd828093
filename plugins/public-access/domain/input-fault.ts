/** SQLSTATE class 22 (data that does not fit its type) and the codes of unknown columns, functions and casts. */
const REFUSED_BY_POSTGRES = /^(22...|42703|42846|42883)$/;
const REFUSED_BY_SQLITE = /^SQLITE_(ERROR|MISMATCH|RANGE|TOOBIG)$/;

/** SQLSTATE class 23: a value is missing, is there already, or names a row that is not. */
const CONSTRAINT_OF_POSTGRES = /^23...$/;
const CONSTRAINT_OF_SQLITE = /^SQLITE_CONSTRAINT/;

const codeOf = (error: Error): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

/** Did the database refuse a value for its kind: a text for a number, a column that there is not? */
export const isRefusedByDatabase = (error: Error): boolean =>
  REFUSED_BY_POSTGRES.test(codeOf(error)) || REFUSED_BY_SQLITE.test(codeOf(error));

const isRefusedByConstraint = (error: Error): boolean =>
  CONSTRAINT_OF_POSTGRES.test(codeOf(error)) || CONSTRAINT_OF_SQLITE.test(codeOf(error));

/** What reading a value throws that is not what it was taken for, and what checkers throw whose errors Strapi forgot to translate. */
const OF_INPUT = new Set(['TypeError', 'RangeError', 'SyntaxError', 'URIError', 'ZodError', 'ValidationError']);

/** Frames of Node, of nobody, and of libraries that work for whoever called them. */
const NOBODYS =
  /\(?node:|<anonymous>\)?$|[\\/]node_modules[\\/](?:lodash|yup|zod|date-fns|date-fns-tz|qs|sift|@casl|@ucast|bcryptjs|jsonwebtoken|property-expr)[\\/]/;
const OF_STRAPI = /[\\/]node_modules[\\/]@strapi[\\/]/;

/** Did this happen in Strapi's own code, called libraries included? */
const happenedInStrapi = (stack: string): boolean => {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  const [first] = frames.filter((frame) => !NOBODYS.test(frame));
  return first !== undefined && OF_STRAPI.test(first);
};

/**
 * Is it the request's fault that Strapi's own code failed? It takes parts of what is sent for what they should be, without looking: it
 * fails at the first that is not. To be asked of errors on routes of Strapi's own only.
 */
export const isFaultOfInput = (error: unknown): error is Error => {
  if (!(error instanceof Error) || 'status' in error) return false;
  if (isRefusedByDatabase(error) || isRefusedByConstraint(error)) return true;
  return OF_INPUT.has(error.name) && happenedInStrapi(error.stack ?? '');
};
