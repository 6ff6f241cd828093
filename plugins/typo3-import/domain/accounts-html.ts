import type { ReportLanguage } from './run-report';
import { LEFT_OUT_REASONS, type LeftOutReason, type PartAccount, type PartKind, type TableAccount } from './accounts';

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
    partsTitle: 'Was aus Feldern, Links, Bildern, Dateien und alten Adressen wurde',
    partsLead:
      'Auch diese stehen genau einmal hier. Felder, die nur TYPO3s eigener Buchhaltung dienen, stehen im JSON-Bericht.',
    part: 'Was',
    place: 'Wo',
    kinds: {
      field: 'Feld',
      link: 'Links',
      image: 'Bilder',
      file: 'Dateien',
      related: 'Verwandtes',
      address: 'Alte Adressen',
    },
  },
  en: {
    title: 'What became of the old portal’s rows',
    lead: 'Every row that was read stands here exactly once.',
    columns: ['Table', 'read', 'written', 'unchanged', 'left alone', 'left out', 'Why left out'],
    partsTitle: 'What became of fields, links, images, files and old addresses',
    partsLead:
      'These stand here exactly once, too. Fields that only TYPO3’s own bookkeeping needs are in the JSON report.',
    part: 'What',
    place: 'Where',
    kinds: {
      field: 'Field',
      link: 'Links',
      image: 'Images',
      file: 'Files',
      related: 'Related',
      address: 'Old addresses',
    },
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
    partsTitle: 'Ce que sont devenus champs, liens, images, fichiers et anciennes adresses',
    partsLead:
      'Eux aussi figurent ici exactement une fois. Les champs qui ne servent qu’à la comptabilité interne de TYPO3 sont dans le rapport JSON.',
    part: 'Quoi',
    place: 'Où',
    kinds: {
      field: 'Champ',
      link: 'Liens',
      image: 'Images',
      file: 'Fichiers',
      related: 'Contenus liés',
      address: 'Anciennes adresses',
    },
  },
} as const satisfies Record<
  ReportLanguage,
  { readonly kinds: Readonly<Record<PartKind, string>>; readonly [word: string]: unknown }
>;

const isReason = (reason: string): reason is LeftOutReason => reason in LEFT_OUT_REASONS;

/** How many rows of a table are left out, and why, most first. */
const leftOutOf = (
  { leftOut }: Pick<TableAccount, 'leftOut'>,
  language: ReportLanguage
): { count: number; why: string } => {
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

const isOnlyBookkeeping = ({ found, leftOut }: PartAccount): boolean => leftOut.bookkeeping === found;
const nameOf = (name: string): string => name.replaceAll(/[^\w-]/g, '');
const placeOf = ({ table, column }: PartAccount): string => nameOf(table) + (column === '' ? '' : `.${nameOf(column)}`);

/** What rows are made of, as a table. */
export const partsHtml = (parts: readonly PartAccount[], language: ReportLanguage): string => {
  const words = WORDS[language];
  const [, ...columns] = words.columns;
  const rows = parts
    .filter((part) => !isOnlyBookkeeping(part))
    .map((part) => {
      const { count, why } = leftOutOf(part, language);
      const cells = [words.kinds[part.kind], part.found, part.written, part.unchanged, part.kept, count, why];
      return `<tr><th scope="row">${placeOf(part)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    });
  if (rows.length === 0) return '';
  return `<h2>${words.partsTitle}</h2><p>${words.partsLead}</p>
<div class="scroll"><table><thead><tr>${[words.place, words.part, ...columns].map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
`;
};

const lineOf = (name: string, found: string, account: Omit<TableAccount, 'table' | 'rows'>): string => {
  const { count, why } = leftOutOf(account, 'en');
  const taken = account.written + account.unchanged + account.kept;
  return `${name}: ${found}, ${taken} taken${count === 0 ? '' : `, ${count} left out: ${why}`}`;
};

/** The accounts of a run as lines, for a terminal. */
export const accountLines = (tables: readonly TableAccount[], parts: readonly PartAccount[]): string[] => [
  ...tables.map((account) => lineOf(account.table, `${account.rows} rows`, account)),
  ...parts
    .filter((part) => part.kind !== 'field')
    .map((part) => lineOf(`${WORDS.en.kinds[part.kind].toLowerCase()} of ${placeOf(part)}`, `${part.found}`, part)),
];
