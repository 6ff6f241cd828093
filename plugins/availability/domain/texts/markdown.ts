import { toMarkdown } from 'mdast-util-to-markdown';
import { parse, postprocess, preprocess } from 'micromark';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { decodeString } from 'micromark-util-decode-string';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';
import type { Event, Token, TokenizeContext, TokenType } from 'micromark-util-types';

import type { Mentioned } from '../mention';
import { referenceReader, type MentionAddresses, type ReadReference } from './mention-address';
import { mentionTest } from './mention-test';
import type { Edit, FindMentions, Frame, MentionFinder, TextMention } from './text-mention';

/** A link with this title, alone in its paragraph, is a call to action. */
const CALL_TO_ACTION = 'call-to-action';

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

/** An address as it may stand between the brackets of a link, in a table's cell too. */
const destinationFor = (url: string): string =>
  url
    .replace(/[\s<>()\\|]/g, (character) =>
      encodeURIComponent(character).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))
    )
    .replace(/&(?=#?\w+;)/g, '&amp;');

/** Words that begin a heading, quotation, list, fence or line where they begin a line. */
const BLOCK_BEGINNING =
  /^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|={2,}\s*$|-{2,}\s*$|`{3}|~{3}))/;

/** The words of a link that goes, at a place where they may begin a line. */
const looseWords = (text: string, { start, words }: Link): string => {
  const loose = words ? text.slice(words.start, words.end) : '';
  const beginsLine = /(?:^|[\r\n])[ \t>]*$/.test(text.slice(Math.max(0, start - 20), start));
  return beginsLine ? loose.replace(BLOCK_BEGINNING, '$1\\') : loose;
};

const toTitle = (title: string | null): string => (title === null ? '' : ` "${title.replace(/[\\"]/g, '\\$&')}"`);

const mentionEdits = (text: string, link: Link, mentioned: Mentioned | null): Edit[] => {
  if (!mentioned) return [{ start: link.start, end: link.end, text: looseWords(text, link) }];
  const address = destinationFor(mentioned.address);
  return link.destination
    ? [{ ...link.destination, text: address }]
    : [{ start: link.labelEnd, end: link.end, text: `(${address}${toTitle(link.title)})` }];
};

/** Notice and link of a call to action, as one line of Markdown. */
const callToAction = ({ action }: Mentioned): string => {
  const notice = action.notice === null ? [] : [{ type: 'text' as const, value: action.notice }];
  const link =
    action.url === null || action.label === null
      ? []
      : [{ type: 'link' as const, url: action.url, children: [{ type: 'text' as const, value: action.label }] }];
  const space = notice.length > 0 && link.length > 0 ? [{ type: 'text' as const, value: ' ' }] : [];
  const children = [...notice, ...space, ...link];
  return toMarkdown({ type: 'paragraph', children }, { resourceLink: true }).trimEnd();
};

/** An address that stands for itself: `<https://…>`, or bare as GitHub's Markdown links it. */
const bareMention = (part: Part, referenceOf: ReadReference): TextMention | null => {
  const written = textOf(part).replace(/^<|>$/g, '');
  const address = written.startsWith('www.') ? `https://${written}` : written;
  const reference = referenceOf(address);
  if (!reference) return null;
  const place = rangeOf(part.token);
  return {
    kind: 'mention',
    reference,
    frame: { ...place, wordsStart: place.end, wordsEnd: place.end },
    edits: (mentioned) => {
      if (!mentioned) return [{ ...place, text: written.replace(/^(\w+)([:.])/, '$1\\$2') }];
      const words = written.replace(/[\\[\]<>*_`|]/g, '\\$&');
      return [{ ...place, text: `[${words}](${destinationFor(mentioned.address)})` }];
    },
  };
};

const BARE = new Set<string>(['autolink', 'literalAutolink']);

/** Emphasis decides nothing about links, and pairing it up takes time out of proportion where a text means harm. */
const WITHOUT_EMPHASIS = { disable: { null: ['attention'] } };

const EXTENSIONS = [gfmTable(), gfmFootnote(), gfmAutolinkLiteral(), WITHOUT_EMPHASIS];

const parseParts = (text: string): Part[] =>
  partsOf(
    postprocess(
      parse({ extensions: EXTENSIONS })
        .document()
        .write(preprocess()(text, undefined, true))
    )
  );

const frameOf = ({ start, end, words, labelEnd }: Link): Frame => ({
  start,
  wordsStart: words?.start ?? labelEnd - 1,
  wordsEnd: words?.end ?? labelEnd - 1,
  end,
});

const moved = (mention: TextMention, by: number): TextMention => ({
  ...mention,
  frame: {
    start: mention.frame.start + by,
    wordsStart: mention.frame.wordsStart + by,
    wordsEnd: mention.frame.wordsEnd + by,
    end: mention.frame.end + by,
  },
  edits: (mentioned) =>
    mention.edits(mentioned).map(({ start, end, text }) => ({ start: start + by, end: end + by, text })),
});

const findIn = (text: string, referenceOf: ReadReference): readonly TextMention[] => {
  const parts = parseParts(text);
  const definitions = definitionsIn(parts);
  const alone = new Map<number, Token>();
  const found: TextMention[] = [];
  for (const part of allOf(parts)) {
    const { token } = part;
    if (token.type === 'paragraph') {
      const only = part.parts.filter((inner) => textOf(inner).trim() !== '');
      if (only.length === 1 && only[0]?.token.type === 'link') alone.set(only[0].token.start.offset, token);
    }
    if (BARE.has(token.type)) found.push(...[bareMention(part, referenceOf) ?? []].flat());
    if (token.type !== 'link') continue;
    const link = linkOf(part, definitions);
    const reference = link && referenceOf(link.address);
    if (!link || !reference) continue;
    const isCall = link.title === CALL_TO_ACTION && alone.has(link.start);
    found.push({
      kind: isCall ? 'call-to-action' : 'mention',
      reference,
      frame: frameOf(link),
      edits: (mentioned) =>
        isCall && mentioned
          ? [{ start: link.start, end: link.end, text: callToAction(mentioned) }]
          : mentionEdits(text, link, mentioned),
    });
  }
  return found;
};

/**
 * Finds mentions in Markdown (CommonMark with GitHub's tables, footnotes and bare addresses): links whose address is a
 * material's (`[booklet](/materials/abc)`), and calls to action: such a link alone in its paragraph with the title
 * "call-to-action". Code, HTML and escaped brackets hold none, nor does a text that is too long.
 */
export const mentionsInMarkdown = (addresses: MentionAddresses): MentionFinder => {
  const mayMention = mentionTest(addresses);
  const referenceOf = referenceReader(addresses);
  const find: FindMentions = (text) => {
    if (!mayMention(text)) return [];
    // The parser leaves a byte order mark out of its count.
    if (!text.startsWith(BYTE_ORDER_MARK)) return findIn(text, referenceOf);
    return findIn(text.slice(1), referenceOf).map((mention) => moved(mention, 1));
  };
  return { mayMention, find };
};
