import { LRUCache } from 'lru-cache';

import type { DocumentId } from '../../../domain/facts';
import { collectMentions, hasMentions, resolveMentions, type Mentioned } from '../../../domain/mention';
import type { TextFormat } from '../../../domain/texts/format';
import { mentionsInHtml } from '../../../domain/texts/html';
import { mentionsInMarkdown } from '../../../domain/texts/markdown';
import type { MentionReference } from '../../../domain/texts/mention-address';
import {
  resolveText,
  type FindMentions,
  type MentionFinder,
  type TextMention,
} from '../../../domain/texts/text-mention';
import { modelOf } from '../setup';
import { configOf, type Row, type Strapi } from '../strapi';

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

/** Formats of texts that are strings. */
type StringFormat = Exclude<TextFormat, 'blocks'>;

/** What parsed texts of one format may take up together, in characters: some 12 MB. */
const REMEMBERED_CHARACTERS = 6_000_000;

const NO_MENTIONS: readonly TextMention[] = [];

/**
 * Finds mentions, and parses no text twice: that takes longer than loading it, and what stands in a text follows from its
 * characters alone. Also that it mentions nothing is remembered, where only a parser could tell.
 */
const remembering = ({ mayMention, find }: MentionFinder): FindMentions => {
  const remembered = new LRUCache<string, readonly TextMention[]>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, text) => text.length,
  });
  return (text) => {
    if (!mayMention(text)) return NO_MENTIONS;
    const known = remembered.get(text);
    if (known) return known;
    const found = find(text);
    remembered.set(text, found);
    return found;
  };
};

/** Opens texts in every format: finds what they mention, and brings it up to date. */
export const createTexts = (strapi: Strapi) => {
  const { mentions, pages, siteUrl } = configOf(strapi);
  const addresses = { templates: [mentions.address, pages.material, ...mentions.pages], siteUrl };
  const finders: Readonly<Record<StringFormat, FindMentions>> = {
    markdown: remembering(mentionsInMarkdown(addresses)),
    html: remembering(mentionsInHtml(addresses)),
  };

  return {
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
      const found = finders[format](text);
      if (found.length === 0) return null;
      return {
        references: found.map(({ reference }) => reference),
        resolve: (identify, lookUp) =>
          resolveText(text, found, (reference) => {
            const documentId = identify(reference);
            return documentId === null ? null : lookUp(documentId);
          }),
      };
    },

    /** Finds out which documents are named by the address of a page, in one query for all of them. */
    async identify(references: Iterable<MentionReference>): Promise<Identify> {
      const { material } = modelOf(strapi);
      const slugs = [...new Set([...references].flatMap((one) => ('slug' in one ? [one.slug] : [])))];
      const rows =
        slugs.length === 0 || material.slug === null
          ? []
          : ((await strapi.db.query(material.uid).findMany({
              select: ['documentId', 'locale', material.slug],
              where: { [material.slug]: { $in: slugs } },
              orderBy: { id: 'asc' },
            })) as Row[]);
      return (reference) => {
        if ('documentId' in reference) return reference.documentId;
        const own = rows.filter((row) => material.slug !== null && row[material.slug] === reference.slug);
        const row = own.find(({ locale }) => locale === reference.locale) ?? own[0];
        return row ? String(row.documentId) : null;
      };
    },
  };
};
