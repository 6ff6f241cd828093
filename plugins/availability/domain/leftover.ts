import type { DocumentId, Locale } from './facts';
import type { BlockNode } from './mention';

/** Where a node is in a text: the index in each list of children, from the top. */
export type NodePath = readonly number[];

/** A link of a text that names no material: somebody typed its address by hand. */
export interface PlainLink {
  readonly path: NodePath;
  readonly url: string;
  readonly words: string;
}

/** What an address of the reading site's material or order page names. */
export interface PageTarget {
  readonly documentId: DocumentId | null;
  readonly slug: string | null;
  readonly locale: Locale | null;
}

const isNode = (value: unknown): value is BlockNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordsOf = (node: BlockNode): string =>
  typeof node.text === 'string'
    ? node.text
    : Array.isArray(node.children)
      ? node.children.filter(isNode).map(wordsOf).join('')
      : '';

/** All links of a text that are not mentions, in reading order. */
export const plainLinks = (blocks: unknown, at: NodePath = []): PlainLink[] => {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((node: unknown, index): PlainLink[] => {
    if (!isNode(node)) return [];
    const path = [...at, index];
    // A call to action writes its own link when it is read.
    if (node.type === 'paragraph' && node.material) return [];
    if (node.type !== 'link') return plainLinks(node.children, path);
    return node.material || typeof node.url !== 'string' ? [] : [{ path, url: node.url, words: wordsOf(node).trim() }];
  });
};

/** Beginnings of words that promise something about a publication: the promise that goes stale. */
const PROMISES = [
  ...['bestell', 'anforder', 'herunterlad', 'download', 'vergriffen', 'lieferbar'],
  ...['order', 'out of print', 'available'],
  ...['command', 'télécharg', 'épuisé', 'disponible'],
];
const PROMISE = new RegExp(`(?<!\\p{L})(?:${PROMISES.join('|')})`, 'iu');

/** Do these words speak of ordering or downloading, in German, English or French? */
export const promisesSomething = (words: string): boolean => PROMISE.test(words.normalize('NFC'));

const PLACE = /^\{(documentId|slug|locale)\}$/;

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A base for addresses without a host; it never reaches anybody. */
const NOWHERE = 'https://site.invalid';

const toUrl = (address: string, base: string): URL | null =>
  URL.canParse(address, base) ? new URL(address, base) : null;

/** A part of a path as browsers write it: `/brosch%C3%BCren` for `/broschüren`. */
export const asBrowsersWrite = (part: string): string => {
  const before = '/_'; // so that a slash at the beginning is no second one
  const url = toUrl(before + part, NOWHERE);
  return url ? url.pathname.slice(before.length) : part;
};

/** The path pattern of an address template, with a named group for each place. */
const pathPattern = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/(\{\w+\})/)
      .map((part) => (PLACE.test(part) ? `(?<${part.slice(1, -1)}>[^/]+)` : literal(asBrowsersWrite(part))))
      .join('')}/?$`
  );

const decode = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a stray “%” is nothing that a page of ours has in its address
  }
};

/**
 * Reads an address as a page of the reading site.
 *
 * @param address as it stands in the link: whole, or a path of the site
 * @param template as in the configuration: `/materials/{slug}?locale={locale}`
 * @param siteUrl the site's own address, without a slash at its end; '' when it is not known
 * @returns what the page is about, or null if the address is no such page
 */
export const pageTargetOf = (address: string, template: string, siteUrl: string): PageTarget | null => {
  const base = siteUrl || NOWHERE;
  const url = toUrl(address, base);
  const [templatePath = '', templateQuery = ''] = template.split('?');
  const page = toUrl(templatePath.replaceAll(/[{}]/g, '_'), base);
  if (!url || !page || url.host !== page.host) return null;

  const path = templatePath.replace(/^https?:\/\/[^/]+/i, '');
  const groups = pathPattern(path).exec(url.pathname)?.groups;
  const inPath = pathPattern(path).test(url.pathname);
  if (!inPath) return null;
  const found: Record<string, string> = Object.fromEntries(
    Object.entries(groups ?? {}).map(([name, value]) => [name, decode(value)])
  );
  for (const [name, value] of new URLSearchParams(templateQuery)) {
    const place = PLACE.exec(value)?.[1];
    const given = url.searchParams.get(name);
    if (place) {
      if (given) found[place] = given;
    } else if (given !== value) {
      return null;
    }
  }
  const { documentId = null, slug = null, locale = null } = found;
  return documentId === null && slug === null ? null : { documentId, slug, locale };
};

/** The spellings under which an address of this site may be stored: whole, and as a path. */
export const spellingsOf = (address: string, siteUrl: string): string[] => {
  const spellings = new Set([address]);
  if (siteUrl && address.startsWith(`${siteUrl}/`)) spellings.add(address.slice(siteUrl.length));
  if (siteUrl && address.startsWith('/')) spellings.add(siteUrl + address);
  return [...spellings];
};

const changeAt = (
  nodes: readonly unknown[],
  [index = -1, ...rest]: NodePath,
  change: (node: BlockNode) => BlockNode
): unknown[] =>
  nodes.map((node, position) => {
    if (position !== index || !isNode(node)) return node;
    if (rest.length === 0) return change(node);
    return Array.isArray(node.children) ? { ...node, children: changeAt(node.children, rest, change) } : node;
  });

/** The text with the link at a path turned into a mention. Words and address stay as they are. */
export const turnIntoMention = (blocks: readonly unknown[], path: NodePath, documentId: DocumentId): unknown[] =>
  changeAt(blocks, path, (link) => (link.type === 'link' ? { ...link, material: { documentId } } : link));

/** Undoes `turnIntoMention`. */
export const turnIntoPlainLink = (blocks: readonly unknown[], path: NodePath): unknown[] =>
  changeAt(blocks, path, ({ material: _material, ...link }) => link);
