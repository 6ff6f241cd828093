import { defaultTreeAdapter, html, parseFragment, type DefaultTreeAdapterTypes, type Token } from 'parse5';

import type { Mentioned } from '../mention';
import { referenceReader, type MentionAddresses, type MentionReference, type ReadReference } from './mention-address';
import { MAX_PARSED, mentionTest } from './mention-test';
import type { Edit, FindLinks, FindMentions, Frame, MentionFinder, TextLink, TextMention } from './text-mention';

type Element = DefaultTreeAdapterTypes.Element;

/** On a block: the text in it is a call to action for this material. */
export const MATERIAL_ATTRIBUTE = 'data-material';

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

const linkTo = (url: string, words: string): string => `<a href="${escapeAttribute(url)}">${escapeText(words)}</a>`;

const remove = ({ startOffset, endOffset }: Token.Location): Edit => ({ start: startOffset, end: endOffset, text: '' });

const attributeOf = ({ attrs }: Element, name: string): string | null =>
  attrs.find((attribute) => attribute.name === name)?.value ?? null;

const isLink = ({ tagName, namespaceURI }: Element): boolean => tagName === 'a' && namespaceURI === html.NS.HTML;

/** Elements that cannot hold notice and link: they are empty, hold no markup, or a browser moves what they may not hold out of them. */
const NO_BLOCKS = new Set(
  [
    'area base br col embed hr img input link meta param source track wbr',
    'iframe noembed noframes noscript plaintext script style template textarea title xmp',
    'colgroup table tbody tfoot thead tr datalist optgroup option select audio canvas object video',
  ].flatMap((names) => names.split(' '))
);

/** A link can say whose it is as well. */
const mayBeMarked = ({ tagName, namespaceURI }: Element): boolean =>
  namespaceURI === html.NS.HTML && !NO_BLOCKS.has(tagName);

/** How deep elements may stand in one another. The parser looks through all that are open at each tag. */
const MAX_DEPTH = 512;

class TooDeep extends Error {}

/** The parsed text, or null where elements nest deeper than anybody writes. */
const parseBounded = (text: string): DefaultTreeAdapterTypes.DocumentFragment | null => {
  let depth = 0;
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush: () => {
      depth += 1;
      if (depth > MAX_DEPTH) throw new TooDeep();
    },
    onItemPop: () => {
      depth -= 1;
    },
  };
  try {
    return parseFragment(text, { sourceCodeLocationInfo: true, treeAdapter });
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
};

/** All elements in reading order. */
function* elementsIn(root: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  const waiting: DefaultTreeAdapterTypes.Node[] = [...root.childNodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    yield node;
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
      const child = node.childNodes[index];
      if (child) waiting.push(child);
    }
  }
}

/** The tags of a link; its words are between them. */
const tagsOf = ({ sourceCodeLocation: place }: Element): Edit[] =>
  [place?.startTag, place?.endTag].flatMap((tag) => (tag ? [remove(tag)] : []));

const frameOf = (startTag: Token.Location, { endTag, endOffset }: Token.ElementLocation): Frame => ({
  start: startTag.startOffset,
  wordsStart: startTag.endOffset,
  wordsEnd: endTag?.startOffset ?? endOffset,
  end: endTag?.endOffset ?? endOffset,
});

/** An attribute with its value, as HTML reads one. */
const ATTRIBUTE = /[^\t\n\f\r />=]+[\t\n\f\r ]*=[\t\n\f\r ]*(?:"[^"]*"|'[^']*'|[^\t\n\f\r >]+)/y;

/** Where an attribute ends; the parser does not know it where the next one follows without a space. */
const endOfAttribute = (text: string, { startOffset, endOffset }: Token.Location): number => {
  ATTRIBUTE.lastIndex = startOffset;
  return ATTRIBUTE.test(text) ? ATTRIBUTE.lastIndex : endOffset;
};

/** What makes a link lead elsewhere. */
const leadTo = (text: string, { sourceCodeLocation: place }: Element, url: string): Edit[] => {
  const address = place?.attrs?.href;
  const href = `href="${escapeAttribute(url)}"`;
  if (address) return [{ start: address.startOffset, end: endOfAttribute(text, address), text: href }];
  // `<a data-material>` without an address of its own.
  const at = (place?.startTag?.startOffset ?? 0) + '<a'.length;
  return [{ start: at, end: at, text: ` ${href}` }];
};

const linkMention = (text: string, element: Element, reference: MentionReference): TextMention | null => {
  const place = element.sourceCodeLocation;
  if (!place?.startTag) return null;
  return {
    kind: 'mention',
    reference,
    frame: frameOf(place.startTag, place),
    edits: (mentioned) => (mentioned ? leadTo(text, element, mentioned.address) : tagsOf(element)),
  };
};

/** Notice and link of a call to action, as HTML. */
const callToAction = ({ action }: Mentioned): string =>
  [
    action.notice === null ? '' : escapeText(action.notice),
    action.url === null || action.label === null ? '' : linkTo(action.url, action.label),
  ]
    .filter(Boolean)
    .join(' ');

const blockMention = (element: Element, reference: MentionReference): TextMention | null => {
  const place = element.sourceCodeLocation;
  if (!place?.startTag) return null;
  const start = place.startTag.endOffset;
  const end = place.endTag?.startOffset ?? place.endOffset;
  return {
    kind: 'call-to-action',
    reference,
    frame: frameOf(place.startTag, place),
    edits: (mentioned) =>
      mentioned
        ? [{ start, end, text: callToAction(mentioned) }]
        : [...elementsIn(element)].filter(isLink).flatMap(tagsOf),
  };
};

/** Elements that stand in the text as they are parsed, in reading order. */
function* writtenElements(text: string): Generator<Element> {
  const parsed = parseBounded(text);
  if (!parsed) return;
  const seen = new Set<number>();
  for (const element of elementsIn(parsed)) {
    const start = element.sourceCodeLocation?.startTag?.startOffset;
    // The parser repeats a link that is opened in one block and closed in another; its tags stand there once.
    if (start === undefined || seen.has(start)) continue;
    seen.add(start);
    yield element;
  }
}

const findIn = (text: string, referenceOf: ReadReference) => {
  const mentions: TextMention[] = [];
  const plain: { readonly element: Element; readonly url: string }[] = [];
  /** Up to here a call to action writes everything. */
  let written = 0;
  for (const element of writtenElements(text)) {
    if ((element.sourceCodeLocation?.startOffset ?? 0) < written) continue;
    const named = mayBeMarked(element) ? attributeOf(element, MATERIAL_ATTRIBUTE) : null;
    const href = isLink(element) ? attributeOf(element, 'href') : null;
    const reference = named ? { documentId: named } : href === null ? null : referenceOf(href);
    if (!reference) {
      if (href !== null) plain.push({ element, url: href });
      continue;
    }
    const mention = isLink(element) ? linkMention(text, element, reference) : blockMention(element, reference);
    if (!mention) continue;
    mentions.push(mention);
    if (mention.kind === 'call-to-action') written = element.sourceCodeLocation?.endOffset ?? written;
  }
  return { mentions, plain };
};

/** Attributes that make a mention beside an address. */
export const HTML_MARKERS = [MATERIAL_ATTRIBUTE] as const;

/**
 * Finds mentions in HTML: links whose address is a material's (`<a href="/materials/abc">`), and blocks that say whose call
 * to action they are (`<p data-material="abc">`). What a parser repairs in broken HTML stays broken as it was: only the tags
 * of mentions are written. Texts that are too long, or nested deeper than `MAX_DEPTH`, hold none.
 */
export const mentionsInHtml = (addresses: MentionAddresses): MentionFinder => {
  const mayMention = mentionTest(addresses, HTML_MARKERS);
  const referenceOf = referenceReader(addresses);
  const find: FindMentions = (text) => (mayMention(text) ? findIn(text, referenceOf).mentions : []);
  return { mayMention, find };
};

const wordsOf = (element: Element): string => {
  let words = '';
  const waiting: DefaultTreeAdapterTypes.Node[] = [...element.childNodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (defaultTreeAdapter.isTextNode(node)) words += node.value;
    else if (defaultTreeAdapter.isElementNode(node)) waiting.push(...node.childNodes.toReversed());
  }
  return words;
};

/** Finds the links of HTML that mention nothing, as far as {@link mentionsInHtml} looks. */
export const plainLinksInHtml = (addresses: MentionAddresses): FindLinks => {
  const referenceOf = referenceReader(addresses);
  return (text) =>
    text.length > MAX_PARSED
      ? []
      : findIn(text, referenceOf).plain.flatMap(({ element, url }): TextLink[] => {
          const place = element.sourceCodeLocation;
          if (!place?.startTag) return [];
          return [
            {
              url,
              words: wordsOf(element),
              frame: frameOf(place.startTag, place),
              leadTo: (address) => leadTo(text, element, address),
            },
          ];
        });
};
