import { LRUCache } from 'lru-cache';

import type { DocumentId, Locale } from '../../../domain/facts';
import { collectMentions, hasMentions, resolveMentions, type Mentioned } from '../../../domain/mention';
import { formatOf, type TextAttribute, type TextFormat } from '../../../domain/texts/format';
import { fromBlocks } from '../../../domain/texts/from-blocks';
import { mentionsInHtml } from '../../../domain/texts/html';
import { mentionsInMarkdown } from '../../../domain/texts/markdown';
import type { MentionAddresses, MentionReference } from '../../../domain/texts/mention-address';
import { addressFor } from '../../../domain/texts/place-mention';
import {
  partsOfText,
  resolverOfText,
  type MentionFinder,
  type ResolveText,
  type TextMention,
  type TextPart,
} from '../../../domain/texts/text-mention';
import { textOf } from '../rows';
import { modelOf } from '../setup';
import { configOf, runInTransaction, tableOf, type Row, type Strapi } from '../strapi';
import { formerSlugsOf } from '../usage/sources';

/** What a material offers in the language of the text, or null if it is not there for the reader. */
export type LookUp = (documentId: DocumentId) => Mentioned | null;

/** A text that mentions materials. */
export interface MentioningText {
  readonly references: readonly MentionReference[];
  /** The text as readers get it. */
  readonly resolve: (identify: Identify, lookUp: LookUp) => unknown;
}

/** The document that a reference names; null if there is none. */
export type Identify = (reference: MentionReference) => DocumentId | null;

/** A row that has a slug, or had it. */
interface Page {
  readonly slug: string;
  readonly documentId: DocumentId;
  readonly locale: Locale | null;
}

/** Formats of texts that are strings. */
type StringFormat = Exclude<TextFormat, 'blocks'>;

/** What parsed texts of one format may take up together, in characters, as they are and as they were read last: some 24 MB. */
const REMEMBERED_CHARACTERS = 6_000_000;

/** What was found in a text, and how it is brought up to date. */
interface Parsed {
  readonly mentions: readonly TextMention[];
  readonly resolve: ResolveText;
}

const NO_MENTIONS: readonly TextMention[] = [];

/**
 * Finds mentions, and parses no text twice: that takes longer than loading it, and what stands in a text follows from its
 * characters alone. Also that it mentions nothing is remembered, where only a parser could tell.
 */
const remembering = ({ mayMention, find }: MentionFinder): ((text: string) => Parsed) => {
  const remembered = new LRUCache<string, Parsed>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, text) => text.length,
  });
  return (text) => {
    const known = remembered.get(text); // sooner done than to look for an address
    if (known) return known;
    if (!mayMention(text)) return { mentions: NO_MENTIONS, resolve: () => text };
    const mentions = find(text);
    const parsed = { mentions, resolve: resolverOfText(text, mentions) };
    remembered.set(text, parsed);
    return parsed;
  };
};

/** The addresses that name a material in Markdown and HTML. */
export const addressesOf = (strapi: Strapi): MentionAddresses => {
  const { mentions, pages, siteUrl } = configOf(strapi);
  return { templates: [mentions.address, pages.material, ...mentions.pages], siteUrl };
};

/** Opens texts in every format: finds what they mention, and brings it up to date. */
export const createTexts = (strapi: Strapi) => {
  const { mentions } = configOf(strapi);
  const addresses = addressesOf(strapi);
  const parse: Readonly<Record<StringFormat, (text: string) => Parsed>> = {
    markdown: remembering(mentionsInMarkdown(addresses)),
    html: remembering(mentionsInHtml(addresses)),
  };

  const pagesWith = async (attribute: string, slugs: readonly string[]): Promise<Page[]> =>
    (
      (await strapi.db.query(modelOf(strapi).material.uid).findMany({
        select: ['documentId', 'locale', attribute],
        where: { [attribute]: { $in: slugs } },
        orderBy: { id: 'asc' },
      })) as Row[]
    ).map((row) => ({ slug: String(row[attribute]), documentId: String(row.documentId), locale: textOf(row.locale) }));

  /** Asked from the slugs' side: Strapi's filter on a component makes SQLite look at every entry. */
  const pagesThatHad = async (slugs: readonly string[]): Promise<Page[]> => {
    const former = formerSlugsOf(strapi);
    if (!former) return [];
    const rows = (await runInTransaction(
      strapi,
      strapi.db
        .connection(`${former.table} as f`)
        .join(`${former.joinTable} as j`, `j.${former.componentColumn}`, 'f.id')
        .join(`${tableOf(strapi, modelOf(strapi).material.uid).name} as m`, 'm.id', `j.${former.ownerColumn}`)
        .whereIn('f.slug', [...slugs])
        .where('j.field', former.field)
        .orderBy('m.id')
        .select({ slug: 'f.slug', documentId: 'm.document_id', locale: 'm.locale' })
    )) as Row[];
    return rows.map(({ slug, documentId, locale }) => ({
      slug: String(slug),
      documentId: String(documentId),
      locale: textOf(locale),
    }));
  };

  return {
    /** What Markdown or HTML mentions, in reading order. */
    find: (text: unknown, format: TextFormat): readonly TextMention[] =>
      typeof text === 'string' && format !== 'blocks' ? parse[format](text).mentions : NO_MENTIONS,

    /**
     * For other plugins: what takes the texts of an attribute apart at their mentions; null where they have none, or none that stand
     * in a string.
     */
    splitterOf(attribute: TextAttribute): ((text: string) => readonly TextPart[]) | null {
      const format = formatOf(attribute, mentions.html);
      if (format === null || format === 'blocks') return null;
      return (text) => partsOfText(text, parse[format](text).mentions);
    },

    /**
     * For other plugins: a text of Strapi's Blocks as an attribute holds its texts, and mentions as they are found there; the same
     * Blocks where it holds Blocks, or no text with mentions.
     */
    fromBlocks(blocks: readonly unknown[], attribute: TextAttribute): readonly unknown[] | string {
      const format = formatOf(attribute, mentions.html);
      if (format === null || format === 'blocks') return blocks;
      return fromBlocks(blocks, format, (documentId) => addressFor(mentions.address, { documentId, slug: null }));
    },

    /** The text with what it mentions; null if it mentions nothing. */
    open(text: unknown, format: TextFormat): MentioningText | null {
      if (format === 'blocks') {
        if (!Array.isArray(text) || !hasMentions(text)) return null;
        const named = new Set<DocumentId>();
        collectMentions(text, named);
        return {
          references: [...named].map((documentId) => ({ documentId })),
          resolve: (_, lookUp) => resolveMentions(text, lookUp),
        };
      }
      if (typeof text !== 'string') return null;
      const { mentions: found, resolve } = parse[format](text);
      if (found.length === 0) return null;
      return {
        references: found.map(({ reference }) => reference),
        resolve: (identify, lookUp) =>
          resolve((reference) => {
            const documentId = identify(reference);
            return documentId === null ? null : lookUp(documentId);
          }),
      };
    },

    /**
     * Finds out which documents are named by the address of a page, in one query for all of them; in one more where no page has
     * such a slug now: it may be a former one.
     */
    async identify(references: Iterable<MentionReference>): Promise<Identify> {
      const { material } = modelOf(strapi);
      const slugs = [...new Set([...references].flatMap((one) => ('slug' in one ? [one.slug] : [])))];
      const pages = material.slug === null || slugs.length === 0 ? [] : await pagesWith(material.slug, slugs);
      const known = new Set(pages.map(({ slug }) => slug));
      const unknown = slugs.filter((slug) => !known.has(slug));
      if (unknown.length > 0) pages.push(...(await pagesThatHad(unknown)));
      return (reference) => {
        if ('documentId' in reference) return reference.documentId;
        const own = pages.filter(({ slug }) => slug === reference.slug);
        return (own.find(({ locale }) => locale === reference.locale) ?? own[0])?.documentId ?? null;
      };
    },
  };
};
