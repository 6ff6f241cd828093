import type { SetupProblem } from '../../domain/setup';
import { rowsOf } from './rows';
import { tableOf, type Strapi } from './strapi';

/** So many are named; whoever has more begins with these. */
const MAX_NAMED = 10;

/** Order numbers and editions that stand in several records, written before the plugin looked after them. */
export const findDuplicates = async (strapi: Strapi, uid: string): Promise<SetupProblem[]> => {
  const { quoted, quotedColumn } = tableOf(strapi, uid);
  const [material, edition, orderNumber] = ['material', 'edition', 'orderNumber'].map(quotedColumn);
  const numbers = await rowsOf(
    strapi,
    `SELECT ${orderNumber} AS number FROM ${quoted} WHERE ${orderNumber} IS NOT NULL
     GROUP BY ${orderNumber} HAVING COUNT(*) > 1 ORDER BY ${orderNumber} LIMIT ${MAX_NAMED}`
  );
  const editions = await rowsOf(
    strapi,
    `SELECT DISTINCT material FROM (SELECT ${material} AS material FROM ${quoted} WHERE ${material} IS NOT NULL
     GROUP BY ${material}, COALESCE(${edition}, '') HAVING COUNT(*) > 1) AS twice ORDER BY material LIMIT ${MAX_NAMED}`
  );
  const problems: SetupProblem[] = [];
  if (numbers.length > 0) {
    const named = numbers.map(({ number }) => `“${String(number)}”`).join(', ');
    problems.push({ path: `${uid}.orderNumber`, key: 'duplicate-order-numbers', values: { uid, numbers: named } });
  }
  if (editions.length > 0) {
    const documentIds = editions.map((row) => String(row.material)).join(', ');
    problems.push({ path: `${uid}.edition`, key: 'duplicate-editions', values: { uid, documentIds } });
  }
  return problems;
};
