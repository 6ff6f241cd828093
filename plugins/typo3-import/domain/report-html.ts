import { accountsHtml, partsHtml } from './accounts-html';
import {
  OUTCOMES,
  REPORT_KINDS,
  sentenceOf,
  type ReportEntry,
  type ReportKind,
  type ReportLanguage,
  type RunSummary,
} from './run-report';

const WORDS = {
  de: {
    title: 'Import aus TYPO3',
    dryRun: 'Probelauf: Es wurde nichts geschrieben.',
    written: 'Die Einträge wurden geschrieben.',
    kinds: { topic: 'Themen', material: 'Materialien', news: 'News-Artikel' },
    outcomes: {
      created: 'neu',
      updated: 'geändert',
      unchanged: 'gleich geblieben',
      kept: 'nicht angerührt',
      failed: 'fehlgeschlagen',
    },
    columns: ['Datensatz', 'Stelle', 'Was', 'Vorher', 'Nachher', 'Sicherheit'],
    confidence: { proven: 'sicher', consistent: 'stimmig', guess: 'vermutet' },
    nothing: 'Nichts zu berichten.',
    line: 'Zeile',
    open: 'offen',
    applied: 'übernommen',
    stale: 'überholt',
    sections: {
      failure: 'Fehlgeschlagen',
      suggestion: 'Vorschläge: Sätze über den Bestand',
      repair: 'Reparierte Links: bitte ansehen',
      'dropped-link': 'Links ohne Ziel',
      file: 'Dateien',
      lost: 'Was Blocks nicht aufnehmen können',
      harmless: 'Unschädlich gemacht',
      field: 'Felder',
      redirect: 'Weiterleitungen ohne Platz',
      outcome: 'Was nicht einfach übernommen wurde',
      source: 'Das alte Portal als Ganzes',
      guess: 'Geraten',
      changed: 'Steht jetzt anders da',
    },
  },
  en: {
    title: 'Import from TYPO3',
    dryRun: 'A dry run: nothing was written.',
    written: 'The entries were written.',
    kinds: { topic: 'Topics', material: 'Materials', news: 'News articles' },
    outcomes: { created: 'created', updated: 'updated', unchanged: 'unchanged', kept: 'left alone', failed: 'failed' },
    columns: ['Record', 'Place', 'What', 'Before', 'After', 'Confidence'],
    confidence: { proven: 'proven', consistent: 'consistent', guess: 'a guess' },
    nothing: 'Nothing to report.',
    line: 'line',
    open: 'open',
    applied: 'applied',
    stale: 'outdated',
    sections: {
      failure: 'Failed',
      suggestion: 'Suggestions: sentences about stock',
      repair: 'Repaired links: please look at them',
      'dropped-link': 'Links that led nowhere',
      file: 'Files',
      lost: 'What Blocks cannot hold',
      harmless: 'Made harmless',
      field: 'Fields',
      redirect: 'Redirects without a place',
      outcome: 'What was not simply taken over',
      source: 'The old portal as a whole',
      guess: 'Guessed',
      changed: 'Stands differently now',
    },
  },
  fr: {
    title: 'Import depuis TYPO3',
    dryRun: 'Essai à blanc : rien n’a été écrit.',
    written: 'Les contenus ont été écrits.',
    kinds: { topic: 'Thèmes', material: 'Publications', news: 'Actualités' },
    outcomes: {
      created: 'créés',
      updated: 'mis à jour',
      unchanged: 'inchangés',
      kept: 'non touchés',
      failed: 'échoués',
    },
    columns: ['Fiche', 'Endroit', 'Quoi', 'Avant', 'Après', 'Certitude'],
    confidence: { proven: 'certain', consistent: 'cohérent', guess: 'supposé' },
    nothing: 'Rien à signaler.',
    line: 'ligne',
    open: 'à décider',
    applied: 'appliquée',
    stale: 'dépassée',
    sections: {
      failure: 'Échecs',
      suggestion: 'Suggestions : phrases sur le stock',
      repair: 'Liens réparés : à vérifier',
      'dropped-link': 'Liens sans cible',
      file: 'Fichiers',
      lost: 'Ce que l’éditeur ne peut pas contenir',
      harmless: 'Neutralisé',
      field: 'Champs',
      redirect: 'Redirections sans place',
      outcome: 'Ce qui n’a pas été simplement repris',
      source: 'L’ancien portail dans son ensemble',
      guess: 'Supposé',
      changed: 'Présenté autrement',
    },
  },
} as const satisfies Record<ReportLanguage, unknown>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#212134}
table{border-collapse:collapse;width:100%;margin:0 0 2rem}th,td{border:1px solid #c0c0cf;padding:.4rem .6rem;text-align:left;vertical-align:top}
th{background:#f6f6f9}td code{white-space:pre-wrap;overflow-wrap:anywhere}.scroll{overflow-x:auto}`;

const END = '</main></body></html>\n';

/** The beginning of a report: how many records became what. Everything from the old portal is escaped. */
export const reportHead = (summary: RunSummary, language: ReportLanguage): string => {
  const words = WORDS[language];
  const rows = (['topic', 'material', 'news'] as const)
    .map(
      (kind) =>
        `<tr><th scope="row">${words.kinds[kind]}</th>${OUTCOMES.map((outcome) => `<td>${summary.counts[kind][outcome]}</td>`).join('')}</tr>`
    )
    .join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${words.title}</title><style>${STYLE}</style></head><body><main>
<h1>${words.title}</h1>
<p>${escapeHtml(summary.source)} · ${escapeHtml(summary.endedAt)}</p>
<p><strong>${summary.mode === 'write' ? words.written : words.dryRun}</strong></p>
<div class="scroll"><table><thead><tr><td></td>${OUTCOMES.map((outcome) => `<th scope="col">${words.outcomes[outcome]}</th>`).join('')}</tr></thead>
<tbody>${rows}</tbody></table></div>
${accountsHtml(summary.tables, language)}${partsHtml(summary.parts ?? [], language)}`;
};

/** What to take to the client: so many in, so many out, and why not the rest. It names no single record, and no folder of the server. */
export const reportSummary = (summary: RunSummary, language: ReportLanguage): string => {
  const source = summary.source.replace(/^(\w+) .*[\\/]/s, '$1 ');
  const { sections } = WORDS[language];
  const kinds = REPORT_KINDS.flatMap((kind) =>
    summary.entries[kind] ? [`<li>${sections[kind]}: ${summary.entries[kind]}</li>`] : []
  );
  return `${reportHead({ ...summary, source }, language)}<ul>${kinds.join('')}</ul>${END}`;
};

/** The heading and the table's head of one kind of lines. */
export const sectionHead = (kind: ReportKind, count: number, language: ReportLanguage): string => {
  const words = WORDS[language];
  return `<h2>${words.sections[kind]} (${count})</h2>
<div class="scroll"><table><thead><tr>${words.columns.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead><tbody>
`;
};
export const SECTION_TAIL = '</tbody></table></div>\n';

const code = (text: string): string => (text === '' ? '' : `<code>${escapeHtml(text)}</code>`);

const wordsOf = (node: object): string => {
  const { text, children } = node as { text?: string; children?: readonly object[] };
  return text ?? (children ?? []).map(wordsOf).join('');
};

/** One line of a report. */
export const entryRow = (entry: ReportEntry, language: ReportLanguage): string => {
  const words = WORDS[language];
  const { record, place, suggestion, state } = entry;
  const who = record
    ? `${escapeHtml(record.title)}<br>${escapeHtml(`${record.importId}, ${record.locale}, ${record.place}`)}`
    : '';
  const where = place ? `${escapeHtml(place.field)}, ${words.line} ${place.line}` : '';
  const what = `${escapeHtml(sentenceOf(entry, language))}${state ? ` <em>(${words[state]})</em>` : ''}`;
  const before = suggestion ? suggestion.sentence : entry.before;
  const after = suggestion
    ? `${suggestion.availability}: ${suggestion.replacementBlocks.map(wordsOf).join(' ')}`
    : entry.after;
  const confidence = entry.confidence ? words.confidence[entry.confidence] : '';
  return `<tr id="entry-${entry.id}"><td>${who}</td><td>${where}</td><td>${what}</td><td>${code(before)}</td><td>${code(after)}</td><td>${confidence}</td></tr>\n`;
};

/** The end of a report. */
export const reportTail = (isEmpty: boolean, language: ReportLanguage): string =>
  `${isEmpty ? `<p>${WORDS[language].nothing}</p>` : ''}${END}`;
