import type { ReportLanguage } from './run-report';

export type Words = Readonly<Record<ReportLanguage, string>>;

/** What an import can fail for, and the way out, in each language of the admin. */
export const PROBLEMS = {
  'empty-dump': { en: 'The dump {file} is empty.', de: 'Der Dump {file} ist leer.', fr: 'Le dump {file} est vide.' },
  'no-dump': {
    en: '{file} is no SQL dump: {kind}',
    de: '{file} ist kein SQL-Dump: {kind}',
    fr: '{file} n’est pas un dump SQL : {kind}',
  },
  'kind.zip': {
    en: 'it is a zip archive. Unpack it, and give the .sql file in it.',
    de: 'Es ist ein ZIP-Archiv. Entpacken Sie es, und geben Sie die .sql-Datei daraus an.',
    fr: 'c’est une archive zip. Décompressez-la et donnez le fichier .sql qu’elle contient.',
  },
  'kind.bzip2': {
    en: 'it is compressed by bzip2. Unpack it (bunzip2), or compress it by gzip.',
    de: 'Er ist mit bzip2 komprimiert. Entpacken Sie ihn (bunzip2), oder nehmen Sie gzip.',
    fr: 'il est compressé par bzip2. Décompressez-le (bunzip2) ou utilisez gzip.',
  },
  'kind.gzip': {
    en: 'it is compressed by gzip twice. Unpack it once.',
    de: 'Er ist zweimal mit gzip komprimiert. Entpacken Sie ihn einmal.',
    fr: 'il est compressé deux fois par gzip. Décompressez-le une fois.',
  },
  'kind.xz': {
    en: 'it is compressed by xz. Unpack it (unxz), or compress it by gzip.',
    de: 'Er ist mit xz komprimiert. Entpacken Sie ihn (unxz), oder nehmen Sie gzip.',
    fr: 'il est compressé par xz. Décompressez-le (unxz) ou utilisez gzip.',
  },
  'kind.zstd': {
    en: 'it is compressed by zstd. Unpack it (unzstd), or compress it by gzip.',
    de: 'Er ist mit zstd komprimiert. Entpacken Sie ihn (unzstd), oder nehmen Sie gzip.',
    fr: 'il est compressé par zstd. Décompressez-le (unzstd) ou utilisez gzip.',
  },
  'kind.7z': {
    en: 'it is a 7z archive. Unpack it, and give the .sql file in it.',
    de: 'Es ist ein 7z-Archiv. Entpacken Sie es, und geben Sie die .sql-Datei daraus an.',
    fr: 'c’est une archive 7z. Décompressez-la et donnez le fichier .sql qu’elle contient.',
  },
  'kind.rar': {
    en: 'it is a rar archive. Unpack it, and give the .sql file in it.',
    de: 'Es ist ein RAR-Archiv. Entpacken Sie es, und geben Sie die .sql-Datei daraus an.',
    fr: 'c’est une archive rar. Décompressez-la et donnez le fichier .sql qu’elle contient.',
  },
  'kind.tar': {
    en: 'it is a tar archive. Unpack it, and give the .sql file in it.',
    de: 'Es ist ein tar-Archiv. Entpacken Sie es, und geben Sie die .sql-Datei daraus an.',
    fr: 'c’est une archive tar. Décompressez-la et donnez le fichier .sql qu’elle contient.',
  },
  'kind.sqlite': {
    en: 'it is an SQLite database. Give a dump of it that mysqldump would write.',
    de: 'Es ist eine SQLite-Datenbank. Geben Sie einen Dump an, wie mysqldump ihn schreibt.',
    fr: 'c’est une base SQLite. Donnez un dump tel que mysqldump l’écrit.',
  },
  'kind.postgres': {
    en: 'it is a PostgreSQL archive. Give an SQL dump.',
    de: 'Es ist ein PostgreSQL-Archiv. Geben Sie einen SQL-Dump an.',
    fr: 'c’est une archive PostgreSQL. Donnez un dump SQL.',
  },
  'kind.utf16-powershell': {
    en: 'it is written in UTF-16, as PowerShell does. Save it as UTF-8.',
    de: 'Er ist in UTF-16 geschrieben, wie PowerShell es tut. Speichern Sie ihn als UTF-8.',
    fr: 'il est écrit en UTF-16, comme le fait PowerShell. Enregistrez-le en UTF-8.',
  },
  'kind.utf16': {
    en: 'it is written in UTF-16. Save it as UTF-8.',
    de: 'Er ist in UTF-16 geschrieben. Speichern Sie ihn als UTF-8.',
    fr: 'il est écrit en UTF-16. Enregistrez-le en UTF-8.',
  },
  'kind.t3d': {
    en: 'it is an export of TYPO3 (.t3d), which holds a tree of pages and no whole tables. Give a dump of the database.',
    de: 'Es ist ein Export von TYPO3 (.t3d), der einen Seitenbaum und keine ganzen Tabellen enthält. Geben Sie einen Dump der Datenbank an.',
    fr: 'c’est un export TYPO3 (.t3d), qui contient une arborescence de pages et non des tables entières. Donnez un dump de la base.',
  },
  'dump-too-large': {
    en: 'The compressed dump unpacks to more than {megabytes} MB. Unpack it yourself if it is right.',
    de: 'Der komprimierte Dump wird entpackt größer als {megabytes} MB. Entpacken Sie ihn selbst, wenn das stimmt.',
    fr: 'Le dump compressé dépasse {megabytes} Mo une fois décompressé. Décompressez-le vous-même si c’est normal.',
  },
  'dump-bomb': {
    en: 'The compressed dump unpacks to more than {times} times its size: that is no SQL dump. Unpack it yourself if it is right.',
    de: 'Der komprimierte Dump wird entpackt mehr als {times}-mal so groß: Das ist kein SQL-Dump. Entpacken Sie ihn selbst, wenn das stimmt.',
    fr: 'Le dump compressé fait plus de {times} fois sa taille une fois décompressé : ce n’est pas un dump SQL. Décompressez-le vous-même si c’est normal.',
  },
  'dump-damaged': {
    en: 'The compressed dump cannot be unpacked: it is damaged or cut off.',
    de: 'Der komprimierte Dump lässt sich nicht entpacken: Er ist beschädigt oder abgeschnitten.',
    fr: 'Le dump compressé ne peut pas être décompressé : il est endommagé ou coupé.',
  },
  'dump-line': { en: 'Line {line}: {why}', de: 'Zeile {line}: {why}', fr: 'Ligne {line} : {why}' },
  'dump.comment': {
    en: 'a comment that begins here has no end.',
    de: 'Ein Kommentar, der hier beginnt, hat kein Ende.',
    fr: 'un commentaire qui commence ici n’a pas de fin.',
  },
  'dump.name': {
    en: 'a name is missing before {shown}.',
    de: 'Vor {shown} fehlt ein Name.',
    fr: 'il manque un nom avant {shown}.',
  },
  'dump.row-open': {
    en: 'a row ends before its bracket is closed.',
    de: 'Eine Zeile der Tabelle endet, bevor ihre Klammer geschlossen ist.',
    fr: 'une ligne se termine avant que sa parenthèse soit fermée.',
  },
  'dump.function': {
    en: "a function stands where a value is expected ({shown}). Dump the table's rows with mysqldump.",
    de: 'Wo ein Wert stehen muss, steht eine Funktion ({shown}). Erzeugen Sie den Dump mit mysqldump.',
    fr: 'une fonction se trouve à la place d’une valeur ({shown}). Exportez la table avec mysqldump.',
  },
  'dump.value': {
    en: 'a value is expected, not {shown}.',
    de: 'Hier muss ein Wert stehen, nicht {shown}.',
    fr: 'une valeur est attendue, pas {shown}.',
  },
  'dump.column': {
    en: 'a column is expected, not {shown}.',
    de: 'Hier muss eine Spalte stehen, nicht {shown}.',
    fr: 'une colonne est attendue, pas {shown}.',
  },
  'dump.create-open': {
    en: 'CREATE TABLE “{table}” ends before its bracket is closed.',
    de: 'CREATE TABLE „{table}“ endet, bevor die Klammer geschlossen ist.',
    fr: 'CREATE TABLE « {table} » se termine avant que sa parenthèse soit fermée.',
  },
  'dump.columns-open': {
    en: 'a comma or a bracket is missing in the list of columns.',
    de: 'In der Liste der Spalten fehlt ein Komma oder eine Klammer.',
    fr: 'il manque une virgule ou une parenthèse dans la liste des colonnes.',
  },
  'dump.no-values': {
    en: 'INSERT INTO “{table}” goes on with “{keyword}”. Only INSERT … VALUES can be read.',
    de: 'INSERT INTO „{table}“ geht mit „{keyword}“ weiter. Nur INSERT … VALUES ist lesbar.',
    fr: 'INSERT INTO « {table} » continue par « {keyword} ». Seul INSERT … VALUES est lisible.',
  },
  'dump.no-columns': {
    en: '“{table}” has rows, but neither CREATE TABLE nor the INSERT names its columns. Dump with the structure.',
    de: '„{table}“ hat Zeilen, aber weder CREATE TABLE noch INSERT nennt die Spalten. Erzeugen Sie den Dump mit der Struktur.',
    fr: '« {table} » a des lignes, mais ni CREATE TABLE ni INSERT ne nomme ses colonnes. Exportez avec la structure.',
  },
  'dump.behind-row': {
    en: 'after a row of “{table}” a comma or “;” is expected, not {shown}.',
    de: 'Hinter einer Zeile von „{table}“ muss ein Komma oder „;“ stehen, nicht {shown}.',
    fr: 'après une ligne de « {table} », une virgule ou « ; » est attendu, pas {shown}.',
  },
  'dump.no-equals': {
    en: '“=” is expected behind “{column}”, not {shown}.',
    de: 'Hinter „{column}“ muss „=“ stehen, nicht {shown}.',
    fr: '« = » est attendu après « {column} », pas {shown}.',
  },
  'dump.no-row': {
    en: 'a row of “{table}” is expected, not {shown}.',
    de: 'Hier muss eine Zeile von „{table}“ stehen, nicht {shown}.',
    fr: 'une ligne de « {table} » est attendue, pas {shown}.',
  },
  'dump.row-broken': {
    en: 'a row of “{table}” is broken before {shown}.',
    de: 'Eine Zeile von „{table}“ ist vor {shown} kaputt.',
    fr: 'une ligne de « {table} » est endommagée avant {shown}.',
  },
  'dump.values-count': {
    en: 'a row of “{table}” has {values} values for {columns} columns.',
    de: 'Eine Zeile von „{table}“ hat {values} Werte für {columns} Spalten.',
    fr: 'une ligne de « {table} » a {values} valeurs pour {columns} colonnes.',
  },
  'dump.no-sql': {
    en: 'this is no SQL dump: a statement cannot begin with {shown}.',
    de: 'Das ist kein SQL-Dump: Eine Anweisung kann nicht mit {shown} beginnen.',
    fr: 'ce n’est pas un dump SQL : une instruction ne peut pas commencer par {shown}.',
  },
  'dump.too-long': {
    en: 'a single row or statement of more than {megabytes} MB begins here.',
    de: 'Hier beginnt eine Zeile oder Anweisung von mehr als {megabytes} MB.',
    fr: 'une ligne ou instruction de plus de {megabytes} Mo commence ici.',
  },
  'dump.delimiter': {
    en: 'a DELIMITER is never set back to “;”. The dump is cut off.',
    de: 'Ein DELIMITER wird nicht auf „;“ zurückgesetzt. Der Dump ist abgeschnitten.',
    fr: 'un DELIMITER n’est jamais remis à « ; ». Le dump est coupé.',
  },
  'dump.cut-off': {
    en: 'the statement that begins here has no end. The dump is cut off.',
    de: 'Die Anweisung, die hier beginnt, hat kein Ende. Der Dump ist abgeschnitten.',
    fr: 'l’instruction qui commence ici n’a pas de fin. Le dump est coupé.',
  },
  'several-databases': {
    en: 'This dump holds several databases: {names}. Name the one that is meant, as “database: {first}” in the mapping or by --database.',
    de: 'Dieser Dump enthält mehrere Datenbanken: {names}. Nennen Sie die gemeinte, als „database: {first}“ in der Zuordnung oder mit --database.',
    fr: 'Ce dump contient plusieurs bases : {names}. Indiquez laquelle, par « database: {first} » dans la correspondance ou par --database.',
  },
  'no-such-database': {
    en: 'This dump has no database “{name}”, but {names}.',
    de: 'Dieser Dump hat keine Datenbank „{name}“, sondern {names}.',
    fr: 'Ce dump n’a pas de base « {name} », mais {names}.',
  },
  'no-fileadmin-folder': {
    en: 'The fileadmin folder {folder} is not there.',
    de: 'Der fileadmin-Ordner {folder} ist nicht da.',
    fr: 'Le dossier fileadmin {folder} n’existe pas.',
  },
  'fileadmin-no-folder': {
    en: 'The fileadmin {folder} is no folder.',
    de: 'fileadmin {folder} ist kein Ordner.',
    fr: 'fileadmin {folder} n’est pas un dossier.',
  },
  'running-already': {
    en: 'An import is running already. Wait until it is done, or stop it.',
    de: 'Es läuft schon ein Import. Warten Sie, bis er fertig ist, oder halten Sie ihn an.',
    fr: 'Un import est déjà en cours. Attendez qu’il soit terminé, ou arrêtez-le.',
  },
  'writing-already': {
    en: 'Another import is writing. Wait until it is done, or stop it.',
    de: 'Ein anderer Import schreibt gerade. Warten Sie, bis er fertig ist, oder halten Sie ihn an.',
    fr: 'Un autre import est en train d’écrire. Attendez qu’il soit terminé, ou arrêtez-le.',
  },
  'rows-unaccounted': {
    en: 'The import does not know what became of these rows, which is a fault of its own: {rows}',
    de: 'Der Import weiß nicht, was aus diesen Zeilen wurde; das ist sein eigener Fehler: {rows}',
    fr: 'L’import ne sait pas ce que sont devenues ces lignes, c’est une erreur de sa part : {rows}',
  },
  'parts-unaccounted': {
    en: 'The import does not know what became of these fields, links or files, which is a fault of its own: {parts}',
    de: 'Der Import weiß nicht, was aus diesen Feldern, Links oder Dateien wurde; das ist sein eigener Fehler: {parts}',
    fr: 'L’import ne sait pas ce que sont devenus ces champs, liens ou fichiers, c’est une erreur de sa part : {parts}',
  },
  'rows-differ': {
    en: 'Rows in and rows accounted for differ, which is a fault of the import’s own: {tables}',
    de: 'Gelesene und gezählte Zeilen stimmen nicht überein; das ist ein Fehler des Imports: {tables}',
    fr: 'Les lignes lues et les lignes comptées diffèrent, c’est une erreur de l’import : {tables}',
  },
  unexpected: {
    en: 'The import failed for a reason that is in the server’s log.',
    de: 'Der Import ist gescheitert; der Grund steht im Protokoll des Servers.',
    fr: 'L’import a échoué ; la raison se trouve dans le journal du serveur.',
  },
  'mapping-unusable': {
    en: 'The mapping cannot be used:',
    de: 'Die Zuordnung ist nicht brauchbar:',
    fr: 'La correspondance est inutilisable :',
  },
  'mapping-no-yaml': {
    en: 'The mapping cannot be used: it is no YAML. {why}',
    de: 'Die Zuordnung ist nicht brauchbar: Sie ist kein YAML. {why}',
    fr: 'La correspondance est inutilisable : ce n’est pas du YAML. {why}',
  },
  'mapping-the-file': { en: 'the file', de: 'die Datei', fr: 'le fichier' },
  'mapping.name': {
    en: 'must be the name of a table or column: letters, digits and “_”',
    de: 'muss der Name einer Tabelle oder Spalte sein: Buchstaben, Ziffern und „_“',
    fr: 'doit être le nom d’une table ou d’une colonne : lettres, chiffres et « _ »',
  },
  'mapping.condition': {
    en: 'must name folders, categories or types',
    de: 'muss folders, categories oder types nennen',
    fr: 'doit nommer folders, categories ou types',
  },
  'mapping.old-path': {
    en: 'must be a path of the old portal, beginning with “/”',
    de: 'muss ein Pfad des alten Portals sein, der mit „/“ beginnt',
    fr: 'doit être un chemin de l’ancien portail commençant par « / »',
  },
  'mapping.old-placeholder': {
    en: 'must hold {slug} or {uid}',
    de: 'muss {slug} oder {uid} enthalten',
    fr: 'doit contenir {slug} ou {uid}',
  },
  'mapping.availability': {
    en: 'must be one of {names}',
    de: 'muss eines davon sein: {names}',
    fr: 'doit être l’un de : {names}',
  },
  'mapping.version': { en: 'must be 1', de: 'muss 1 sein', fr: 'doit être 1' },
  'mapping.source': {
    en: 'must be lower-case letters, digits and “-”',
    de: 'darf nur Kleinbuchstaben, Ziffern und „-“ enthalten',
    fr: 'doit être en minuscules, chiffres et « - »',
  },
  'mapping.language-uid': {
    en: 'is no sys_language_uid',
    de: 'ist keine sys_language_uid',
    fr: 'n’est pas un sys_language_uid',
  },
  'mapping.locale': {
    en: 'must be a locale such as “de”',
    de: 'muss eine Sprache wie „de“ sein',
    fr: 'doit être une langue telle que « de »',
  },
  'mapping.default-language': {
    en: 'must tell the locale of 0, TYPO3’s default language',
    de: 'muss die Sprache von 0 nennen, TYPO3s Standardsprache',
    fr: 'doit indiquer la langue de 0, la langue par défaut de TYPO3',
  },
  'mapping.locale-twice': {
    en: 'languages {first} and {second} have the same locale “{locale}”. Each needs its own, or leave one out',
    de: 'Die Sprachen {first} und {second} haben beide „{locale}“. Jede braucht ihre eigene, oder lassen Sie eine weg',
    fr: 'les langues {first} et {second} ont toutes deux « {locale} ». Donnez-en une à chacune, ou laissez-en une de côté',
  },
  'mapping.host': {
    en: 'must be a host such as “www.example.org”, lower-case',
    de: 'muss ein Host wie „www.example.org“ sein, kleingeschrieben',
    fr: 'doit être un hôte tel que « www.example.org », en minuscules',
  },
  'mapping.page-uid': { en: 'is no page uid', de: 'ist keine uid einer Seite', fr: 'n’est pas l’uid d’une page' },
  'mapping.page-target': {
    en: 'must be an address, or a path beginning with “/”',
    de: 'muss eine Adresse sein oder ein Pfad, der mit „/“ beginnt',
    fr: 'doit être une adresse, ou un chemin commençant par « / »',
  },
  'mapping.nothing': {
    en: 'must name materials or news, or there is nothing to import',
    de: 'muss materials oder news nennen, sonst gibt es nichts zu importieren',
    fr: 'doit nommer materials ou news, sinon il n’y a rien à importer',
  },
  'no-source': {
    en: 'There is no file or folder {path}.',
    de: 'Es gibt keine Datei und keinen Ordner {path}.',
    fr: 'Il n’y a ni fichier ni dossier {path}.',
  },
  'no-database-address': {
    en: 'This is no address of a database: mysql://user:password@host:3306/database',
    de: 'Das ist keine Adresse einer Datenbank: mysql://user:password@host:3306/database',
    fr: 'Ce n’est pas l’adresse d’une base : mysql://user:password@host:3306/database',
  },
  'no-database-name': {
    en: 'The address names no database: mysql://user:password@host:3306/database',
    de: 'Die Adresse nennt keine Datenbank: mysql://user:password@host:3306/database',
    fr: 'L’adresse ne nomme aucune base : mysql://user:password@host:3306/database',
  },
  'database-unreadable': {
    en: 'The database {place} cannot be read. {why}',
    de: 'Die Datenbank {place} ist nicht lesbar. {why}',
    fr: 'La base {place} est illisible. {why}',
  },
  'no-tables': {
    en: 'The folder {folder} has no table in it. Name the files after tables: tx_news_domain_model_news.csv',
    de: 'Im Ordner {folder} liegt keine Tabelle. Nennen Sie die Dateien nach Tabellen: tx_news_domain_model_news.csv',
    fr: 'Le dossier {folder} ne contient aucune table. Nommez les fichiers d’après les tables : tx_news_domain_model_news.csv',
  },
  'file-line': {
    en: '{place}: {why}',
    de: '{place} ist nicht lesbar. Auf Englisch heißt der Fehler: {why}',
    fr: '{place} est illisible. L’erreur en anglais : {why}',
  },
  'no-json-row': {
    en: '{place}: a row is an object such as {example}.',
    de: '{place}: Eine Zeile ist ein Objekt wie {example}.',
    fr: '{place} : une ligne est un objet tel que {example}.',
  },
  'no-json': {
    en: '{file} is no JSON list of rows: {why}',
    de: '{file} ist keine JSON-Liste von Zeilen: {why}',
    fr: '{file} n’est pas une liste JSON de lignes : {why}',
  },
  'no-file': {
    en: 'There is no file {path}.',
    de: 'Es gibt keine Datei {path}.',
    fr: 'Il n’y a pas de fichier {path}.',
  },
  'no-article': {
    en: '{file} is no article: it must be a file with text of at most {most} MB.',
    de: '{file} ist kein Artikel: Es muss eine Textdatei von höchstens {most} MB sein.',
    fr: '{file} n’est pas un article : il faut un fichier de texte de {most} Mo au plus.',
  },
  'no-locale': {
    en: 'This portal has no locale “{locale}”, but {locales}.',
    de: 'Dieses Portal hat keine Sprache „{locale}“, sondern {locales}.',
    fr: 'Ce portail n’a pas la langue « {locale} », mais {locales}.',
  },
  'no-import': {
    en: 'There is no such import, or its report is not there yet.',
    de: 'Diesen Import gibt es nicht, oder sein Bericht ist noch nicht da.',
    fr: 'Cet import n’existe pas, ou son rapport n’est pas encore là.',
  },
  'no-upload': {
    en: 'There is no such source. Upload it first.',
    de: 'Diese Datei gibt es nicht. Laden Sie sie zuerst hoch.',
    fr: 'Cette source n’existe pas. Envoyez-la d’abord.',
  },
  'no-suggestion': {
    en: 'There is no such suggestion.',
    de: 'Diesen Vorschlag gibt es nicht.',
    fr: 'Cette suggestion n’existe pas.',
  },
  'wrote-nothing': {
    en: 'A dry run wrote nothing, so there is no text to change. Start the import first.',
    de: 'Ein Probelauf hat nichts geschrieben, also gibt es keinen Text zu ändern. Starten Sie zuerst den Import.',
    fr: 'Un essai à blanc n’a rien écrit : il n’y a pas de texte à modifier. Lancez d’abord l’import.',
  },
  'sentence-gone': {
    en: 'The sentence is no longer in the text: somebody changed it. Nothing was changed.',
    de: 'Der Satz steht nicht mehr im Text: Jemand hat ihn geändert. Es wurde nichts geändert.',
    fr: 'La phrase n’est plus dans le texte : quelqu’un l’a modifiée. Rien n’a été changé.',
  },
  'no-form-file': {
    en: 'send one file in a form, under the name “file”.',
    de: 'Senden Sie eine Datei in einem Formular, unter dem Namen „file“.',
    fr: 'envoyez un fichier dans un formulaire, sous le nom « file ».',
  },
  'unusable-input': {
    en: 'This cannot be used: {what}',
    de: 'Das ist nicht brauchbar: {what}',
    fr: 'Ceci est inutilisable : {what}',
  },
  'no-site-config': {
    en: '{file} is no site configuration of TYPO3: it names no languages. Give config/sites/NAME/config.yaml.',
    de: '{file} ist keine Site-Konfiguration von TYPO3: Sie nennt keine Sprachen. Geben Sie config/sites/NAME/config.yaml an.',
    fr: '{file} n’est pas une configuration de site TYPO3 : elle ne nomme aucune langue. Donnez config/sites/NOM/config.yaml.',
  },
  'no-pdf': {
    en: '{file} is no PDF that can be read.',
    de: '{file} ist kein lesbares PDF.',
    fr: '{file} n’est pas un PDF lisible.',
  },
} as const satisfies Record<string, Words>;
export type ProblemCode = keyof typeof PROBLEMS;

const isCode = (text: string): text is ProblemCode => text in PROBLEMS;
const isLanguage = (name: string): name is ReportLanguage => name in PROBLEMS.unexpected;
const LANGUAGES = Object.keys(PROBLEMS.unexpected).filter(isLanguage);

/** Words made for each language. */
export const inLanguages = (make: (language: ReportLanguage) => string): Words =>
  Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<ReportLanguage, string>;

/**
 * The words of a problem in one language. A value that is a code itself stands for its words.
 *
 * @param code one of ours; anything else is taken as it is
 */
export const problemWords = (
  code: string,
  values: Readonly<Record<string, string>>,
  language: ReportLanguage
): string => {
  if (!isCode(code)) return code;
  return PROBLEMS[code][language].replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : isCode(value) ? PROBLEMS[value][language] : value;
  });
};

/** An import that cannot begin or go on. `message` says it in English, `words` in each language. */
export class Problem extends Error {
  readonly words: Words;

  constructor(
    readonly code: ProblemCode,
    values: Readonly<Record<string, string>> | { readonly words: Words } = {},
    options?: ErrorOptions
  ) {
    const words =
      'words' in values && typeof values.words === 'object'
        ? values.words
        : inLanguages((language) => problemWords(code, values as Readonly<Record<string, string>>, language));
    super(words.en, options);
    this.words = words;
    this.name = 'Problem';
  }
}
