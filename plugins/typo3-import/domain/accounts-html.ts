import type { ReportLanguage } from './run-report';
import { LEFT_OUT_REASONS, type LeftOutReason, type TableAccount } from './accounts';

const WORDS = {
  de: {
    title: 'Was aus den Zeilen des alten Portals wurde',
    lead: 'Jede gelesene Zeile steht genau einmal hier.',
    columns: [
      'Tabelle',
      'gelesen',
      'geschrieben',
      'gleich geblieben',
      'nicht angerührt',
      'weggelassen',
      'Warum weggelassen',
    ],
  },
  en: {
    title: 'What became of the old portal’s rows',
    lead: 'Every row that was read stands here exactly once.',
    columns: ['Table', 'read', 'written', 'unchanged', 'left alone', 'left out', 'Why left out'],
  },
  fr: {
    title: 'Ce que sont devenues les lignes de l’ancien portail',
    lead: 'Chaque ligne lue figure ici exactement une fois.',
    columns: [
      'Table',
      'lues',
      'écrites',
      'inchangées',
      'non touchées',
      'laissées de côté',
      'Pourquoi laissées de côté',
    ],
  },
} as const;

const isReason = (reason: string): reason is LeftOutReason => reason in LEFT_OUT_REASONS;

/** How many rows of a table are left out, and why, most first. */
const leftOutOf = ({ leftOut }: TableAccount, language: ReportLanguage): { count: number; why: string } => {
  const reasons = Object.entries(leftOut).sort(([, a], [, b]) => b - a);
  return {
    count: reasons.reduce((sum, [, count]) => sum + count, 0),
    why: reasons
      .map(([reason, count]) => `${count} × ${isReason(reason) ? LEFT_OUT_REASONS[reason][language] : reason}`)
      .join('; '),
  };
};

/** The accounts of a run as a table: so many in, so many out, and why not the rest. Names of tables are safe: letters, digits, “_”. */
export const accountsHtml = (tables: readonly TableAccount[], language: ReportLanguage): string => {
  const words = WORDS[language];
  const rows = tables.map((account) => {
    const { count, why } = leftOutOf(account, language);
    const cells = [account.rows, account.written, account.unchanged, account.kept, count, why];
    return `<tr><th scope="row">${account.table.replaceAll(/[^\w-]/g, '')}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return `<h2>${words.title}</h2><p>${words.lead}</p>
<div class="scroll"><table><thead><tr>${words.columns.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
`;
};

/** The accounts of a run as lines, for a terminal. */
export const accountLines = (tables: readonly TableAccount[]): string[] =>
  tables.map((account) => {
    const { count, why } = leftOutOf(account, 'en');
    const taken = account.written + account.unchanged + account.kept;
    return `${account.table}: ${account.rows} rows, ${taken} taken${count === 0 ? '' : `, ${count} left out: ${why}`}`;
  });
