/** Why a finding is in the report: one sentence each, `{name}` filled from the finding's `details`. */
export const FINDING_REASONS = {
  'link-rebuilt-by-slug': {
    en: 'A broken link was rebuilt: a part of its address is the name of “{title}”.',
    de: 'Ein kaputter Link wurde wiederhergestellt: Ein Teil seiner Adresse ist der Name von „{title}“.',
  },
  'link-rebuilt-by-host': {
    en: 'A broken link was rebuilt for a known host. Query, anchor and segments that begin with a digit leave no trace.',
    de: 'Ein kaputter Link wurde für eine bekannte Domain wiederhergestellt. Abfrage, Sprungmarke und Teile, die mit einer Ziffer beginnen, hinterlassen keine Spur.',
  },
  'link-end-lost': {
    en: 'A link’s closing tag is gone; its target is as it was stored.',
    de: 'Das schließende Tag eines Links fehlt; sein Ziel ist wie gespeichert.',
  },
  'link-text-by-name': {
    en: 'Where the link ended is lost. Its text is now the name of its target: “{words}”.',
    de: 'Wo der Link endete, ist verloren. Sein Text ist jetzt der Name des Ziels: „{words}“.',
  },
  'link-text-first-word': {
    en: 'Where the link ended is lost. Its text is now the first word after it: “{words}”.',
    de: 'Wo der Link endete, ist verloren. Sein Text ist jetzt das erste Wort danach: „{words}“.',
  },
  'link-target-lost': {
    en: 'A broken link: nothing of its address is left.',
    de: 'Ein kaputter Link: Von seiner Adresse ist nichts übrig.',
  },
  'link-host-unknown': {
    en: 'A broken link to a host that nobody named. It may have been {candidate}.',
    de: 'Ein kaputter Link zu einer Domain, die nicht angegeben wurde. Er war vielleicht {candidate}.',
  },
  'link-unknown': { en: 'The link leads nowhere: {why}', de: 'Der Link führt nirgendwohin: {why}' },
  'link-unreadable': { en: 'The link’s target cannot be read.', de: 'Das Ziel des Links ist nicht lesbar.' },
  'link-unsafe': {
    en: 'The address may not stand in a text.',
    de: 'Diese Adresse darf in keinem Text stehen.',
  },
  'link-guessed': {
    en: 'The new address is likely, not certain.',
    de: 'Die neue Adresse ist wahrscheinlich, nicht sicher.',
  },
  'link-without-words': { en: 'A link without words.', de: 'Ein Link ohne Worte.' },
  'link-of-image': {
    en: 'An image was a link. The link stands under it, with words: “{words}”.',
    de: 'Ein Bild war ein Link. Der Link steht nun mit Worten darunter: „{words}“.',
  },
  'link-in-code': { en: 'Code cannot hold links.', de: 'Code kann keine Links enthalten.' },
  'link-title': {
    en: 'Titles of links cannot be kept ({count}).',
    de: 'Titel von Links können nicht übernommen werden ({count}).',
  },
  'stray-link-end': { en: 'A closing link tag without a beginning.', de: 'Ein schließendes Link-Tag ohne Anfang.' },
  'unfinished-tag': {
    en: 'The text ends in the middle of a tag.',
    de: 'Der Text endet mitten in einem Tag.',
  },
  script: { en: 'A script or style sheet was taken out.', de: 'Ein Skript oder Stylesheet wurde entfernt.' },
  'event-attribute': { en: 'Script in an attribute was taken out.', de: 'Skript in einem Attribut wurde entfernt.' },
  embedded: {
    en: 'Embedded content cannot be kept: {address}',
    de: 'Eingebetteter Inhalt kann nicht übernommen werden: {address}',
  },
  'form-field': { en: 'A form cannot be kept.', de: 'Ein Formular kann nicht übernommen werden.' },
  drawing: { en: 'A drawing (SVG) cannot be kept.', de: 'Eine Zeichnung (SVG) kann nicht übernommen werden.' },
  image: { en: 'The image is not there: {why}', de: 'Das Bild fehlt: {why}' },
  'image-map': { en: 'Links in an image cannot be kept.', de: 'Links in einem Bild können nicht übernommen werden.' },
  rule: { en: 'A horizontal rule cannot be kept.', de: 'Eine Trennlinie kann nicht übernommen werden.' },
  anchor: {
    en: 'An anchor cannot be kept: {name}',
    de: 'Eine Sprungmarke kann nicht übernommen werden: {name}',
  },
  formatting: {
    en: 'Formatting cannot be kept: {element}',
    de: 'Eine Auszeichnung kann nicht übernommen werden: {element}',
  },
  styling: {
    en: 'Alignment, colours and the like cannot be kept ({count}).',
    de: 'Ausrichtung, Farben und Ähnliches können nicht übernommen werden ({count}).',
  },
  abbreviation: {
    en: 'The long form of an abbreviation cannot be kept: {title}',
    de: 'Die Langform einer Abkürzung kann nicht übernommen werden: {title}',
  },
  'table-as-lines': { en: 'A table stands as lines now.', de: 'Eine Tabelle steht jetzt in Zeilen.' },
  'table-unwrapped': {
    en: 'A table with one column stands as paragraphs now.',
    de: 'Eine einspaltige Tabelle steht jetzt als Absätze.',
  },
  'definitions-as-paragraphs': {
    en: 'A list of definitions stands as paragraphs now.',
    de: 'Eine Definitionsliste steht jetzt als Absätze.',
  },
  'moved-behind': {
    en: 'What cannot stand inside a list, table or quote stands behind it now.',
    de: 'Was nicht in einer Liste, Tabelle oder einem Zitat stehen kann, steht jetzt dahinter.',
  },
  'list-as-lines': { en: 'A list stands as lines now.', de: 'Eine Liste steht jetzt in Zeilen.' },
  'heading-as-text': {
    en: 'A heading inside a list or table is bold text now.',
    de: 'Eine Überschrift in einer Liste oder Tabelle ist jetzt fetter Text.',
  },
  'too-deep': {
    en: 'The elements are nested too deeply; only their text was kept.',
    de: 'Die Elemente sind zu tief verschachtelt; nur ihr Text wurde übernommen.',
  },
  'sold-out': {
    en: 'The sentence tells of the stock of “{title}”. A live call to action can stand for it.',
    de: 'Der Satz sagt etwas über den Bestand von „{title}“. Ein Bestell-Baustein kann an seine Stelle treten.',
  },
  'sold-out-unclear': {
    en: 'The sentence tells of stock, and it is not clear of which material.',
    de: 'Der Satz sagt etwas über einen Bestand; es ist nicht klar, von welchem Material.',
  },
  'article-kicker': { en: 'Taken for the kicker.', de: 'Als Dachzeile gelesen.' },
  'article-title': { en: 'Taken for the title.', de: 'Als Titel gelesen.' },
  'article-lead': { en: 'Taken for the lead.', de: 'Als Vorspann gelesen.' },
  'article-date': { en: 'Taken for the date.', de: 'Als Datum gelesen.' },
  'article-date-unclear': {
    en: 'Day and month could be the other way round.',
    de: 'Tag und Monat könnten vertauscht sein.',
  },
  'article-caption': { en: 'Taken for the image’s caption.', de: 'Als Bildunterschrift gelesen.' },
  'article-subheading': { en: 'Taken for a subheading.', de: 'Als Zwischenüberschrift gelesen.' },
  'article-navigation': {
    en: 'A line of the page’s navigation was left out.',
    de: 'Eine Zeile der Seitennavigation wurde weggelassen.',
  },
} as const satisfies Record<string, { readonly en: string; readonly de: string }>;

export type FindingReason = keyof typeof FINDING_REASONS;
