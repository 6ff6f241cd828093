/** What a run tells besides what the texts' half found. */
export const RUN_REASONS = {
  'kept-edited': {
    en: 'An editor changed this entry since the last import. It was left as it is.',
    de: 'Dieser Eintrag wurde seit dem letzten Import von Hand geändert. Er blieb, wie er ist.',
    fr: 'Un rédacteur a modifié ce contenu depuis le dernier import. Il a été laissé tel quel.',
  },
  'kept-topic': {
    en: 'A topic of this name was there already. It is used.',
    de: 'Ein Thema dieses Namens gab es schon. Es wird verwendet.',
    fr: 'Un thème de ce nom existait déjà. Il est utilisé.',
  },
  'kept-stock': {
    en: 'The stock status of “{title}” was set by somebody else. It was left as it is.',
    de: 'Den Bestand von „{title}“ hat jemand anders eingetragen. Er blieb, wie er ist.',
    fr: 'L’état du stock de « {title} » a été saisi par quelqu’un d’autre. Il a été laissé tel quel.',
  },
  'kept-deleted': {
    en: 'This entry was imported once and deleted since. It was not made again.',
    de: 'Dieser Eintrag wurde schon einmal importiert und seither gelöscht. Er wurde nicht neu angelegt.',
    fr: 'Ce contenu a déjà été importé, puis supprimé. Il n’a pas été recréé.',
  },
  failed: {
    en: 'This record could not be written: {why}',
    de: 'Dieser Datensatz konnte nicht geschrieben werden: {why}',
    fr: 'Cette fiche n’a pas pu être enregistrée : {why}',
  },
  hidden: {
    en: 'Hidden in TYPO3: imported as a draft.',
    de: 'In TYPO3 verborgen: als Entwurf importiert.',
    fr: 'Masquée dans TYPO3 : importée comme brouillon.',
  },
  'not-yet': {
    en: 'Not to be shown before {day}: imported as a draft.',
    de: 'Erst ab {day} sichtbar: als Entwurf importiert.',
    fr: 'À ne pas montrer avant le {day} : importée comme brouillon.',
  },
  'no-longer': {
    en: 'Not to be shown after {day}: imported as a draft.',
    de: 'Nur bis {day} sichtbar: als Entwurf importiert.',
    fr: 'À ne plus montrer après le {day} : importée comme brouillon.',
  },
  deleted: {
    en: '{count} deleted records of {table} were left out.',
    de: '{count} gelöschte Datensätze aus {table} wurden weggelassen.',
    fr: '{count} fiches supprimées de {table} ont été laissées de côté.',
  },
  workspace: {
    en: '{count} drafts from TYPO3 workspaces of {table} were left out.',
    de: '{count} Entwürfe aus TYPO3-Arbeitsumgebungen in {table} wurden weggelassen.',
    fr: '{count} brouillons d’espaces de travail TYPO3 de {table} ont été laissés de côté.',
  },
  latin1: {
    en: '{table}.{column}: {count} values were not UTF-8 and were read as Windows-1252. {example}',
    de: '{table}.{column}: {count} Werte waren nicht UTF-8 und wurden als Windows-1252 gelesen. {example}',
    fr: '{table}.{column} : {count} valeurs n’étaient pas en UTF-8 et ont été lues comme Windows-1252. {example}',
  },
  'double-encoded': {
    en: '{table}.{column}: {count} values were encoded twice, and mended. {example}',
    de: '{table}.{column}: {count} Werte waren doppelt kodiert und wurden repariert. {example}',
    fr: '{table}.{column} : {count} valeurs étaient encodées deux fois et ont été réparées. {example}',
  },
  broken: {
    en: '{table}.{column}: {count} values have characters that cannot be read (�). {example}',
    de: '{table}.{column}: {count} Werte haben unlesbare Zeichen (�). {example}',
    fr: '{table}.{column} : {count} valeurs contiennent des caractères illisibles (�). {example}',
  },
  'unused-column': {
    en: '{table}.{column} has content in {count} records, and no place in the mapping.',
    de: '{table}.{column} hat in {count} Datensätzen Inhalt, aber keinen Platz in der Zuordnung.',
    fr: '{table}.{column} a du contenu dans {count} fiches, mais pas de place dans la correspondance.',
  },
  'computed-update': {
    en: '{table}.{column}: the dump computes new values for {count} rows that it holds twice (ON DUPLICATE KEY UPDATE). The old values were kept.',
    de: '{table}.{column}: Für {count} Zeilen, die doppelt vorkommen, berechnet der Dump neue Werte (ON DUPLICATE KEY UPDATE). Die alten blieben.',
    fr: '{table}.{column} : pour {count} lignes présentes deux fois, le dump calcule de nouvelles valeurs (ON DUPLICATE KEY UPDATE). Les anciennes ont été gardées.',
  },
  'missing-table': {
    en: 'The mapping names {table}, which has no rows in this source.',
    de: 'Die Zuordnung nennt {table}; diese Tabelle hat hier keine Zeilen.',
    fr: 'La correspondance nomme {table}, qui n’a pas de lignes dans cette source.',
  },
  orphan: {
    en: 'A translation whose original is not there, which TYPO3 did not show: imported as a draft of its own.',
    de: 'Eine Übersetzung ohne Original, die TYPO3 nicht zeigte: als eigener Entwurf importiert.',
    fr: 'Une traduction dont l’original manque et que TYPO3 n’affichait pas : importée comme brouillon à part.',
  },
  'all-languages': {
    en: 'TYPO3 showed it in all languages. It was imported in “{locale}” alone: translate it, where it is wanted.',
    de: 'TYPO3 zeigte ihn in allen Sprachen. Importiert wurde er nur in „{locale}“: Übersetzen Sie ihn, wo er gebraucht wird.',
    fr: 'TYPO3 l’affichait dans toutes les langues. Elle n’a été importée qu’en « {locale} » : traduisez-la là où il le faut.',
  },
  'unknown-language': {
    en: 'Left out: the mapping has no locale for its language.',
    de: 'Weggelassen: Die Zuordnung kennt keine Sprache dafür.',
    fr: 'Laissée de côté : la correspondance ne connaît pas sa langue.',
  },
  'locale-not-here': {
    en: 'Left out: this portal has no locale “{locale}”.',
    de: 'Weggelassen: Dieses Portal hat die Sprache „{locale}“ nicht.',
    fr: 'Laissée de côté : ce portail n’a pas la langue « {locale} ».',
  },
  'no-title': { en: 'Left out: it has no title.', de: 'Weggelassen: ohne Titel.', fr: 'Laissée de côté : sans titre.' },
  'no-original': {
    en: 'Left out: its original was not imported.',
    de: 'Weggelassen: Das Original wurde nicht importiert.',
    fr: 'Laissée de côté : son original n’a pas été importé.',
  },
  'missing-file': {
    en: 'The file is not in fileadmin: {file}',
    de: 'Die Datei fehlt in fileadmin: {file}',
    fr: 'Le fichier n’est pas dans fileadmin : {file}',
  },
  'outside-file': {
    en: 'The path leads out of fileadmin, and was refused: {file}',
    de: 'Der Pfad führt aus fileadmin hinaus und wurde abgelehnt: {file}',
    fr: 'Le chemin sort de fileadmin et a été refusé : {file}',
  },
  'refused-file': {
    en: 'Its content is nothing that the media library takes ({type}): {file}',
    de: 'Diesen Inhalt nimmt die Medienbibliothek nicht ({type}): {file}',
    fr: 'La médiathèque n’accepte pas ce contenu ({type}) : {file}',
  },
  'large-file': {
    en: 'The file has more than {most}: {file}',
    de: 'Die Datei ist größer als {most}: {file}',
    fr: 'Le fichier dépasse {most} : {file}',
  },
  'no-fileadmin': {
    en: 'No fileadmin folder was given, so that the file was not fetched: {file}',
    de: 'Es wurde kein fileadmin-Ordner angegeben; die Datei wurde nicht geholt: {file}',
    fr: 'Aucun dossier fileadmin n’a été indiqué ; le fichier n’a pas été repris : {file}',
  },
  'renamed-file': {
    en: 'The file “{before}” is by its content {type}; it is called “{after}” now.',
    de: 'Die Datei „{before}“ ist dem Inhalt nach {type}; sie heißt jetzt „{after}“.',
    fr: 'Le fichier « {before} » est en réalité {type} ; il s’appelle maintenant « {after} ».',
  },
  'not-a-pdf': {
    en: 'The column for the PDF leads to {type}: {file}',
    de: 'Die Spalte für das PDF führt zu {type}: {file}',
    fr: 'La colonne du PDF mène à {type} : {file}',
  },
  'second-file': {
    en: 'A material has one PDF; this one was not taken: {file}',
    de: 'Ein Material hat ein PDF; dieses wurde nicht übernommen: {file}',
    fr: 'Une publication a un seul PDF ; celui-ci n’a pas été repris : {file}',
  },
  'second-image': {
    en: 'A news article has one image; this one was not taken: {file}',
    de: 'Ein Artikel hat ein Bild; dieses wurde nicht übernommen: {file}',
    fr: 'Une actualité a une seule image ; celle-ci n’a pas été reprise : {file}',
  },
  cut: {
    en: '{field} was too long and was cut.',
    de: '{field} war zu lang und wurde gekürzt.',
    fr: '{field} était trop long et a été coupé.',
  },
  'unsafe-address': {
    en: '{field} holds no web address: {value}',
    de: '{field} enthält keine Webadresse: {value}',
    fr: '{field} ne contient pas d’adresse web : {value}',
  },
  'unreadable-value': {
    en: '{field} cannot be read: {value}',
    de: '{field} ist nicht lesbar: {value}',
    fr: '{field} est illisible : {value}',
  },
  'unknown-availability': {
    en: 'The mapping does not say what “{value}” means as a state of stock.',
    de: 'Die Zuordnung sagt nicht, welchen Bestand „{value}“ bedeutet.',
    fr: 'La correspondance ne dit pas quel état de stock signifie « {value} ».',
  },
  'link-page': {
    en: 'The news is a link to page {page}, which has no place in the new portal.',
    de: 'Die Nachricht verweist auf Seite {page}, die es im neuen Portal nicht gibt.',
    fr: 'L’actualité renvoie à la page {page}, qui n’a pas de place dans le nouveau portail.',
  },
  'order-number-taken': {
    en: 'The order number {number} belongs to another edition.',
    de: 'Die Bestellnummer {number} gehört zu einer anderen Ausgabe.',
    fr: 'Le numéro de commande {number} appartient à une autre édition.',
  },
  'page-unknown': {
    en: 'page {page} has no place in the new portal. Name one under “pages” in the mapping.',
    de: 'Seite {page} hat im neuen Portal keinen Platz. Nennen Sie einen unter „pages“ in der Zuordnung.',
    fr: 'La page {page} n’a pas de place dans le nouveau portail. Indiquez-en une sous « pages » dans la correspondance.',
  },
  'ends-later': {
    en: 'Was to be shown until {day} only. This portal has no end time: take it offline on that day.',
    de: 'Sollte nur bis {day} sichtbar sein. Dieses Portal kennt keine Endzeit: Nehmen Sie den Eintrag dann vom Netz.',
    fr: 'À ne montrer que jusqu’au {day}. Ce portail n’a pas de date de fin : retirez le contenu ce jour-là.',
  },
  members: {
    en: 'Only for visitors who were logged in: imported as a draft.',
    de: 'Nur für angemeldete Besucher: als Entwurf importiert.',
    fr: 'Réservée aux visiteurs connectés : importée comme brouillon.',
  },
  'original-hidden': {
    en: 'The record that it translates was not shown, so it was not either: imported as a draft.',
    de: 'Das Original war nicht sichtbar, die Übersetzung also auch nicht: als Entwurf importiert.',
    fr: 'L’original n’était pas visible, la traduction non plus : importée comme brouillon.',
  },
  'page-hidden': {
    en: 'The page or folder that it lies on was not shown: imported as a draft.',
    de: 'Die Seite oder der Ordner, auf dem er liegt, war nicht sichtbar: als Entwurf importiert.',
    fr: 'La page ou le dossier où elle se trouve n’était pas visible : importée comme brouillon.',
  },
  'dump-not-completed': {
    en: 'The dump does not end with “Dump completed”: it was cut off, and tables or rows may be missing.',
    de: 'Der Dump endet nicht mit „Dump completed“: Er ist abgeschnitten, Tabellen oder Zeilen können fehlen.',
    fr: 'Le dump ne se termine pas par « Dump completed » : il est coupé, et des tables ou des lignes peuvent manquer.',
  },
  'half-encoded': {
    en: 'Its text was encoded twice and lost characters on the way. It was left as it is stored.',
    de: 'Der Text war doppelt kodiert und hat unterwegs Zeichen verloren. Er blieb, wie er gespeichert ist.',
    fr: 'Le texte était encodé deux fois et a perdu des caractères. Il a été laissé tel qu’il est enregistré.',
  },
  'half-encoded-values': {
    en: '{table}.{column}: {count} values were encoded twice and cannot be mended whole. They were left as they are. {example}',
    de: '{table}.{column}: {count} Werte waren doppelt kodiert und lassen sich nicht ganz reparieren. Sie blieben, wie sie sind. {example}',
    fr: '{table}.{column} : {count} valeurs étaient encodées deux fois et ne peuvent pas être réparées entièrement. Elles ont été laissées telles quelles. {example}',
  },
  'inline-image': {
    en: 'An image stood in the text itself and made it longer than 4 MB. The text was taken without it.',
    de: 'Im Text selbst stand ein Bild, das ihn über 4 MB lang machte. Der Text wurde ohne das Bild übernommen.',
    fr: 'Une image figurait dans le texte même et le portait à plus de 4 Mo. Le texte a été repris sans elle.',
  },
  'too-long': {
    en: 'Left out: its text has more than 4 MB.',
    de: 'Weggelassen: Der Text hat mehr als 4 MB.',
    fr: 'Laissée de côté : son texte dépasse 4 Mo.',
  },
  'second-translation': {
    en: 'Left out: its original has another translation into “{locale}” already.',
    de: 'Weggelassen: Das Original hat schon eine andere Übersetzung in „{locale}“.',
    fr: 'Laissée de côté : son original a déjà une autre traduction en « {locale} ».',
  },
  'same-topic': {
    en: 'Another category has the same name. Both are one topic.',
    de: 'Eine andere Kategorie heißt genauso. Beide sind ein Thema.',
    fr: 'Une autre catégorie porte le même nom. Les deux forment un seul thème.',
  },
  'topic-left-out': {
    en: 'A category or tag was left out, since it is not public or not there: {topic}',
    de: 'Eine Kategorie oder ein Schlagwort ist nicht öffentlich oder nicht vorhanden und wurde weggelassen: {topic}',
    fr: 'Une catégorie ou un mot-clé n’est pas public ou n’existe pas, et a été laissé de côté : {topic}',
  },
  'topic-not-in-language': {
    en: 'The topic “{topic}” has no name in “{locale}”, and was left out here.',
    de: 'Das Thema „{topic}“ hat keinen Namen in „{locale}“ und wurde hier weggelassen.',
    fr: 'Le thème « {topic} » n’a pas de nom en « {locale} » et a été laissé de côté ici.',
  },
  'related-left-out': {
    en: 'A related record is not public or not there, and is not named: {record}',
    de: 'Ein verwandter Datensatz ist nicht öffentlich oder nicht vorhanden und wird nicht genannt: {record}',
    fr: 'Une fiche liée n’est pas publique ou n’existe pas, et n’est pas nommée : {record}',
  },
  'content-left-out': {
    en: 'The content element {element} was not shown to readers, and was left out ({why}).',
    de: 'Das Inhaltselement {element} war für Leser nicht sichtbar und wurde weggelassen ({why}).',
    fr: 'L’élément de contenu {element} n’était pas visible et a été laissé de côté ({why}).',
  },
  'content-empty': {
    en: 'The content element {element} ({type}) holds no text, image or file, and was left out.',
    de: 'Das Inhaltselement {element} ({type}) enthält weder Text noch Bild noch Datei und wurde weggelassen.',
    fr: 'L’élément de contenu {element} ({type}) ne contient ni texte, ni image, ni fichier, et a été laissé de côté.',
  },
  'no-sys-file': {
    en: 'A reference leads to a file that TYPO3 does not know (any more): {file}',
    de: 'Ein Verweis führt zu einer Datei, die TYPO3 nicht (mehr) kennt: {file}',
    fr: 'Une référence mène à un fichier que TYPO3 ne connaît pas (ou plus) : {file}',
  },
  'other-storage': {
    en: 'The file lies in a storage that is not in fileadmin, or not public: {file}',
    de: 'Die Datei liegt in einem Speicher außerhalb von fileadmin oder in einem nicht öffentlichen: {file}',
    fr: 'Le fichier se trouve dans un stockage hors de fileadmin ou non public : {file}',
  },
  'hidden-file': {
    en: 'The file was not shown to readers, and was left out: {file}',
    de: 'Die Datei war für Leser nicht sichtbar und wurde weggelassen: {file}',
    fr: 'Le fichier n’était pas visible et a été laissé de côté : {file}',
  },
  'unused-files': {
    en: 'The field {field} names {count} files, and has no place in the mapping.',
    de: 'Das Feld {field} nennt {count} Dateien, hat aber keinen Platz in der Zuordnung.',
    fr: 'Le champ {field} nomme {count} fichiers, mais n’a pas de place dans la correspondance.',
  },
  'bare-addresses': {
    en: '{count} addresses that stood bare in the text are links now, as TYPO3 showed them.',
    de: '{count} Adressen, die ohne Link im Text standen, sind jetzt Links, wie TYPO3 sie zeigte.',
    fr: '{count} adresses écrites telles quelles dans le texte sont maintenant des liens, comme TYPO3 les montrait.',
  },
  'lead-links': {
    en: '{count} links of the lead stand behind the text now: a lead is plain text here.',
    de: '{count} Links des Vorspanns stehen jetzt hinter dem Text: Ein Vorspann ist hier reiner Text.',
    fr: '{count} liens du chapeau se trouvent maintenant après le texte : ici, un chapeau est du texte simple.',
  },
  'date-of-creation': {
    en: 'It has no date. The day on which it was made was taken: {day}',
    de: 'Ohne Datum. Genommen wurde der Tag, an dem er angelegt wurde: {day}',
    fr: 'Sans date. Le jour de création a été pris : {day}',
  },
  'date-of-change': {
    en: 'It has no date. The day on which it was last changed was taken: {day}',
    de: 'Ohne Datum. Genommen wurde der Tag der letzten Änderung: {day}',
    fr: 'Sans date. Le jour de la dernière modification a été pris : {day}',
  },
  'no-date': { en: 'It has no date.', de: 'Ohne Datum.', fr: 'Sans date.' },
  'redirect-over': {
    en: 'A redirect that is switched off or outside of its time, to {target}.',
    de: 'Eine abgeschaltete Weiterleitung oder eine außerhalb ihrer Zeit, zu {target}.',
    fr: 'Une redirection désactivée ou hors période, vers {target}.',
  },
  'redirect-foreign-host': {
    en: 'A redirect of a host that is not among the mapping’s hosts, to {target}.',
    de: 'Eine Weiterleitung eines Hosts, der nicht unter den Hosts der Zuordnung ist, zu {target}.',
    fr: 'Une redirection d’un hôte qui n’est pas parmi ceux de la correspondance, vers {target}.',
  },
  'redirect-no-target': {
    en: 'A redirect to {target}, which is nothing that is public here.',
    de: 'Eine Weiterleitung zu {target}: Dort gibt es hier nichts Öffentliches.',
    fr: 'Une redirection vers {target} : rien de public ici.',
  },
  'redirect-unreadable': {
    en: 'A redirect that nginx cannot follow, to {target}.',
    de: 'Eine Weiterleitung, die nginx nicht umsetzen kann, zu {target}.',
    fr: 'Une redirection que nginx ne peut pas appliquer, vers {target}.',
  },
  'redirect-hides-page': {
    en: 'A redirect to {target} that would hide a page of this portal.',
    de: 'Eine Weiterleitung zu {target}, die eine Seite dieses Portals verdecken würde.',
    fr: 'Une redirection vers {target} qui masquerait une page de ce portail.',
  },
  'redirect-twice': {
    en: 'A second redirect of the same address, to {target}. The first one holds.',
    de: 'Eine zweite Weiterleitung derselben Adresse, zu {target}. Es gilt die erste.',
    fr: 'Une deuxième redirection de la même adresse, vers {target}. La première vaut.',
  },
  'redirect-loop': {
    en: 'A redirect to {target} that leads back to itself.',
    de: 'Eine Weiterleitung zu {target}, die im Kreis führt.',
    fr: 'Une redirection vers {target} qui tourne en boucle.',
  },
} as const satisfies Record<string, { readonly en: string; readonly de: string; readonly fr: string }>;

export type RunReason = keyof typeof RUN_REASONS;
