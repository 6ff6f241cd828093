/**
 * One of Strapi's insides that Inprint leans on: how a transaction ends.
 *
 * Knex swallows the error of a COMMIT (`lib/execution/transaction.js`: only `executionPromise` is rejected), and Strapi's
 * `db.transaction` awaits `trx.commit()` alone (`transaction-context.js`). So a full disk, a deferred constraint or a broken connection
 * at the commit counts as success. Here a commit resolves once the database has confirmed it, and rejects otherwise, for every
 * transaction of this instance, also for Strapi's own. What the database says to a BEGIN reaches whoever began as well.
 */
import { requireInside } from './insides';
import { isRow, type Strapi } from './strapi';

/** A transaction whose commit the database did not confirm. `cause` is what the database or its driver said. */
export class CommitFailed extends Error {
  readonly code = 'commit-failed';

  constructor(cause: unknown) {
    super(
      `The database did not confirm a commit: ${cause instanceof Error ? cause.message : 'the transaction was rolled back'}`,
      { cause }
    );
    this.name = 'CommitFailed';
  }
}

/** Also one of another plugin, which has a class of its own in its bundle. */
export const isCommitFailed = (error: unknown): error is CommitFailed =>
  error instanceof Error && error.name === 'CommitFailed' && 'code' in error && error.code === 'commit-failed';

interface Transaction {
  commit?: (value?: unknown) => Promise<unknown>;
  isCompleted?: () => boolean;
  readonly executionPromise?: Promise<unknown>;
}
type Container = (transaction: Transaction) => unknown;
type Begin = (container?: unknown, options?: unknown) => Promise<unknown>;

/** A driver's connection to SQLite. */
interface SqliteConnection {
  readonly inTransaction?: boolean;
  readonly exec?: (sql: string) => unknown;
}
interface Client {
  validateConnection: (connection: SqliteConnection) => boolean;
}

/** Set on the connection, so that plugins that each bring this module along do it once. */
const DONE = Symbol.for('inprint.confirmed-commits');
const CHECKED = Symbol.for('inprint.confirmed-commits.checked');

/** PostgreSQL answers ROLLBACK, and no error, to the COMMIT of a transaction in which a statement had failed. */
const wasRolledBack = (answer: unknown): boolean =>
  isRow(answer) && isRow(answer.response) && answer.response.command === 'ROLLBACK';

/** @param onFailure is told what went wrong; the commit rejects with it */
const confirm = (transaction: Transaction, onFailure: (error: CommitFailed) => void): void => {
  const { commit, executionPromise } = transaction;
  if (!commit || !executionPromise) return;
  transaction.commit = async (value) => {
    try {
      const answer = await commit(value);
      await executionPromise;
      if (wasRolledBack(answer)) throw new Error('A statement in it had failed, so it was rolled back.');
      return answer;
    } catch (cause) {
      const error = new CommitFailed(cause);
      onFailure(error);
      throw error;
    }
  };
};

const beginConfirmed =
  (begin: Begin, onFailure: (error: CommitFailed) => void): Begin =>
  async (container, options) => {
    if (typeof container !== 'function') {
      const transaction = (await begin(container, options)) as Transaction;
      // Knex swallows the error of a BEGIN too, and hands on a transaction that refuses every statement for another reason.
      if (transaction.isCompleted?.()) await transaction.executionPromise;
      confirm(transaction, onFailure);
      return transaction;
    }
    let failure: CommitFailed | null = null;
    const work: Container = (transaction) => {
      confirm(transaction, (error) => {
        failure = error;
        onFailure(error);
      });
      return (container as Container)(transaction);
    };
    try {
      const result = await begin(work, options);
      if (failure) throw failure as CommitFailed;
      return result;
    } catch (error) {
      throw failure ?? error;
    }
  };

/**
 * SQLite keeps a transaction open whose COMMIT was refused. Its connection goes back to the pool all the same, and whoever gets it
 * next would write into that transaction: it is ended first.
 */
const endLeftTransactions = (client: Client): void => {
  const validate = client.validateConnection.bind(client);
  client.validateConnection = (connection) => {
    if (connection.inTransaction) connection.exec?.('ROLLBACK');
    return validate(connection);
  };
};

const saysTransaction = (value: unknown): value is Required<Transaction> & { rollback: () => Promise<unknown> } =>
  (isRow(value) || typeof value === 'function') &&
  typeof (value as Transaction).commit === 'function' &&
  (value as Transaction).executionPromise instanceof Promise;

/** Whether knex is as this module knows it. Where it is not, a failed commit may still look like success: that is said at each start. */
const checkShape = async (strapi: Strapi, begin: Begin): Promise<void> => {
  const transaction = await begin();
  const saysHowItEnds = saysTransaction(transaction);
  if (saysHowItEnds) await transaction.rollback();
  requireInside(strapi, {
    inside: 'executionPromise of knex’s transactions, and validateConnection of its client',
    consequence:
      'A failed commit may be answered as a success: go back to a Strapi that the plugins take (see their package.json).',
    isKnown: () =>
      saysHowItEnds && typeof (strapi.db.connection.client as Partial<Client>).validateConnection === 'function',
  });
};

/** Makes every transaction of this instance await the database's confirmation. As often as it is called, it is done once. */
export const confirmCommits = (strapi: Strapi): void => {
  const knex = strapi.db.connection as unknown as { transaction: Begin; client: Client } & Record<symbol, unknown>;
  if (knex[DONE]) return;
  const begin = knex.transaction.bind(knex);
  const onFailure = (error: CommitFailed): void => {
    strapi.log.error(error.message);
  };
  const confirmed = beginConfirmed(begin, onFailure);
  Object.defineProperty(knex, 'transaction', { value: confirmed, configurable: true, writable: true });
  Object.defineProperty(knex, DONE, { value: true });
  if (typeof knex.client.validateConnection === 'function') endLeftTransactions(knex.client);
};

/** Said at the start, once the database is there, and once for each connection: it takes a transaction to find out. */
export const checkConfirmedCommits = async (strapi: Strapi): Promise<void> => {
  const knex = strapi.db.connection as unknown as { transaction: Begin } & Record<symbol, unknown>;
  if (knex[CHECKED]) return;
  Object.defineProperty(knex, CHECKED, { value: true });
  await checkShape(strapi, knex.transaction);
};
