import type { Locale } from '../../../domain/facts';
import { dialectOf } from '@inprint/kit/database/dialect';
import { inTransaction } from '@inprint/kit/transactions';

import { DECISION_TABLE } from '../decision-table';
import { READS_ARE_REPORTED, rowsOf } from '../rows';
import { serviceOf, type Strapi } from '../strapi';

/** The subject of a decision on the fallback chain; all others are keys of texts. */
export const FALLBACKS = 'fallbacks';

/** What was decided last for one language and one subject. */
export interface LocaleDecision {
  /** Rises with every decision: whoever saw this number saw the latest. */
  readonly revision: number;
  readonly locale: Locale;
  readonly subject: string;
  /** Null: as shipped, or as configured. */
  readonly value: string | null;
  readonly author: string | null;
  /** ISO 8601 in UTC. */
  readonly decidedAt: string | null;
}

export interface WantedDecision {
  readonly subject: string;
  readonly value: string | null;
  /** The revision that its author saw; null where nothing was decided. */
  readonly revision: number | null;
}

/** Somebody else decided meanwhile. Nothing was written. */
export class DecidedMeanwhileError extends Error {
  constructor(readonly decision: LocaleDecision) {
    super(`${decision.subject} was changed meanwhile.`);
  }
}

/** Keeps what people decided for languages, each decision as a row; the last one holds. */
export const createDecisions = (strapi: Strapi) => {
  const select = async (where: string, bindings: readonly string[]): Promise<LocaleDecision[]> => {
    const rows = await rowsOf(
      strapi,
      `${READS_ARE_REPORTED} SELECT id, locale, subject, value, author, decided_at FROM ${DECISION_TABLE}
       WHERE id IN (SELECT MAX(id) FROM ${DECISION_TABLE} ${where} GROUP BY locale, subject) ORDER BY id`,
      bindings
    );
    return rows.map((row) => ({
      revision: Number(row.id),
      locale: String(row.locale),
      subject: String(row.subject),
      value: typeof row.value === 'string' ? row.value : null,
      author: typeof row.author === 'string' ? row.author : null,
      decidedAt: typeof row.decided_at === 'string' ? row.decided_at : null,
    }));
  };

  const current = (): Promise<LocaleDecision[]> => select('', []);

  return {
    /** Who keeps answers watches it; who tells others what changed looks at it. */
    table: DECISION_TABLE,

    /** All that holds now, of every language. */
    current,

    /** SQL for the number of the latest decision: it costs next to nothing inside a query that is made anyway. */
    revisionSql: (): string => `(SELECT MAX(id) FROM ${DECISION_TABLE})`,

    /** Tells whoever keeps answers that they depend on the decisions, which are remembered. */
    reportRead(): void {
      strapi.db.connection.client.emit('reads', [{ table: DECISION_TABLE }]);
    },

    /**
     * Writes decisions for a language, all or none.
     *
     * @throws DecidedMeanwhileError if one of them was changed since its author saw it
     */
    async decide(locale: Locale, wanted: readonly WantedDecision[], author: string | null): Promise<void> {
      await inTransaction(strapi, async (trx) => {
        // One at a time: ids then rise in the order in which they are committed.
        for (const sql of dialectOf(strapi).takeTurns(DECISION_TABLE)) await rowsOf(trx, sql);
        const known = new Map((await select('WHERE locale = ?', [locale])).map((row) => [row.subject, row]));
        for (const { subject, value, revision } of wanted) {
          const now = known.get(subject);
          if (now && now.revision !== revision) throw new DecidedMeanwhileError(now);
          if ((now?.value ?? null) === value) continue;
          await rowsOf(trx, `INSERT INTO ${DECISION_TABLE} (locale, subject, value, author) VALUES (?, ?, ?, ?)`, [
            ...[locale, subject, value, author],
          ]);
        }
      });
      serviceOf(strapi, 'settings').forget();
    },
  };
};
