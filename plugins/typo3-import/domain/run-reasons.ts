/** What a run tells besides what the texts' half found. */
export const RUN_REASONS = {
  'kept-edited': {
    en: 'An editor changed this entry since the last import. It was left as it is.',
    de: 'Dieser Eintrag wurde seit dem letzten Import von Hand geändert. Er blieb, wie er ist.',
  },
  'kept-topic': {
    en: 'A topic of this name was there already. It is used.',
    de: 'Ein Thema dieses Namens gab es schon. Es wird verwendet.',
  },
  'kept-stock': {
    en: 'The stock status of “{title}” was set by somebody else. It was left as it is.',
    de: 'Den Bestand von „{title}“ hat jemand anders eingetragen. Er blieb, wie er ist.',
  },
  'kept-deleted': {
    en: 'This entry was imported once and deleted since. It was not made again.',
    de: 'Dieser Eintrag wurde schon einmal importiert und seither gelöscht. Er wurde nicht neu angelegt.',
  },
  failed: {
    en: 'This record could not be written: {why}',
    de: 'Dieser Datensatz konnte nicht geschrieben werden: {why}',
  },
  hidden: { en: 'Hidden in TYPO3: imported as a draft.', de: 'In TYPO3 verborgen: als Entwurf importiert.' },
  'not-yet': {
    en: 'Not to be shown before {day}: imported as a draft.',
    de: 'Erst ab {day} sichtbar: als Entwurf importiert.',
  },
  'no-longer': {
    en: 'Not to be shown after {day}: imported as a draft.',
    de: 'Nur bis {day} sichtbar: als Entwurf importiert.',
  },
  deleted: {
    en: '{count} deleted records of {table} were left out.',
    de: '{count} gelöschte Datensätze aus {table} wurden weggelassen.',
  },
  workspace: {
    en: '{count} drafts from TYPO3 workspaces of {table} were left out.',
    de: '{count} Entwürfe aus TYPO3-Arbeitsumgebungen in {table} wurden weggelassen.',
  },
  latin1: {
    en: '{table}.{column}: {count} values were not UTF-8 and were read as Windows-1252. {example}',
    de: '{table}.{column}: {count} Werte waren nicht UTF-8 und wurden als Windows-1252 gelesen. {example}',
  },
  'double-encoded': {
    en: '{table}.{column}: {count} values were encoded twice, and mended. {example}',
    de: '{table}.{column}: {count} Werte waren doppelt kodiert und wurden repariert. {example}',
  },
  broken: {
    en: '{table}.{column}: {count} values have characters that cannot be read (�). {example}',
    de: '{table}.{column}: {count} Werte haben unlesbare Zeichen (�). {example}',
  },
  'unused-column': {
    en: '{table}.{column} has content in {count} records, and no place in the mapping.',
    de: '{table}.{column} hat in {count} Datensätzen Inhalt, aber keinen Platz in der Zuordnung.',
  },
  'missing-table': {
    en: 'The mapping names {table}, which has no rows in this source.',
    de: 'Die Zuordnung nennt {table}; diese Tabelle hat hier keine Zeilen.',
  },
  orphan: {
    en: 'A translation whose original is not there, which TYPO3 did not show: imported as a draft of its own.',
    de: 'Eine Übersetzung ohne Original, die TYPO3 nicht zeigte: als eigener Entwurf importiert.',
  },
  'all-languages': {
    en: 'TYPO3 showed it in all languages. It was imported in “{locale}” alone: translate it, where it is wanted.',
    de: 'TYPO3 zeigte ihn in allen Sprachen. Importiert wurde er nur in „{locale}“: Übersetzen Sie ihn, wo er gebraucht wird.',
  },
  'unknown-language': {
    en: 'Left out: the mapping has no locale for its language.',
    de: 'Weggelassen: Die Zuordnung kennt keine Sprache dafür.',
  },
  'locale-not-here': {
    en: 'Left out: this portal has no locale “{locale}”.',
    de: 'Weggelassen: Dieses Portal hat die Sprache „{locale}“ nicht.',
  },
  'no-title': { en: 'Left out: it has no title.', de: 'Weggelassen: ohne Titel.' },
  'no-original': {
    en: 'Left out: its original was not imported.',
    de: 'Weggelassen: Das Original wurde nicht importiert.',
  },
  'missing-file': { en: 'The file is not in fileadmin: {file}', de: 'Die Datei fehlt in fileadmin: {file}' },
  'outside-file': {
    en: 'The path leads out of fileadmin, and was refused: {file}',
    de: 'Der Pfad führt aus fileadmin hinaus und wurde abgelehnt: {file}',
  },
  'refused-file': {
    en: 'Its content is nothing that the media library takes ({type}): {file}',
    de: 'Diesen Inhalt nimmt die Medienbibliothek nicht ({type}): {file}',
  },
  'large-file': { en: 'The file has more than {most}: {file}', de: 'Die Datei ist größer als {most}: {file}' },
  'no-fileadmin': {
    en: 'No fileadmin folder was given, so that the file was not fetched: {file}',
    de: 'Es wurde kein fileadmin-Ordner angegeben; die Datei wurde nicht geholt: {file}',
  },
  'renamed-file': {
    en: 'The file “{before}” is by its content {type}; it is called “{after}” now.',
    de: 'Die Datei „{before}“ ist dem Inhalt nach {type}; sie heißt jetzt „{after}“.',
  },
  'not-a-pdf': {
    en: 'The column for the PDF leads to {type}: {file}',
    de: 'Die Spalte für das PDF führt zu {type}: {file}',
  },
  'second-file': {
    en: 'A material has one PDF; this one was not taken: {file}',
    de: 'Ein Material hat ein PDF; dieses wurde nicht übernommen: {file}',
  },
  'second-image': {
    en: 'A news article has one image; this one was not taken: {file}',
    de: 'Ein Artikel hat ein Bild; dieses wurde nicht übernommen: {file}',
  },
  cut: { en: '{field} was too long and was cut.', de: '{field} war zu lang und wurde gekürzt.' },
  'unsafe-address': {
    en: '{field} holds no web address: {value}',
    de: '{field} enthält keine Webadresse: {value}',
  },
  'unreadable-value': {
    en: '{field} cannot be read: {value}',
    de: '{field} ist nicht lesbar: {value}',
  },
  'unknown-availability': {
    en: 'The mapping does not say what “{value}” means as a state of stock.',
    de: 'Die Zuordnung sagt nicht, welchen Bestand „{value}“ bedeutet.',
  },
  'link-page': {
    en: 'The news is a link to page {page}, which has no place in the new portal.',
    de: 'Die Nachricht verweist auf Seite {page}, die es im neuen Portal nicht gibt.',
  },
  'order-number-taken': {
    en: 'The order number {number} belongs to another edition.',
    de: 'Die Bestellnummer {number} gehört zu einer anderen Ausgabe.',
  },
  'page-unknown': {
    en: 'page {page} has no place in the new portal. Name one under “pages” in the mapping.',
    de: 'Seite {page} hat im neuen Portal keinen Platz. Nennen Sie einen unter „pages“ in der Zuordnung.',
  },
  'ends-later': {
    en: 'Was to be shown until {day} only. This portal has no end time: take it offline on that day.',
    de: 'Sollte nur bis {day} sichtbar sein. Dieses Portal kennt keine Endzeit: Nehmen Sie den Eintrag dann vom Netz.',
  },
  members: {
    en: 'Only for visitors who were logged in: imported as a draft.',
    de: 'Nur für angemeldete Besucher: als Entwurf importiert.',
  },
  'original-hidden': {
    en: 'The record that it translates was not shown, so it was not either: imported as a draft.',
    de: 'Das Original war nicht sichtbar, die Übersetzung also auch nicht: als Entwurf importiert.',
  },
  'page-hidden': {
    en: 'The page or folder that it lies on was not shown: imported as a draft.',
    de: 'Die Seite oder der Ordner, auf dem er liegt, war nicht sichtbar: als Entwurf importiert.',
  },
  'dump-not-completed': {
    en: 'The dump does not end with “Dump completed”: it was cut off, and tables or rows may be missing.',
    de: 'Der Dump endet nicht mit „Dump completed“: Er ist abgeschnitten, Tabellen oder Zeilen können fehlen.',
  },
  'half-encoded': {
    en: 'Its text was encoded twice and lost characters on the way. It was left as it is stored.',
    de: 'Der Text war doppelt kodiert und hat unterwegs Zeichen verloren. Er blieb, wie er gespeichert ist.',
  },
  'half-encoded-values': {
    en: '{table}.{column}: {count} values were encoded twice and cannot be mended whole. They were left as they are. {example}',
    de: '{table}.{column}: {count} Werte waren doppelt kodiert und lassen sich nicht ganz reparieren. Sie blieben, wie sie sind. {example}',
  },
  'inline-image': {
    en: 'An image stood in the text itself and made it longer than 4 MB. The text was taken without it.',
    de: 'Im Text selbst stand ein Bild, das ihn über 4 MB lang machte. Der Text wurde ohne das Bild übernommen.',
  },
  'too-long': { en: 'Left out: its text has more than 4 MB.', de: 'Weggelassen: Der Text hat mehr als 4 MB.' },
  'second-translation': {
    en: 'Left out: its original has another translation into “{locale}” already.',
    de: 'Weggelassen: Das Original hat schon eine andere Übersetzung in „{locale}“.',
  },
  'same-topic': {
    en: 'Another category has the same name. Both are one topic.',
    de: 'Eine andere Kategorie heißt genauso. Beide sind ein Thema.',
  },
  'topic-left-out': {
    en: 'A category or tag was left out, since it is not public or not there: {topic}',
    de: 'Eine Kategorie oder ein Schlagwort ist nicht öffentlich oder nicht vorhanden und wurde weggelassen: {topic}',
  },
  'topic-not-in-language': {
    en: 'The topic “{topic}” has no name in “{locale}”, and was left out here.',
    de: 'Das Thema „{topic}“ hat keinen Namen in „{locale}“ und wurde hier weggelassen.',
  },
  'related-left-out': {
    en: 'A related record is not public or not there, and is not named: {record}',
    de: 'Ein verwandter Datensatz ist nicht öffentlich oder nicht vorhanden und wird nicht genannt: {record}',
  },
  'content-left-out': {
    en: 'The content element {element} was not shown to readers, and was left out ({why}).',
    de: 'Das Inhaltselement {element} war für Leser nicht sichtbar und wurde weggelassen ({why}).',
  },
  'content-empty': {
    en: 'The content element {element} ({type}) holds no text, image or file, and was left out.',
    de: 'Das Inhaltselement {element} ({type}) enthält weder Text noch Bild noch Datei und wurde weggelassen.',
  },
  'no-sys-file': {
    en: 'A reference leads to a file that TYPO3 does not know (any more): {file}',
    de: 'Ein Verweis führt zu einer Datei, die TYPO3 nicht (mehr) kennt: {file}',
  },
  'other-storage': {
    en: 'The file lies in a storage that is not in fileadmin, or not public: {file}',
    de: 'Die Datei liegt in einem Speicher außerhalb von fileadmin oder in einem nicht öffentlichen: {file}',
  },
  'hidden-file': {
    en: 'The file was not shown to readers, and was left out: {file}',
    de: 'Die Datei war für Leser nicht sichtbar und wurde weggelassen: {file}',
  },
  'unused-files': {
    en: 'The field {field} names {count} files, and has no place in the mapping.',
    de: 'Das Feld {field} nennt {count} Dateien, hat aber keinen Platz in der Zuordnung.',
  },
  'bare-addresses': {
    en: '{count} addresses that stood bare in the text are links now, as TYPO3 showed them.',
    de: '{count} Adressen, die ohne Link im Text standen, sind jetzt Links, wie TYPO3 sie zeigte.',
  },
  'lead-links': {
    en: '{count} links of the lead stand behind the text now: a lead is plain text here.',
    de: '{count} Links des Vorspanns stehen jetzt hinter dem Text: Ein Vorspann ist hier reiner Text.',
  },
  'date-of-creation': {
    en: 'It has no date. The day on which it was made was taken: {day}',
    de: 'Ohne Datum. Genommen wurde der Tag, an dem er angelegt wurde: {day}',
  },
  'date-of-change': {
    en: 'It has no date. The day on which it was last changed was taken: {day}',
    de: 'Ohne Datum. Genommen wurde der Tag der letzten Änderung: {day}',
  },
  'no-date': { en: 'It has no date.', de: 'Ohne Datum.' },
  'redirect-over': {
    en: 'A redirect that is switched off or outside of its time, to {target}.',
    de: 'Eine abgeschaltete Weiterleitung oder eine außerhalb ihrer Zeit, zu {target}.',
  },
  'redirect-foreign-host': {
    en: 'A redirect of a host that is not among the mapping’s hosts, to {target}.',
    de: 'Eine Weiterleitung eines Hosts, der nicht unter den Hosts der Zuordnung ist, zu {target}.',
  },
  'redirect-no-target': {
    en: 'A redirect to {target}, which is nothing that is public here.',
    de: 'Eine Weiterleitung zu {target}: Dort gibt es hier nichts Öffentliches.',
  },
  'redirect-unreadable': {
    en: 'A redirect that nginx cannot follow, to {target}.',
    de: 'Eine Weiterleitung, die nginx nicht umsetzen kann, zu {target}.',
  },
  'redirect-hides-page': {
    en: 'A redirect to {target} that would hide a page of this portal.',
    de: 'Eine Weiterleitung zu {target}, die eine Seite dieses Portals verdecken würde.',
  },
  'redirect-twice': {
    en: 'A second redirect of the same address, to {target}. The first one holds.',
    de: 'Eine zweite Weiterleitung derselben Adresse, zu {target}. Es gilt die erste.',
  },
  'redirect-loop': {
    en: 'A redirect to {target} that leads back to itself.',
    de: 'Eine Weiterleitung zu {target}, die im Kreis führt.',
  },
} as const satisfies Record<string, { readonly en: string; readonly de: string }>;

export type RunReason = keyof typeof RUN_REASONS;
