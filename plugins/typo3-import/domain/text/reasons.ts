/** Why a finding is in the report: one sentence each, `{name}` filled from the finding's `details`. */
export const FINDING_REASONS = {
  'link-rebuilt-by-slug': {
    en: 'A broken link was rebuilt: a part of its address is the name of “{title}”.',
    de: 'Ein kaputter Link wurde wiederhergestellt: Ein Teil seiner Adresse ist der Name von „{title}“.',
    fr: 'Un lien cassé a été reconstruit : une partie de son adresse est le nom de « {title} ».',
  },
  'link-rebuilt-by-host': {
    en: 'A broken link was rebuilt for a known host. Query, anchor and segments that begin with a digit leave no trace.',
    de: 'Ein kaputter Link wurde für eine bekannte Domain wiederhergestellt. Abfrage, Sprungmarke und Teile, die mit einer Ziffer beginnen, hinterlassen keine Spur.',
    fr: 'Un lien cassé a été reconstruit pour un hôte connu. La requête, l’ancre et les segments qui commencent par un chiffre ne laissent pas de trace.',
  },
  'link-end-lost': {
    en: 'A link’s closing tag is gone; its target is as it was stored.',
    de: 'Das schließende Tag eines Links fehlt; sein Ziel ist wie gespeichert.',
    fr: 'La balise fermante d’un lien manque ; sa cible est telle qu’elle était enregistrée.',
  },
  'link-text-by-name': {
    en: 'Where the link ended is lost. Its text is now the name of its target: “{words}”.',
    de: 'Wo der Link endete, ist verloren. Sein Text ist jetzt der Name des Ziels: „{words}“.',
    fr: 'On ne sait plus où se terminait le lien. Son texte est maintenant le nom de sa cible : « {words} ».',
  },
  'link-text-first-word': {
    en: 'Where the link ended is lost. Its text is now the first word after it: “{words}”.',
    de: 'Wo der Link endete, ist verloren. Sein Text ist jetzt das erste Wort danach: „{words}“.',
    fr: 'On ne sait plus où se terminait le lien. Son texte est maintenant le premier mot qui suit : « {words} ».',
  },
  'link-target-lost': {
    en: 'A broken link: nothing of its address is left.',
    de: 'Ein kaputter Link: Von seiner Adresse ist nichts übrig.',
    fr: 'Un lien cassé : il ne reste rien de son adresse.',
  },
  'link-host-unknown': {
    en: 'A broken link to a host that nobody named. It may have been {candidate}.',
    de: 'Ein kaputter Link zu einer Domain, die nicht angegeben wurde. Er war vielleicht {candidate}.',
    fr: 'Un lien cassé vers un hôte que personne n’a indiqué. C’était peut-être {candidate}.',
  },
  'link-unknown': {
    en: 'The link leads nowhere: {why}',
    de: 'Der Link führt nirgendwohin: {why}',
    fr: 'Le lien ne mène nulle part : {why}',
  },
  'link-unreadable': {
    en: 'The link’s target cannot be read.',
    de: 'Das Ziel des Links ist nicht lesbar.',
    fr: 'La cible du lien est illisible.',
  },
  'link-unsafe': {
    en: 'The address may not stand in a text.',
    de: 'Diese Adresse darf in keinem Text stehen.',
    fr: 'Cette adresse ne peut pas figurer dans un texte.',
  },
  'link-guessed': {
    en: 'The new address is likely, not certain.',
    de: 'Die neue Adresse ist wahrscheinlich, nicht sicher.',
    fr: 'La nouvelle adresse est probable, mais pas certaine.',
  },
  'link-without-words': { en: 'A link without words.', de: 'Ein Link ohne Worte.', fr: 'Un lien sans texte.' },
  'link-of-image': {
    en: 'An image was a link. The link stands under it, with words: “{words}”.',
    de: 'Ein Bild war ein Link. Der Link steht nun mit Worten darunter: „{words}“.',
    fr: 'Une image était un lien. Le lien se trouve maintenant en dessous, avec le texte « {words} ».',
  },
  'link-in-code': {
    en: 'Code cannot hold links.',
    de: 'Code kann keine Links enthalten.',
    fr: 'Un extrait de code ne peut pas contenir de liens.',
  },
  'link-title': {
    en: 'Titles of links cannot be kept ({count}).',
    de: 'Titel von Links können nicht übernommen werden ({count}).',
    fr: 'Les titres de liens ne peuvent pas être conservés ({count}).',
  },
  'stray-link-end': {
    en: 'A closing link tag without a beginning.',
    de: 'Ein schließendes Link-Tag ohne Anfang.',
    fr: 'Une balise de lien fermante sans ouverture.',
  },
  'unfinished-tag': {
    en: 'The text ends in the middle of a tag.',
    de: 'Der Text endet mitten in einem Tag.',
    fr: 'Le texte s’arrête au milieu d’une balise.',
  },
  script: {
    en: 'A script or style sheet was taken out.',
    de: 'Ein Skript oder Stylesheet wurde entfernt.',
    fr: 'Un script ou une feuille de style a été retiré.',
  },
  'event-attribute': {
    en: 'Script in an attribute was taken out.',
    de: 'Skript in einem Attribut wurde entfernt.',
    fr: 'Un script placé dans un attribut a été retiré.',
  },
  embedded: {
    en: 'Embedded content cannot be kept: {address}',
    de: 'Eingebetteter Inhalt kann nicht übernommen werden: {address}',
    fr: 'Le contenu intégré ne peut pas être conservé : {address}',
  },
  'form-field': {
    en: 'A form cannot be kept.',
    de: 'Ein Formular kann nicht übernommen werden.',
    fr: 'Un formulaire ne peut pas être conservé.',
  },
  drawing: {
    en: 'A drawing (SVG) cannot be kept.',
    de: 'Eine Zeichnung (SVG) kann nicht übernommen werden.',
    fr: 'Un dessin (SVG) ne peut pas être conservé.',
  },
  image: { en: 'The image is not there: {why}', de: 'Das Bild fehlt: {why}', fr: 'L’image manque : {why}' },
  'image-map': {
    en: 'Links in an image cannot be kept.',
    de: 'Links in einem Bild können nicht übernommen werden.',
    fr: 'Les liens placés dans une image ne peuvent pas être conservés.',
  },
  rule: {
    en: 'A horizontal rule cannot be kept.',
    de: 'Eine Trennlinie kann nicht übernommen werden.',
    fr: 'Un filet horizontal ne peut pas être conservé.',
  },
  anchor: {
    en: 'An anchor cannot be kept: {name}',
    de: 'Eine Sprungmarke kann nicht übernommen werden: {name}',
    fr: 'Une ancre ne peut pas être conservée : {name}',
  },
  formatting: {
    en: 'Formatting cannot be kept: {element}',
    de: 'Eine Auszeichnung kann nicht übernommen werden: {element}',
    fr: 'Une mise en forme ne peut pas être conservée : {element}',
  },
  styling: {
    en: 'Alignment, colours and the like cannot be kept ({count}).',
    de: 'Ausrichtung, Farben und Ähnliches können nicht übernommen werden ({count}).',
    fr: 'L’alignement, les couleurs et autres ne peuvent pas être conservés ({count}).',
  },
  abbreviation: {
    en: 'The long form of an abbreviation cannot be kept: {title}',
    de: 'Die Langform einer Abkürzung kann nicht übernommen werden: {title}',
    fr: 'La forme longue d’une abréviation ne peut pas être conservée : {title}',
  },
  'table-as-lines': {
    en: 'A table stands as lines now.',
    de: 'Eine Tabelle steht jetzt in Zeilen.',
    fr: 'Un tableau est maintenant présenté en lignes.',
  },
  'table-unwrapped': {
    en: 'A table with one column stands as paragraphs now.',
    de: 'Eine einspaltige Tabelle steht jetzt als Absätze.',
    fr: 'Un tableau à une colonne est maintenant présenté en paragraphes.',
  },
  'definitions-as-paragraphs': {
    en: 'A list of definitions stands as paragraphs now.',
    de: 'Eine Definitionsliste steht jetzt als Absätze.',
    fr: 'Une liste de définitions est maintenant présentée en paragraphes.',
  },
  'moved-behind': {
    en: 'What cannot stand inside a list, table or quote stands behind it now.',
    de: 'Was nicht in einer Liste, Tabelle oder einem Zitat stehen kann, steht jetzt dahinter.',
    fr: 'Ce qui ne peut pas figurer dans une liste, un tableau ou une citation se trouve maintenant après.',
  },
  'list-as-lines': {
    en: 'A list stands as lines now.',
    de: 'Eine Liste steht jetzt in Zeilen.',
    fr: 'Une liste est maintenant présentée en lignes.',
  },
  'heading-as-text': {
    en: 'A heading inside a list or table is bold text now.',
    de: 'Eine Überschrift in einer Liste oder Tabelle ist jetzt fetter Text.',
    fr: 'Un titre placé dans une liste ou un tableau est maintenant en gras.',
  },
  'too-deep': {
    en: 'The elements are nested too deeply; only their text was kept.',
    de: 'Die Elemente sind zu tief verschachtelt; nur ihr Text wurde übernommen.',
    fr: 'Les éléments sont trop imbriqués ; seul leur texte a été conservé.',
  },
  'sold-out': {
    en: 'The sentence tells of the stock of “{title}”. A live call to action can stand for it.',
    de: 'Der Satz sagt etwas über den Bestand von „{title}“. Ein Bestell-Baustein kann an seine Stelle treten.',
    fr: 'La phrase parle du stock de « {title} ». Un bouton toujours à jour peut la remplacer.',
  },
  'sold-out-unclear': {
    en: 'The sentence tells of stock, and it is not clear of which material.',
    de: 'Der Satz sagt etwas über einen Bestand; es ist nicht klar, von welchem Material.',
    fr: 'La phrase parle d’un stock, sans qu’on sache de quelle publication.',
  },
  'article-kicker': { en: 'Taken for the kicker.', de: 'Als Dachzeile gelesen.', fr: 'Pris pour le surtitre.' },
  'article-title': { en: 'Taken for the title.', de: 'Als Titel gelesen.', fr: 'Pris pour le titre.' },
  'article-lead': { en: 'Taken for the lead.', de: 'Als Vorspann gelesen.', fr: 'Pris pour le chapeau.' },
  'article-date': { en: 'Taken for the date.', de: 'Als Datum gelesen.', fr: 'Pris pour la date.' },
  'article-date-unclear': {
    en: 'Day and month could be the other way round.',
    de: 'Tag und Monat könnten vertauscht sein.',
    fr: 'Le jour et le mois pourraient être inversés.',
  },
  'article-caption': {
    en: 'Taken for the image’s caption.',
    de: 'Als Bildunterschrift gelesen.',
    fr: 'Pris pour la légende de l’image.',
  },
  'article-subheading': {
    en: 'Taken for a subheading.',
    de: 'Als Zwischenüberschrift gelesen.',
    fr: 'Pris pour un intertitre.',
  },
  'article-navigation': {
    en: 'A line of the page’s navigation was left out.',
    de: 'Eine Zeile der Seitennavigation wurde weggelassen.',
    fr: 'Une ligne de la navigation de la page a été laissée de côté.',
  },
} as const satisfies Record<string, { readonly en: string; readonly de: string; readonly fr: string }>;

export type FindingReason = keyof typeof FINDING_REASONS;
