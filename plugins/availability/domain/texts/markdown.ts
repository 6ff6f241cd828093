import { toMarkdown } from 'mdast-util-to-markdown';
import { parse, postprocess, preprocess } from 'micromark';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { decodeString } from 'micromark-util-decode-string';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';
import type { Event, Extension, Token, TokenizeContext, TokenType } from 'micromark-util-types';

import type { Mentioned } from '../mention';
import { referenceReader, type MentionAddresses, type MentionReference, type ReadReference } from './mention-address';
import { MAX_PARSED, mentionTest } from './mention-test';
import type { Edit, FindLinks, FindMentions, Frame, MentionFinder, TextLink, TextMention } from './text-mention';

/** A link with this title, alone in its paragraph, is a call to action. */
export const CALL_TO_ACTION = 'call-to-action';

const BYTE_ORDER_MARK = '\uFEFF';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A link of the text: its words, and the address that it has itself or takes from a definition. */
interface Link extends Range {
  readonly words: Range | null;
  /** Where the label with its brackets ends. */
  readonly labelEnd: number;
  readonly address: string;
  /** Where the address stands in the link; null where a definition has it. */
  readonly destination: Range | null;
  readonly title: string | null;
}

interface Definition {
  readonly address: string;
  readonly title: string | null;
}

const rangeOf = ({ start, end }: Token): Range => ({ start: start.offset, end: end.offset });

/** A token with what is in it. */
interface Part {
  readonly token: Token;
  readonly context: TokenizeContext;
  readonly parts: Part[];
}

/** The flat list of events as a tree. */
const partsOf = (events: readonly Event[]): Part[] => {
  const root: Part[] = [];
  const open: Part[] = [];
  for (const [kind, token, context] of events) {
    if (kind === 'exit') {
      open.pop();
      continue;
    }
    const part = { token, context, parts: [] };
    (open.at(-1)?.parts ?? root).push(part);
    open.push(part);
  }
  return root;
};

function* allOf(parts: readonly Part[]): Generator<Part> {
  const waiting = [...parts].reverse();
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    yield part;
    waiting.push(...part.parts.toReversed());
  }
}

const findPart = ({ parts }: Part, type: TokenType): Part | undefined => {
  for (const part of allOf(parts)) if (part.token.type === type) return part;
  return undefined;
};

const textOf = ({ token, context }: Part): string => context.sliceSerialize(token);

const stringIn = (part: Part, type: TokenType): string | null => {
  const found = findPart(part, type);
  return found ? decodeString(textOf(found)) : null;
};

const definitionsIn = (parts: readonly Part[]): Map<string, Definition> => {
  const definitions = new Map<string, Definition>();
  for (const part of allOf(parts)) {
    if (part.token.type !== 'definition') continue;
    const label = findPart(part, 'definitionLabelString');
    const identifier = label ? normalizeIdentifier(textOf(label)) : null;
    if (identifier === null || definitions.has(identifier)) continue; // the first one holds
    definitions.set(identifier, {
      address: stringIn(part, 'definitionDestinationString') ?? '',
      title: stringIn(part, 'definitionTitleString'),
    });
  }
  return definitions;
};

const linkOf = (part: Part, definitions: ReadonlyMap<string, Definition>): Link | null => {
  const label = part.parts.find(({ token }) => token.type === 'label');
  if (!label) return null;
  const words = label.parts.find(({ token }) => token.type === 'labelText');
  const resource = part.parts.find(({ token }) => token.type === 'resource');
  const place = {
    ...rangeOf(part.token),
    words: words ? rangeOf(words.token) : null,
    labelEnd: label.token.end.offset,
  };
  if (resource) {
    const destination = findPart(resource, 'resourceDestination');
    return {
      ...place,
      address: stringIn(resource, 'resourceDestinationString') ?? '',
      destination: destination ? rangeOf(destination.token) : null,
      title: stringIn(resource, 'resourceTitleString'),
    };
  }
  const reference = findPart(part, 'referenceString') ?? words;
  const definition = reference && definitions.get(normalizeIdentifier(textOf(reference)));
  return definition ? { ...place, ...definition, destination: null } : null;
};

/** An address as it may stand between the brackets of a link, in a table's cell too, and ends no code that was left open before. */
const destinationFor = (url: string): string =>
  url
    .replace(/[\s<>()\\|`]/g, (character) =>
      encodeURIComponent(character).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))
    )
    .replace(/&(?=#?\w+;)/g, '&amp;');

/** Where a line of Markdown begins: what says which list, quotation or footnote it is in may stand before. */
const BEFORE_A_LINE = /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]]+\]:)*$/;

/** What makes a line a heading, quotation, list, rule, fence or definition; a backslash behind the match takes that away. */
const BLOCK_BEGINNING =
  /^(?:\d{1,9}(?=[.)](?:[ \t]|$))|(?=#{1,6}(?:[ \t]|$)|[-+*](?:[ \t]|$)|>|=+[ \t]*$|-{2,}[ \t]*$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|`{3}|~{3}|\[[^\]]*\]:))/;

/** Farther than this no line is looked along. */
const MAX_LOOK = 80;

/** An address that GitHub's Markdown makes a link of where it stands alone. */
const ADDRESS_BEGINNING = /\bhttps?(?=:\/\/)|(?<!\/)\bwww(?=\.)/gi;

/** Emphasis decides nothing about links, and pairing it up takes time out of proportion where a text means harm. */
const WITHOUT_EMPHASIS = { disable: { null: ['attention'] } };

const WITH_EMPHASIS = [gfmTable(), gfmFootnote(), gfmAutolinkLiteral()];
const EXTENSIONS = [...WITH_EMPHASIS, WITHOUT_EMPHASIS];

const parseParts = (text: string, extensions: readonly Extension[] = EXTENSIONS): Part[] =>
  partsOf(
    postprocess(
      parse({ extensions: [...extensions] })
        .document()
        .write(preprocess()(text, undefined, true))
    )
  );

/** Longer words are no link that somebody wrote; to pair up their emphasis may take out of proportion long. */
const MAX_WORDS = 1_000;

/** Stars and underscores that could begin or end emphasis; not those between spaces, nor underscores within a word. */
const EMPHASIS = /\*(?!\s)|(?<![\s])\*|(?<![\p{L}\p{N}])_(?!\s)|(?<!\s)_(?![\p{L}\p{N}])/gu;

/** What a link's words show as stars and underscores stays so beside those of the text around them. */
const closedWords = (words: string): string => {
  if (words.length > MAX_WORDS || !/[*_]/.test(words)) return words;
  const opened = `[${words}`;
  const shown = [...allOf(parseParts(`${opened}](x)`, WITH_EMPHASIS))].flatMap(({ token }) =>
    token.type === 'data' ? [rangeOf(token)] : []
  );
  return opened
    .replace(EMPHASIS, (sign, at: number) =>
      shown.some(({ start, end }) => start <= at && at < end) ? `\\${sign}` : sign
    )
    .slice(1);
};

/** The words of a link that goes: without it, they must not become another link, nor begin another kind of block. */
const looseWords = (text: string, { start, end, words }: Link): string => {
  let loose = words ? closedWords(text.slice(words.start, words.end)) : '';
  // In code, HTML and addresses of images a backslash would be one; they make no links either.
  if (!/[<`]|!\[/.test(loose)) loose = loose.replace(ADDRESS_BEGINNING, '$&\\');
  if (text.charAt(end) === '[' && /(?<!\\)(?:\\\\)*!$/.test(loose)) loose = `${loose.slice(0, -1)}\\!`;
  const before = text.slice(Math.max(0, start - MAX_LOOK), start).split(/[\r\n]/);
  if (!BEFORE_A_LINE.test(before.at(-1) ?? '')) return loose;
  loose = loose.replace(/^[ \t]+/, ''); // four would make it code
  const [line = ''] = (loose + text.slice(end, end + MAX_LOOK)).split(/[\r\n]/);
  const at = BLOCK_BEGINNING.exec(line)?.[0].length ?? Infinity;
  return at <= loose.length ? `${loose.slice(0, at)}\\${loose.slice(at)}` : loose;
};

/** What would end a title, a cell of a table, or code and HTML that was left open before. */
const IN_TITLES: Readonly<Record<string, string>> = {
  ...{ '\\': '\\\\', '"': '\\"', '&': '&amp;', '|': '&#124;', '`': '&#96;', '>': '&gt;' },
  ...{ '\n': '&#10;', '\r': '&#13;' },
};

const toTitle = (title: string | null): string =>
  title === null ? '' : ` "${title.replace(/[\\"&|`>\r\n]/g, (sign) => IN_TITLES[sign] ?? sign)}"`;

const leadTo = (link: Link, url: string): Edit[] => {
  const address = destinationFor(url);
  return link.destination
    ? [{ ...link.destination, text: address }]
    : [{ start: link.labelEnd, end: link.end, text: `(${address}${toTitle(link.title)})` }];
};

const mentionEdits = (text: string, link: Link, mentioned: Mentioned | null): Edit[] =>
  mentioned ? leadTo(link, mentioned.address) : [{ start: link.start, end: link.end, text: looseWords(text, link) }];

const textAs = (words: string): string =>
  toMarkdown({ type: 'paragraph', children: [{ type: 'text', value: words }] }).trimEnd();

/** A link of words that are no Markdown; its address as links of mentions have theirs. */
const linkAs = (url: string, title: string | null, words: string): string => {
  const place = '](x';
  const link = { type: 'link' as const, url: 'x', title, children: [{ type: 'text' as const, value: words }] };
  const written = toMarkdown({ type: 'paragraph', children: [link] }, { resourceLink: true }).trimEnd();
  const at = written.lastIndexOf(place);
  return `${written.slice(0, at)}](${destinationFor(url)}${written.slice(at + place.length)}`;
};

/** Notice and link of a call to action, as one line of Markdown. */
const callToAction = ({ action: { notice, url, label } }: Mentioned): string =>
  [notice === null ? '' : textAs(notice), url === null || label === null ? '' : linkAs(url, null, label)]
    .filter(Boolean)
    .join(' ');

/** An address that stands for itself: `<https://…>`, or bare as GitHub's Markdown links it. */
interface Bare extends Range {
  readonly written: string;
  readonly address: string;
}

const bareOf = (part: Part): Bare => {
  const written = textOf(part).replace(/^<|>$/g, '');
  return { ...rangeOf(part.token), written, address: written.startsWith('www.') ? `https://${written}` : written };
};

const bareFrame = ({ start, end }: Bare): Frame => ({ start, wordsStart: end, wordsEnd: end, end });

const bareLeadingTo = ({ start, end, written }: Bare, url: string): Edit[] => {
  const words = written.replace(/[\\[\]<>*_`|]/g, '\\$&');
  return [{ start, end, text: `[${words}](${destinationFor(url)})` }];
};

const bareMention = (bare: Bare, reference: MentionReference): TextMention => ({
  kind: 'mention',
  reference,
  frame: bareFrame(bare),
  edits: (mentioned) =>
    mentioned
      ? bareLeadingTo(bare, mentioned.address)
      : [{ start: bare.start, end: bare.end, text: bare.written.replace(/^(\w+)([:.])/, '$1\\$2') }],
});

const BARE = new Set<string>(['autolink', 'literalAutolink']);

/** More brackets than these are no links that somebody wrote: the parser goes through all that are open for each that closes. */
const MAX_BRACKETS = 10_000;

/** More lines than these without an empty one are no paragraph, and no table. */
const MAX_LINES = 5_000;

/** A line of quotations and lists in one another, or of cells beside one another, that nobody writes. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]]{1,99}\]:)){100}/;
const TOO_WIDE = /^(?:[^|]*\|){1000}/;

/** Is this a text that people write? The parser would take out of proportion long for others. */
const isParsed = (text: string): boolean => {
  let lines = 0;
  for (const line of text.split(/\r\n|[\r\n]/)) {
    lines = line.trim() === '' ? 0 : lines + 1;
    if (lines > MAX_LINES || TOO_DEEP.test(line) || TOO_WIDE.test(line)) return false;
  }
  return text.split(/[[\]]/, MAX_BRACKETS + 2).length <= MAX_BRACKETS + 1;
};

const frameOf = ({ start, end, words, labelEnd }: Link): Frame => ({
  start,
  wordsStart: words?.start ?? labelEnd - 1,
  wordsEnd: words?.end ?? labelEnd - 1,
  end,
});

/** The parser leaves a byte order mark out of its count. */
const behindMark = <Found extends { readonly frame: Frame }>(
  text: string,
  find: (text: string) => readonly Found[],
  shift: (found: Found, by: (edits: readonly Edit[]) => Edit[]) => Partial<Found>
): readonly Found[] => {
  if (!text.startsWith(BYTE_ORDER_MARK)) return find(text);
  const by = BYTE_ORDER_MARK.length;
  const shiftEdits = (edits: readonly Edit[]): Edit[] =>
    edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by }));
  return find(text.slice(by)).map((found) => ({
    ...found,
    frame: {
      start: found.frame.start + by,
      wordsStart: found.frame.wordsStart + by,
      wordsEnd: found.frame.wordsEnd + by,
      end: found.frame.end + by,
    },
    ...shift(found, shiftEdits),
  }));
};

/** A link as it is found, and whether it is all that its paragraph holds. */
type FoundLink =
  | { readonly is: 'link'; readonly link: Link; readonly isAlone: boolean }
  | { readonly is: 'bare'; readonly bare: Bare };

/** All links of a text, in reading order. */
const linksIn = (text: string): FoundLink[] => {
  if (!isParsed(text)) return [];
  const parts = parseParts(text);
  const definitions = definitionsIn(parts);
  const alone = new Set<number>();
  const found: FoundLink[] = [];
  for (const part of allOf(parts)) {
    const { token } = part;
    if (token.type === 'paragraph') {
      const only = part.parts.filter((inner) => textOf(inner).trim() !== '');
      if (only.length === 1 && only[0]?.token.type === 'link') alone.add(only[0].token.start.offset);
    }
    if (BARE.has(token.type)) found.push({ is: 'bare', bare: bareOf(part) });
    const link = token.type === 'link' ? linkOf(part, definitions) : null;
    if (link) found.push({ is: 'link', link, isAlone: alone.has(link.start) });
  }
  return found;
};

const findMentions = (text: string, referenceOf: ReadReference): readonly TextMention[] =>
  linksIn(text).flatMap((found): TextMention[] => {
    const reference = referenceOf(found.is === 'bare' ? found.bare.address : found.link.address);
    if (!reference) return [];
    if (found.is === 'bare') return [bareMention(found.bare, reference)];
    const { link, isAlone } = found;
    const isCall = link.title === CALL_TO_ACTION && isAlone;
    return [
      {
        kind: isCall ? 'call-to-action' : 'mention',
        reference,
        frame: frameOf(link),
        edits: (mentioned) =>
          isCall && mentioned
            ? [{ start: link.start, end: link.end, text: callToAction(mentioned) }]
            : mentionEdits(text, link, mentioned),
      },
    ];
  });

const findPlainLinks = (text: string, referenceOf: ReadReference): readonly TextLink[] =>
  linksIn(text).flatMap((found): TextLink[] => {
    const { address } = found.is === 'bare' ? found.bare : found.link;
    if (referenceOf(address)) return [];
    if (found.is === 'bare') {
      const { bare } = found;
      return [
        {
          url: address,
          words: bare.written,
          frame: bareFrame(bare),
          leadTo: (instead) => bareLeadingTo(bare, instead),
        },
      ];
    }
    const { link } = found;
    const words = link.words ? text.slice(link.words.start, link.words.end) : '';
    return [{ url: address, words, frame: frameOf(link), leadTo: (instead) => leadTo(link, instead) }];
  });

/**
 * Finds mentions in Markdown (CommonMark with GitHub's tables, footnotes and bare addresses): links whose address is a
 * material's (`[booklet](/materials/abc)`), and calls to action: such a link alone in its paragraph with the title
 * "call-to-action". Code, HTML and escaped brackets hold none, nor does a text that is too long, or one that nobody would write.
 */
export const mentionsInMarkdown = (addresses: MentionAddresses): MentionFinder => {
  const mayMention = mentionTest(addresses);
  const referenceOf = referenceReader(addresses);
  const find: FindMentions = (text) =>
    mayMention(text)
      ? behindMark(
          text,
          (own) => findMentions(own, referenceOf),
          ({ edits }, shift) => ({ edits: (mentioned) => shift(edits(mentioned)) })
        )
      : [];
  return { mayMention, find };
};

/** Finds the links of Markdown that mention nothing, as far as {@link mentionsInMarkdown} looks. */
export const plainLinksInMarkdown = (addresses: MentionAddresses): FindLinks => {
  const referenceOf = referenceReader(addresses);
  return (text) =>
    text.length > MAX_PARSED
      ? []
      : behindMark(
          text,
          (own) => findPlainLinks(own, referenceOf),
          (link, shift) => ({ leadTo: (address) => shift(link.leadTo(address)) })
        );
};

/** What is written for a mention. @param words Markdown that somebody wrote; null: the title, as words */
export const writeMention = (address: string, title: string, words: string | null = null): string =>
  words === null ? linkAs(address, null, title) : `[${words}](${destinationFor(address)})`;

/** What is written for a call to action; it has to stand in a paragraph of its own. */
export const writeCallToAction = (address: string, title: string): string => linkAs(address, CALL_TO_ACTION, title);
