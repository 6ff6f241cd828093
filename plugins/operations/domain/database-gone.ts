/** Whether an error of a driver says that the database cannot be used at all, and not that a statement was wrong. */

const CODES: ReadonlySet<string> = new Set([
  // The way there, as Node says it.
  'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT',
  // PostgreSQL: too many connections; being shut down, crashed, starting; in recovery, where nothing can be written.
  '53300', '57P01', '57P02', '57P03', '25006',
  // PostgreSQL: no disk left, no memory left.
  '53100', '53200',
  // MySQL and MariaDB.
  'PROTOCOL_CONNECTION_LOST', 'ER_CON_COUNT_ERROR', 'ER_SERVER_SHUTDOWN',
]); // prettier-ignore

/** With what each code of SQLite's kind begins: `SQLITE_IOERR_READ` is one of `SQLITE_IOERR`. Class 08 of SQL is “connection exception”. */
const KINDS = [
  'SQLITE_CANTOPEN',
  'SQLITE_IOERR',
  'SQLITE_NOTADB',
  'SQLITE_CORRUPT',
  'SQLITE_FULL',
  'SQLITE_READONLY',
  'SQLITE_BUSY',
  'SQLITE_PERM',
  '08',
] as const;

/** What drivers say without a code. */
const MESSAGES: readonly string[] = [
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Unable to acquire a connection',
  'Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
  'The database connection is not open',
];

/** Knex puts the statement before what the driver said: `select 1 - Connection terminated unexpectedly`. */
const saidByDriver = (message: string, words: string): boolean => message === words || message.endsWith(` - ${words}`);

export const isDatabaseGone = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return CODES.has(code) || KINDS.some((kind) => code.startsWith(kind));
  return MESSAGES.some((words) => saidByDriver(error.message, words));
};
