import type { Confidence, KnownPlace, Typolink } from '../contract';
import { damage, namesIn } from './damage';
import { encodePlaces, type LinkPlaces } from './parameters';
import { decodeTypolink } from './typolink';

/** What is known about the world that a broken link came from. */
export interface LinkKnowledge {
  findBySlug(slug: string): readonly KnownPlace[];
  readonly knownHosts: { includes(host: string): boolean };
}

/** What a broken link was, as far as it can be told. */
export type RepairedLink =
  | {
      readonly is: 'repaired';
      readonly link: Typolink;
      /** The tag's parameters as they may have been. */
      readonly parameters: string;
      /** The entry, where a segment of the address is its slug. */
      readonly place: KnownPlace | null;
      readonly by: 'slug' | 'host' | 'handler' | 'intact';
      readonly confidence: Confidence;
    }
  | {
      readonly is: 'lost';
      readonly reason: 'address-lost' | 'host-unknown';
      /** What the address may have been, or ''. */
      readonly candidate: string;
    };

const WINDOW = /^_(?:blank|top|self|parent|new)$/;

/** Classes that the RTE gave its links. They tell where an address ends when the window is not there. */
const RTE_CLASS = /^(?:(?:external|internal|file|mail)(?:-link)?(?:-new-window)?|download|mail|link-[a-z-]+)$/;

/** A name that ends an address by itself: a file. */
const FILE_NAME = /\.(?:html?|php|aspx?|pdf|docx?|xlsx?|pptx?|odt|rtf|zip|jpe?g|png|gif)$/;

/** Titles that the RTE gave its links by itself: of these the lost words are known. */
export const RTE_TITLES: readonly string[] = [
  'Opens external link in new window',
  'Opens external link in current window',
  'Opens internal link in current window',
  'Opens internal link in new window',
  'Opens window for sending email',
  'Initiates file download',
  'Öffnet externen Link in neuem Fenster',
  'Öffnet externen Link im aktuellen Fenster',
  'Öffnet internen Link im aktuellen Fenster',
  'Öffnet internen Link in neuem Fenster',
  'Öffnet ein Fenster zum Versenden der E-Mail',
  'Leitet Herunterladen der Datei ein',
  'Startet den Datei-Download',
];

/** How an address began, and how many names that beginning took. */
interface Beginning {
  readonly start: string;
  readonly names: number;
  readonly host: string | null;
}

const beginningOf = ([first = '', second]: readonly string[]): Beginning | null => {
  if (/^(?:https?|ftp):$/.test(first)) {
    return second === undefined ? null : { start: `${first}//${second}`, names: 2, host: second };
  }
  if (/^file:\d+:$/.test(first)) return { start: first, names: 1, host: null };
  if (/^(?:fileadmin|uploads)$/.test(first)) return { start: first, names: 1, host: null };
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(first) && !FILE_NAME.test(first)) {
    return { start: first, names: 1, host: first };
  }
  return null;
};

/** One way of reading the names: so many of them are the address. */
interface Reading {
  readonly address: string;
  readonly last: string;
  readonly rest: readonly string[];
}

const readAs = (names: readonly string[], beginning: Beginning, end: number): Reading => ({
  address: [beginning.start, ...names.slice(beginning.names, end)].join('/'),
  last: (end > beginning.names ? names[end - 1] : undefined)?.replace(/\.(?:html?|php)$/, '') ?? '',
  rest: names.slice(end),
});

const placesOf = (address: string, rest: readonly string[]): Omit<LinkPlaces, 'title'> & { words: string[] } => {
  const [window = '', ...afterWindow] = WINDOW.test(rest[0] ?? '') ? rest : ['', ...rest];
  const [cssClass = '', ...words] = afterWindow;
  return { url: address, window, cssClass, additionalParameters: '', rel: '', download: '', words };
};

/** The tag that, damaged, gives the damaged one; else the likeliest, which does not. */
const rebuild = (damaged: string, { address, rest }: Reading): { parameters: string; consistent: boolean } => {
  const { words, ...places } = placesOf(address, rest);
  // Words with an ellipsis stand for those that are gone: in quotes, and so dropped by the damage as they were.
  const titles = words.length === 0 ? ['', ...RTE_TITLES] : [...RTE_TITLES, `… ${words.join(' ')} …`];
  const candidates = titles.map((title) => encodePlaces({ ...places, title }));
  const parameters = candidates.find((candidate) => damage(candidate) === damaged);
  return parameters === undefined
    ? { parameters: candidates.at(-1) ?? '', consistent: false }
    : { parameters, consistent: true };
};

/** A slug of so many words is no accident, even at a host that nobody knows. */
const DISTINCTIVE_WORDS = 4;

const onlyPlace = (slug: string, { findBySlug }: LinkKnowledge): KnownPlace | null => {
  if (slug === '') return null;
  const [place, ...others] = findBySlug(slug);
  return place && others.every(({ url, documentId }) => (documentId ?? url) === (place.documentId ?? place.url))
    ? place
    : null;
};

/** Where the address may end: one place if a window, a class or a file's name tells it, else all, the longest first. */
const endsOf = (names: readonly string[], from: number): { ends: number[]; known: boolean } => {
  const after = names.slice(from);
  const tellers = [after.findIndex((name) => WINDOW.test(name)), after.findIndex((name) => RTE_CLASS.test(name))];
  const found = tellers.filter((index) => index >= 0);
  const file = after.findIndex((name) => FILE_NAME.test(name));
  if (file >= 0) found.push(file + 1);
  if (found.length > 0) return { ends: [from + Math.min(...found)], known: true };
  return { ends: after.map((_, index) => names.length - index).concat(from), known: after.length === 0 };
};

const repairAddress = (damaged: string, beginning: Beginning, knowledge: LinkKnowledge): RepairedLink => {
  const names = namesIn(damaged);
  const { ends, known } = endsOf(names, beginning.names);
  const readings = ends.map((end) => readAs(names, beginning, end));
  const isKnownHost = beginning.host === null || knowledge.knownHosts.includes(beginning.host);

  const bySlug = readings.find(({ last }) => onlyPlace(last, knowledge) !== null);
  const reading = bySlug ?? readings[0];
  if (!reading) return { is: 'lost', reason: 'address-lost', candidate: '' };
  const { parameters, consistent } = rebuild(damaged, reading);
  if (!bySlug && !isKnownHost) return { is: 'lost', reason: 'host-unknown', candidate: reading.address };

  const isDistinctive = isKnownHost || reading.last.split('-').length >= DISTINCTIVE_WORDS;
  return {
    is: 'repaired',
    link: decodeTypolink(parameters),
    parameters,
    place: bySlug ? onlyPlace(bySlug.last, knowledge) : null,
    by: bySlug ? 'slug' : 'host',
    confidence: consistent && (bySlug ? isDistinctive : known) ? 'consistent' : 'guess',
  };
};

/** The url place of a tag whose address fell apart: a scheme and nothing after it. */
const BARE_SCHEME = /^(?:https?|ftp|mailto|file|t3):(?:\s|$)/i;

/**
 * Is this old link tag broken? Either its address fell apart, or its closing tag is gone.
 *
 * @param parameters as they stand between `<link ` and `>`
 */
export const isBroken = (parameters: string, isClosed: boolean): boolean =>
  !isClosed || BARE_SCHEME.test(parameters.trim());

/**
 * Tells what a broken link was. It is `consistent` only if the same damage, done to what was rebuilt, gives what is
 * stored; and never `proven` then, since query strings, anchors, and segments that begin with a digit leave no trace.
 */
export const repairLink = (damaged: string, knowledge: LinkKnowledge): RepairedLink => {
  const names = namesIn(damaged);
  const first = names[0] ?? '';
  // What the damage would have changed was not damaged: only the closing tag is lost.
  if (!BARE_SCHEME.test(damaged) && damage(damaged) !== damaged) {
    const link = decodeTypolink(damaged);
    return link.target.kind === 'unknown'
      ? { is: 'lost', reason: 'address-lost', candidate: '' }
      : { is: 'repaired', link, parameters: damaged, place: null, by: 'intact', confidence: 'proven' };
  }
  const beginning = beginningOf(names);
  if (beginning) return repairAddress(damaged, beginning, knowledge);

  // A handler's value holds nothing that the damage drops: `record:tx_news:12`, `file:12`, `tel:+49…`.
  const handler = decodeTypolink(damaged);
  const isWhole = /^(?:record|file|tel):./.test(first) && handler.target.kind !== 'unknown';
  // A page by its alias, or a class that is left of a tag whose page is gone: the resolver knows whether it is a page.
  const isAlias = /^[a-z][a-z0-9_-]*$/.test(first) && !RTE_CLASS.test(first);
  if (!isWhole && !isAlias) return { is: 'lost', reason: 'address-lost', candidate: '' };
  return {
    is: 'repaired',
    link: handler,
    parameters: damaged,
    place: null,
    by: 'handler',
    confidence: isWhole ? 'consistent' : 'guess',
  };
};

/** The segments of a broken link that could be slugs, so that they can be looked up at once. */
export const possibleSlugs = (damaged: string): string[] => {
  const names = namesIn(damaged);
  const beginning = beginningOf(names);
  if (!beginning) return [];
  const { ends } = endsOf(names, beginning.names);
  return ends.map((end) => readAs(names, beginning, end).last).filter((slug) => slug !== '');
};

const NAME_END = /(?<!\s)\s+[-–—|:]\s+|:\s+/;
const FIRST_WORD = /^\s*[^\s<>]+/;

/**
 * How much of the text after a broken tag was the link's: the target's known name if the text begins with it, else the
 * first word.
 *
 * @returns a length in `after`
 */
export const linkTextLength = (after: string, title: string | null): { length: number; by: 'name' | 'first-word' } => {
  const start = /^\s*/.exec(after)?.[0].length ?? 0;
  const names = title === null ? [] : [title, title.split(NAME_END)[0] ?? ''];
  for (const name of names) {
    const found = after.slice(start, start + name.length);
    const next = after.slice(start + name.length, start + name.length + 1);
    if (name !== '' && found.toLowerCase() === name.toLowerCase() && !/^[\p{L}\p{N}]/u.test(next)) {
      return { length: start + name.length, by: 'name' };
    }
  }
  // Punctuation after the word is the sentence's.
  const word = (FIRST_WORD.exec(after)?.[0] ?? '').replace(/(?<!\p{P})\p{P}+$/u, '');
  return { length: word.length, by: 'first-word' };
};
