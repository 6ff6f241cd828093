import { numberOf, textOf, type OldRow } from './record';

/**
 * Nothing gets lost on the way: of every table that is read, each row is written, unchanged, kept as an editor left it, or left out for a
 * reason that people can read.
 */
export const FATES = ['left-out', 'kept', 'unchanged', 'written'] as const;
export type Fate = (typeof FATES)[number];

/** Why a row is not in the new portal. */
export const LEFT_OUT_REASONS = {
  deleted: { en: 'deleted in TYPO3', de: 'in TYPO3 gelöscht', fr: 'supprimé dans TYPO3' },
  workspace: {
    en: 'a draft or placeholder of a TYPO3 workspace',
    de: 'Entwurf oder Platzhalter eines TYPO3-Arbeitsbereichs',
    fr: 'brouillon ou élément provisoire d’un espace de travail TYPO3',
  },
  replaced: {
    en: 'the dump replaces it by a later row',
    de: 'der Dump ersetzt ihn durch eine spätere Zeile',
    fr: 'remplacé par une ligne ultérieure du dump',
  },
  'there-already': {
    en: 'a row with this uid was there already',
    de: 'eine Zeile mit dieser uid gab es schon',
    fr: 'une ligne avec cet uid existait déjà',
  },
  hidden: { en: 'hidden in TYPO3', de: 'in TYPO3 verborgen', fr: 'masqué dans TYPO3' },
  'not-yet': { en: 'its start time lies ahead', de: 'die Startzeit liegt in der Zukunft', fr: 'date de début à venir' },
  'no-longer': { en: 'its end time is over', de: 'die Endzeit ist vorbei', fr: 'date de fin dépassée' },
  members: {
    en: 'only for visitors who are logged in',
    de: 'nur für angemeldete Besucher',
    fr: 'réservé aux visiteurs connectés',
  },
  'not-selected': {
    en: 'the mapping does not select it',
    de: 'die Zuordnung wählt ihn nicht aus',
    fr: 'non sélectionné par la correspondance',
  },
  'unknown-language': {
    en: 'the mapping has no locale for its language',
    de: 'die Zuordnung kennt seine Sprache nicht',
    fr: 'la correspondance ne connaît pas sa langue',
  },
  'locale-not-here': {
    en: 'this portal does not have its language',
    de: 'dieses Portal hat seine Sprache nicht',
    fr: 'ce portail n’a pas sa langue',
  },
  'no-title': { en: 'it has no title', de: 'ohne Titel', fr: 'sans titre' },
  'too-long': {
    en: 'its text has more than 4 MB',
    de: 'sein Text hat mehr als 4 MB',
    fr: 'son texte dépasse 4 Mo',
  },
  'second-translation': {
    en: 'a second translation into the same language',
    de: 'eine zweite Übersetzung in dieselbe Sprache',
    fr: 'une deuxième traduction dans la même langue',
  },
  'no-original': {
    en: 'its original was not imported',
    de: 'das Original wurde nicht importiert',
    fr: 'l’original n’a pas été importé',
  },
  failed: {
    en: 'it could not be written',
    de: 'er konnte nicht geschrieben werden',
    fr: 'il n’a pas pu être enregistré',
  },
  'not-used': { en: 'nothing imported uses it', de: 'nichts Importiertes verwendet ihn', fr: 'inutilisé' },
  'owner-left-out': {
    en: 'it belongs to nothing that was imported',
    de: 'er gehört zu nichts, was importiert wurde',
    fr: 'il n’appartient à rien de ce qui a été importé',
  },
  'looked-up': {
    en: 'only looked up, such as titles of pages',
    de: 'nur nachgeschlagen, etwa Seitentitel',
    fr: 'seulement consulté, comme les titres de pages',
  },
  'no-file': { en: 'its file cannot be had', de: 'die Datei ist nicht zu haben', fr: 'son fichier est indisponible' },
  'no-place': {
    en: 'the mapping has no place for it',
    de: 'die Zuordnung hat keinen Platz dafür',
    fr: 'la correspondance n’a pas de place pour lui',
  },
  bookkeeping: {
    en: 'TYPO3’s own bookkeeping: numbers, times, order, counts of other rows',
    de: 'TYPO3s eigene Buchhaltung: Nummern, Zeiten, Reihenfolge, Anzahl anderer Zeilen',
    fr: 'comptabilité interne de TYPO3 : numéros, dates, ordre, nombre d’autres lignes',
  },
  'of-original': {
    en: 'all languages share the original’s',
    de: 'für alle Sprachen gilt der Wert des Originals',
    fr: 'toutes les langues partagent celui de l’original',
  },
  'unreadable-value': {
    en: 'its value cannot be read, or is no web address',
    de: 'sein Wert ist nicht lesbar oder keine Webadresse',
    fr: 'sa valeur est illisible ou n’est pas une adresse web',
  },
  'no-meaning': {
    en: 'it says nothing for this kind of record',
    de: 'es sagt bei dieser Art von Datensatz nichts',
    fr: 'il ne dit rien pour ce type de fiche',
  },
  'unreadable-target': {
    en: 'its target cannot be read any more',
    de: 'das Ziel ist nicht mehr lesbar',
    fr: 'sa cible n’est plus lisible',
  },
  'unsafe-target': {
    en: 'its address may not stand in a text',
    de: 'seine Adresse darf in keinem Text stehen',
    fr: 'son adresse ne peut pas figurer dans un texte',
  },
  'no-words': { en: 'a link without words', de: 'ein Link ohne Worte', fr: 'un lien sans texte' },
  'no-room': {
    en: 'it stands where a text can hold none, such as code',
    de: 'es steht, wo ein Text keines aufnehmen kann, etwa in Code',
    fr: 'il se trouve là où un texte ne peut pas en contenir, par exemple dans du code',
  },
  'same-address': {
    en: 'the address stays the same',
    de: 'die Adresse bleibt dieselbe',
    fr: 'l’adresse reste la même',
  },
  'not-a-pdf': { en: 'it is no PDF', de: 'es ist kein PDF', fr: 'ce n’est pas un PDF' },
  'second-file': {
    en: 'the field takes one file, and has one',
    de: 'das Feld fasst eine Datei und hat schon eine',
    fr: 'le champ n’accepte qu’un fichier',
  },
  'no-target': {
    en: 'what it leads to is not in this portal, or not public',
    de: 'das Ziel ist nicht in diesem Portal oder nicht öffentlich',
    fr: 'sa cible n’est pas dans ce portail ou n’est pas publique',
  },
  'no-content': {
    en: 'a content element of a kind that holds no text, image or file',
    de: 'ein Inhaltselement ohne Text, Bild oder Datei',
    fr: 'un élément de contenu sans texte, image ni fichier',
  },
  'other-language': {
    en: 'of a language that its record is not in',
    de: 'in einer Sprache, die sein Datensatz nicht hat',
    fr: 'dans une langue que sa fiche n’a pas',
  },
  'redirect-over': {
    en: 'a redirect outside of its time, or switched off',
    de: 'eine Weiterleitung außerhalb ihrer Zeit oder abgeschaltet',
    fr: 'redirection hors période ou désactivée',
  },
  'redirect-foreign-host': {
    en: 'a redirect of a host that is not this portal’s',
    de: 'eine Weiterleitung eines fremden Hosts',
    fr: 'redirection d’un hôte étranger',
  },
  'redirect-no-target': {
    en: 'a redirect to nothing that is public here',
    de: 'eine Weiterleitung zu nichts, was hier öffentlich ist',
    fr: 'redirection vers rien de public ici',
  },
  'redirect-unreadable': {
    en: 'a redirect that nginx cannot follow',
    de: 'eine Weiterleitung, die nginx nicht umsetzen kann',
    fr: 'redirection que nginx ne peut pas appliquer',
  },
  'redirect-hides-page': {
    en: 'a redirect that would hide a page of this portal',
    de: 'eine Weiterleitung, die eine Seite dieses Portals verdecken würde',
    fr: 'redirection qui masquerait une page de ce portail',
  },
  'redirect-twice': {
    en: 'a second redirect of the same address',
    de: 'eine zweite Weiterleitung derselben Adresse',
    fr: 'deuxième redirection de la même adresse',
  },
  'redirect-loop': {
    en: 'a redirect that leads back to itself',
    de: 'eine Weiterleitung, die im Kreis führt',
    fr: 'redirection en boucle',
  },
} as const satisfies Record<string, { readonly en: string; readonly de: string; readonly fr: string }>;
export type LeftOutReason = keyof typeof LEFT_OUT_REASONS;

/** What became of the rows of a table. */
export interface TableAccount {
  readonly table: string;
  /** As many as the source had. */
  readonly rows: number;
  readonly written: number;
  readonly unchanged: number;
  readonly kept: number;
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
}

/** A row that nobody said anything about, or that is there without the source having it. */
export interface Unaccounted {
  readonly table: string;
  readonly uid: number;
  readonly place: string;
}

const NEWS = 'tx_news_domain_model_news';
const owner = (table: string, uid: number): string | null => (uid > 0 && table !== '' ? `${table}:${uid}` : null);

/**
 * The record that a row of TYPO3's own tables belongs to; null if it belongs to none. `looked-up` tables serve others and are not
 * imported; `shared` ones are used by several records, or by none.
 */
export const OWNERS: Readonly<Record<string, 'looked-up' | 'shared' | ((row: OldRow) => string | null)>> = {
  pages: 'looked-up',
  sys_file_storage: 'looked-up',
  tx_falsecuredownload_folder: 'looked-up',
  sys_category: 'shared',
  sys_file: 'shared',
  sys_file_metadata: 'shared',
  tt_news_cat: 'shared',
  tx_dam: 'shared',
  tx_news_domain_model_category: 'shared',
  tx_news_domain_model_tag: 'shared',
  sys_category_record_mm: (row) => owner(textOf(row, 'tablenames'), numberOf(row, 'uid_foreign')),
  sys_file_reference: (row) => owner(textOf(row, 'tablenames'), numberOf(row, 'uid_foreign')),
  tt_content: (row) => owner(NEWS, numberOf(row, 'tx_news_related_news')),
  tt_news_cat_mm: (row) => owner('tt_news', numberOf(row, 'uid_local')),
  tt_news_related_mm: (row) => owner('tt_news', numberOf(row, 'uid_local')),
  tx_dam_mm_ref: (row) => owner(textOf(row, 'tablenames'), numberOf(row, 'uid_foreign')),
  tx_news_domain_model_file: (row) => owner(NEWS, numberOf(row, 'parent')),
  tx_news_domain_model_link: (row) => owner(NEWS, numberOf(row, 'parent')),
  tx_news_domain_model_media: (row) => owner(NEWS, numberOf(row, 'parent')),
  tx_news_domain_model_news_category_mm: (row) => owner(NEWS, numberOf(row, 'uid_local')),
  tx_news_domain_model_news_related_mm: (row) => owner(NEWS, numberOf(row, 'uid_local')),
  tx_news_domain_model_news_tag_mm: (row) => owner(NEWS, numberOf(row, 'uid_local')),
  tx_realurl_uniqalias: (row) => owner(textOf(row, 'tablename'), numberOf(row, 'value_id')),
};

/** What rows are made of, counted as they are. `address`: where a record was to be found in the old portal. */
export type PartKind = 'field' | 'link' | 'image' | 'file' | 'related' | 'address';

/** What became of one kind of part, in one place: the links of `tt_news.bodytext`. */
export interface PartAccount extends Omit<TableAccount, 'rows'> {
  readonly kind: PartKind;
  /** '' where it is about the whole table: old addresses. */
  readonly column: string;
  readonly found: number;
}
