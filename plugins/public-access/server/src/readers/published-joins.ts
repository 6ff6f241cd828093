import { isAt } from '@inprint/kit/addresses';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { breathe } from '../breathing';
import { isMutation } from '../graphql/mutations';
import { graphqlPathOf, isContentApi, isReader, type RequestState, type Strapi } from '../strapi';
import { searchCondition } from './search';

/** A join of Strapi's query builder, as far as it is looked at here. */
interface Join {
  readonly alias: string;
  readonly referencedTable: string;
  readonly on?: Readonly<Record<string, unknown>>;
}

interface QueryBuilder {
  join: (join: Join) => QueryBuilder;
  search: (words: string) => QueryBuilder;
  where: (condition: object) => QueryBuilder;
  execute: (options?: object) => Promise<unknown>;
}

interface EntityManager {
  createQueryBuilder: (uid: string) => QueryBuilder;
}

const READS = new Set(['GET', 'HEAD']);

const REQUIRED = ['join', 'search', 'where', 'execute'] as const;

const CLIENT_GONE = 'Nobody waits for this answer any more.';

const isGone = ({ req, res }: Context): boolean => req.socket.destroyed && !res.writableFinished;

/**
 * Strapi looks for drafts where somebody filters or sorts through a relation: it joins every row that is related. In a question of a
 * reader each join into a type with drafts meets published rows only, so that whatever is asked (`$not`, `$null`, `localizations`, counts,
 * an order) has the answer that it would have if there were no drafts. So does each query for rows of such a type: along a relation that leads to any type
 * (where a file is used), Strapi gives drafts, too. Work for a reader who has gone stops at the next query.
 *
 * Where Strapi's query builder is not made as it is known here, this refuses to start: no reader may ask past it.
 */
export const meetPublishedOnly = (strapi: Strapi): void => {
  const manager = strapi.db.entityManager as unknown as EntityManager;
  const make = manager.createQueryBuilder.bind(manager);
  const sample = make(Object.keys(strapi.contentTypes)[0] ?? '') as unknown as Record<string, unknown>;
  if (REQUIRED.some((method) => typeof sample[method] !== 'function')) {
    throw new Error(
      'plugin::public-access: this release of Strapi builds queries in another way, so that drafts could not be kept from readers’ questions. Use a release of Strapi that this plugin is made for.'
    );
  }

  const withDrafts = new Set<string>();
  const publishedColumns = new Map<string, string>();
  for (const { uid, options } of Object.values(strapi.contentTypes)) {
    if (options?.draftAndPublish !== true) continue;
    withDrafts.add(uid);
    const { tableName, attributes } = strapi.db.metadata.get(uid);
    publishedColumns.set(tableName, (attributes.publishedAt as { columnName?: string }).columnName ?? 'published_at');
  }

  const graphql = graphqlPathOf(strapi);
  /** The request, if it is a question of a reader. */
  const readersQuestion = (): Context | null => {
    const ctx = strapi.requestContext.get() as Context | undefined;
    const state = ctx?.state as RequestState | undefined;
    if (!ctx || !isContentApi(state) || !isReader(state)) return null;
    return READS.has(ctx.method) || (graphql !== null && isAt(ctx.path, graphql)) ? ctx : null;
  };

  /** A column that equals itself is one that holds something: the builder's joins know no other condition than “equals”. */
  const published = (alias: string, column: string): unknown => {
    const name = `${alias}.${column}`;
    return { [column]: strapi.db.connection.raw('??', [name]) };
  };

  manager.createQueryBuilder = (uid) => {
    const builder = make(uid);
    const ctx = readersQuestion();
    if (!ctx) return builder;
    if (withDrafts.has(uid) && !isMutation(ctx)) builder.where({ publishedAt: { $notNull: true } });
    const { join, execute } = builder;
    builder.join = function joinPublished(this: QueryBuilder, asked) {
      const column = publishedColumns.get(asked.referencedTable);
      const on = column === undefined ? asked.on : { ...asked.on, ...(published(asked.alias, column) as object) };
      return join.call(this, { ...asked, ...(on ? { on } : {}) });
    };
    builder.search = function searchPublic(this: QueryBuilder, words) {
      return this.where(searchCondition(strapi, uid, words));
    };
    builder.execute = async function executeForSomebody(this: QueryBuilder, options) {
      await breathe();
      if (isGone(ctx)) throw new errors.ApplicationError(CLIENT_GONE);
      return execute.call(this, options);
    };
    return builder;
  };
};
