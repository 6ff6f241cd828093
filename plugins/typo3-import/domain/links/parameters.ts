/**
 * The places of an old link tag: `19 _blank - "title with spaces" &X=y`. As TYPO3's TypoLinkCodecService reads and writes
 * them: separated by spaces, quoted where they hold spaces, `\"` and `\\` escaped, `-` for an empty place.
 */
export interface LinkPlaces {
  readonly url: string;
  readonly window: string;
  readonly cssClass: string;
  readonly title: string;
  readonly additionalParameters: string;
  readonly rel: string;
  readonly download: string;
}

const PLACES = ['url', 'window', 'cssClass', 'title', 'additionalParameters', 'rel', 'download'] as const;
const EMPTY = '-';

/** One place: quoted with escapes, or a run without spaces. A quote that is never closed ends with the text. */
const PLACE = /\s*(?:"((?:\\[\s\S]|[^"\\])*)(?:"|$)(\S*)|(\S+))/gy;

const unescape = (value: string): string => value.replace(/\\(["\\])/g, '$1');

const split = (parameters: string): string[] => {
  const places: string[] = [];
  PLACE.lastIndex = 0;
  for (let match = PLACE.exec(parameters); match; match = PLACE.exec(parameters)) {
    const [, quoted, after = '', bare] = match;
    places.push(unescape(quoted === undefined ? (bare ?? '') : quoted + after).trim());
  }
  return places;
};

/** Takes the parameters of an old link tag apart. Places that are not there are `''`. */
export const decodePlaces = (parameters: string): LinkPlaces => {
  const found = split(parameters.trim());
  const place = (index: number): string => {
    const value = found[index] ?? '';
    return value === EMPTY && index > 0 ? '' : value;
  };
  return Object.fromEntries(PLACES.map((name, index) => [name, place(index)])) as unknown as LinkPlaces;
};

/** Writes the parameters of an old link tag. The opposite of `decodePlaces`. */
export const encodePlaces = (places: LinkPlaces): string => {
  const values = PLACES.map((name) => places[name]);
  const last = values.findLastIndex((value) => value !== '');
  return values
    .slice(0, last + 1)
    .map((value) => {
      if (value === '') return EMPTY;
      const escaped = value.replace(/["\\]/g, '\\$&');
      return /\s/.test(value) ? `"${escaped}"` : escaped;
    })
    .join(' ');
};
