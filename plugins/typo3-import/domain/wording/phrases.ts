import type { ToldAvailability } from '../contract';

/** A wording and what it tells. */
export interface Phrase {
  readonly language: string;
  readonly pattern: RegExp;
  readonly availability: ToldAvailability;
  /** People say it of several states, as German "vergriffen" of all that are sold out. */
  readonly isLoose: boolean;
}

/** White space before something, of which only so much is looked at: looking back must not take as long as there is white space. */
const BACK = '[\\s\\u00a0]{1,3}';

/** A pattern of whole words, in any letter case. `_` stands for white space. */
const words = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.replaceAll('_', '[\\s\\u00a0]+')})(?![\\p{L}\\p{N}])`, 'iu');

type Line = readonly [pattern: string, availability: ToldAvailability, isLoose?: 'loose'];

/** A file's format, or the way to it. */
const DE_FILE =
  '(?:als_|im_|zum_|per_)(?:(?:kostenlose[nrs]?|barrierefreie[nrs]?)_)?(?:pdf|download|e-book|datei)[\\p{L}-]*';
const EN_FILE = '(?:(?:as|in|for)_)(?:an?_)?(?:pdf|download|e-?book|electronic)[\\p{L}-]*';
const FR_FILE = '(?:en|au|sous)_(?:(?:format|forme_de|version)_)?(?:pdf|téléchargement|ligne)';
const DE_ORDERABLE = '(?:lieferbar|erhältlich|verfügbar|bestellbar|vorrätig|zu_bestellen|zu_haben|auf_lager)';
const DE_NOW = '(?:derzeit|zurzeit|zur_zeit|momentan|vorübergehend|aktuell|gegenwärtig|im_moment|im_augenblick)';
const LITTLE = '(?:[\\p{L}]+_){0,3}';

/** By language, the more telling first. */
const LINES: Readonly<Record<string, readonly Line[]>> = {
  de: [
    [
      `(?:wird|werden)_${LITTLE}(?:nicht|nie)_(?:mehr_|wieder_)?(?:nachgedruckt|neu_aufgelegt|gedruckt)`,
      'out-of-print',
    ],
    [
      `(?:keine?_(?:neuauflage|nachdruck)|(?:neuauflage|nachdruck)_(?:ist_)?nicht_(?:geplant|vorgesehen))`,
      'out-of-print',
    ],
    [`(?:restlos|endgültig|dauerhaft)_(?:vergriffen|ausverkauft)`, 'out-of-print'],
    [`(?:nachdruck|neuauflage)_${LITTLE}(?:offen|ungewiss|noch_nicht_(?:entschieden|fest))`, 'reprint-undecided'],
    [`(?:wird|werden)_${LITTLE}(?:nachgedruckt|neu_aufgelegt|neu_gedruckt)`, 'reprinting'],
    [
      `(?:nachdruck|neuauflage)_${LITTLE}(?:in_vorbereitung|in_arbeit|in_planung|geplant|beauftragt|vorgesehen)`,
      'reprinting',
    ],
    [`(?:im|in)_(?:nach)?druck`, 'reprinting'],
    [`nachdruck_(?:erscheint|folgt)`, 'reprinting'],
    [`${DE_NOW}_${LITTLE}(?:nicht_${DE_ORDERABLE}|vergriffen|ausverkauft)`, 'out-of-stock'],
    [`${DE_ORDERABLE}_(?:ist|sind)_${LITTLE}${DE_NOW}_nicht`, 'out-of-stock'],
    [`nicht_(?:mehr|länger)_${LITTLE}${DE_ORDERABLE}`, 'out-of-print', 'loose'],
    [`nicht_${DE_ORDERABLE}`, 'out-of-stock', 'loose'],
    [`(?:vergriffen|ausverkauft)`, 'out-of-print', 'loose'],
    [`(?:(?:nur|lediglich|ausschließlich)(?:_noch|_mehr)?|noch)_${LITTLE}${DE_FILE}`, 'out-of-print', 'loose'],
  ],
  en: [
    [`(?:will|would)_not_be_(?:reprinted|reissued)|no_reprint_is_planned|discontinued`, 'out-of-print'],
    [
      `(?:being|to_be|will_be)_(?:reprinted|reissued)|reprinting|reprint_${LITTLE}(?:under_way|underway|planned|in_preparation)`,
      'reprinting',
    ],
    [`(?:undecided|unclear|open)_whether_${LITTLE}(?:reprinted|reprint)`, 'reprint-undecided'],
    [
      `(?:temporarily|currently|presently)_(?:out_of_(?:stock|print)|sold_out|unavailable|not_available)`,
      'out-of-stock',
    ],
    [`out[\\s-]of[\\s-]print|no_longer_in_print`, 'out-of-print'],
    [`out[\\s-]of[\\s-]stock`, 'out-of-stock'],
    [`no_longer_(?:available|be_ordered)`, 'out-of-print', 'loose'],
    [`sold[\\s-]out`, 'reprint-undecided', 'loose'],
    [`(?:only|solely|exclusively)_${LITTLE}${EN_FILE}`, 'out-of-print', 'loose'],
    [`${EN_FILE}_only`, 'out-of-print', 'loose'],
  ],
  fr: [
    [`(?:ne_)?(?:sera|seront)_(?:pas|plus)_(?:réimprimée?s?|rééditée?s?)`, 'out-of-print'],
    [`définitivement_(?:épuisée?s?|indisponibles?)`, 'out-of-print'],
    [
      `en_(?:cours_de_)?(?:réimpression|réédition)|(?:réimpression|réédition)_(?:en_cours|prévue)|(?:sera|seront)_(?:réimprimée?s?|rééditée?s?)`,
      'reprinting',
    ],
    [
      `(?:momentanément|provisoirement|temporairement|actuellement)_(?:épuisée?s?|indisponibles?|en_rupture)`,
      'out-of-stock',
    ],
    [`en_rupture(?:_de_stock)?`, 'out-of-stock'],
    [`plus_(?:disponibles?|en_stock)`, 'out-of-print', 'loose'],
    [`épuisée?s?`, 'out-of-print', 'loose'],
    [
      `(?:uniquement|seulement|exclusivement|plus_(?:disponibles?_)?que|disponibles?_qu['’]?)_?${LITTLE}${FR_FILE}`,
      'out-of-print',
      'loose',
    ],
  ],
  es: [
    [`en_reimpresión|(?:será|serán)_reimpres[oa]s?`, 'reprinting'],
    [`temporalmente_(?:agotad[oa]s?|no_disponibles?)`, 'out-of-stock'],
    [`descatalogad[oa]s?`, 'out-of-print'],
    [`agotad[oa]s?|ya_no_(?:está|están)_disponibles?`, 'out-of-print', 'loose'],
    [`(?:solo|sólo|únicamente)_${LITTLE}en_(?:formato_)?pdf`, 'out-of-print', 'loose'],
  ],
  it: [
    [`in_(?:corso_di_)?ristampa|(?:sarà|saranno)_ristampat[oaie]`, 'reprinting'],
    [`temporaneamente_(?:esaurit[oaie]|non_disponibil[ei])`, 'out-of-stock'],
    [`fuori_catalogo`, 'out-of-print'],
    [`esaurit[oaie]|non_più_disponibil[ei]`, 'out-of-print', 'loose'],
    [`(?:solo|soltanto|unicamente)_${LITTLE}in_(?:formato_)?pdf`, 'out-of-print', 'loose'],
  ],
  nl: [
    [`(?:wordt|worden)_herdrukt|in_herdruk`, 'reprinting'],
    [`tijdelijk_(?:uitverkocht|niet_(?:leverbaar|verkrijgbaar|beschikbaar))`, 'out-of-stock'],
    [`uitverkocht|niet_meer_(?:leverbaar|verkrijgbaar|beschikbaar)`, 'out-of-print', 'loose'],
    [`(?:alleen|enkel|uitsluitend)_${LITTLE}als_(?:pdf|download)`, 'out-of-print', 'loose'],
  ],
  pl: [
    [`w_dodruku|(?:będzie|zostanie)_(?:wznowion[ayeo]|dodrukowan[ayeo])`, 'reprinting'],
    [`(?:chwilowo|tymczasowo)_(?:niedostępn[ayeo]|wyczerpan[ayeo])`, 'out-of-stock'],
    [`nakład_${LITTLE}wyczerpan[yao]|wyczerpan[yaeo]|już_niedostępn[yaeo]`, 'out-of-print', 'loose'],
    [`tylko_${LITTLE}(?:w_formacie_|jako_)?pdf`, 'out-of-print', 'loose'],
  ],
};

export const PHRASES: readonly Phrase[] = Object.entries(LINES).flatMap(([language, lines]) =>
  lines.map(([pattern, availability, isLoose]) => ({
    language,
    pattern: words(pattern),
    availability,
    isLoose: isLoose === 'loose',
  }))
);

/** Words that turn a telling wording round, wherever they stand in its sentence. */
export const DENIALS: readonly RegExp[] = [
  // German
  `(?:nicht|nie|niemals|keineswegs|kaum|fast|beinahe|bald|demnächst|schnell|rasch|bevor_sie|bevor_er|bevor_es)_(?:mehr_|schon_|bereits_)?(?:vergriffen|ausverkauft)`,
  `(?:vergriffen|ausverkauft)_(?:ist|sind|wird|werden)_(?:[\\p{L}]+_){1,4}nicht`,
  `(?:wenn|falls|sobald|sollte[n]?|ob|bis)_(?:[\\p{L}]+_){0,6}(?:vergriffen|ausverkauft)`,
  `(?:war|waren|gewesen)_(?:[\\p{L}]+_){0,4}(?:vergriffen|ausverkauft)|(?:vergriffen|ausverkauft)(?:_gewesen|_war|_waren)`,
  `im_ton_vergriffen|sich_(?:[\\p{L}]+_){0,3}vergriffen`,
  // English
  `(?:not|never|isn['’]t|aren['’]t|nearly|almost|soon|hardly)_(?:yet_|be_|already_)?(?:out_of_(?:print|stock)|sold_out)`,
  `(?:if|once|when|until|unless|before)_(?:[\\p{L}]+_){0,5}(?:out_of_(?:print|stock)|sold_out)`,
  `(?:was|were|been)_(?:[\\p{L}]+_){0,3}(?:out_of_(?:print|stock)|sold_out)`,
  // French
  `(?:pas|jamais|presque|bientôt|guère)_(?:encore_)?épuisée?s?`,
  `(?:si|quand|lorsque|dès_que|jusqu['’]à)_(?:[\\p{L}'’]+_){0,5}épuisée?s?`,
  `(?:était|étaient|été)_(?:[\\p{L}]+_){0,3}épuisée?s?`,
  // Spanish, Italian, Dutch, Polish
  `(?:no_(?:está|están)|casi|pronto|si_se)_(?:[\\p{L}]+_){0,2}agotad[oa]s?`,
  `(?:non_(?:è|sono)|quasi|presto)_(?:[\\p{L}]+_){0,2}esaurit[oaie]`,
  `(?:(?<!meer${BACK})niet|bijna|nog_niet|als_hij)_uitverkocht`,
  `(?:nie_(?:jest|są|został[aoy]?)|prawie)_(?:[\\p{L}]+_){0,2}wyczerpan[yaeo]`,
].map(words);

/** A clause that says that copies can be had. A file is no copy: see `FILES`. */
export const STILL_THERE: readonly RegExp[] = [
  `(?:noch|wieder|weiterhin|jederzeit|nach_wie_vor)_(?:[\\p{L}]+_){0,3}${DE_ORDERABLE}`,
  `(?:still|again|back)_(?:[\\p{L}]+_){0,2}(?:available|in_print|in_stock|be_ordered)`,
  `(?:encore|toujours|de_nouveau|à_nouveau)_(?:[\\p{L}]+_){0,2}(?:disponibles?|en_stock)`,
  `(?:aún|todavía|de_nuevo)_(?:[\\p{L}]+_){0,2}disponibles?`,
  `(?:ancora|di_nuovo)_(?:[\\p{L}]+_){0,2}disponibil[ei]`,
  `(?:(?<!niet${BACK}meer${BACK})nog|weer|opnieuw)_(?:steeds_)?(?:leverbaar|verkrijgbaar|beschikbaar)`,
  `(?:wciąż|nadal|znów|ponownie)_dostępn[yaeo]`,
].map(words);

/** A file, or the way to one. */
export const FILES =
  /pdf|download|herunter(?:ge)?lad|online|internet|télécharg|en ligne|descarg|e-?book|digital|elektronisch|electronic|scaric/iu;
