/**
 * What the importer's two halves tell each other: the half that knows TYPO3's text and links (`links`, `text`, `wording`,
 * `article`), and the half that knows its tables, files and what is in the new portal.
 */

import type { ParsedText } from './text/parsed-text';
import type { PartCount, TextPart } from './text/text-count';

export type DocumentId = string;
export type Locale = string;

/** One thing that a TYPO3 link can lead to. Strings are as TYPO3 had them: nothing is decoded or looked up. */
export type LinkTarget =
  /** `page` is a uid (`12`), an alias (`imprint`), or `current`. `pageType` is TYPO3's `type` (98 is often "print"). */
  | {
      readonly kind: 'page';
      readonly page: string;
      readonly pageType: string | null;
      /** Without `?` or `&` in front: `tx_news_pi1[news]=3&L=1`. */
      readonly query: string | null;
      /** Without `#`. A number is the uid of a content element. */
      readonly anchor: string | null;
    }
  /** Exactly one of `uid` and `identifier` is set. `identifier` is `1:/a/b.pdf`, or a path such as `fileadmin/a/b.pdf`. */
  | {
      readonly kind: 'file';
      readonly uid: number | null;
      readonly identifier: string | null;
      readonly anchor: string | null;
    }
  /** `identifier` is a path (`fileadmin/a/`), or a path in the storage with this number. */
  | { readonly kind: 'folder'; readonly storage: number | null; readonly identifier: string }
  /**
   * `identifier` names the link handler's configuration (`tx_news`), `table` is given by the old form only
   * (`record:tx_news_domain_model_news:12`, `record:news:tx_news_domain_model_news:12`).
   */
  | {
      readonly kind: 'record';
      readonly identifier: string | null;
      readonly table: string | null;
      readonly uid: number;
      readonly anchor: string | null;
    }
  /** An address outside of TYPO3's own tables, always with its scheme: `www.example.org` became `http://www.example.org`. */
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'email'; readonly address: string; readonly query: string | null }
  | { readonly kind: 'phone'; readonly number: string }
  /** A handler that nobody here knows, or nothing that can be read. */
  | { readonly kind: 'unknown'; readonly value: string };

export type LinkKind = LinkTarget['kind'];

/** A link as TYPO3 stores it: the target and the places after it. An empty place is `''`. */
export interface Typolink {
  readonly target: LinkTarget;
  /** `_blank`, or `640x480` for a pop-up. */
  readonly window: string;
  readonly cssClass: string;
  readonly title: string;
  /** `&L=1`, as it stands in the tag. */
  readonly additionalParameters: string;
  readonly rel: string;
  readonly download: string;
}

/** What a link leads to in the new portal. */
export type ResolvedLink =
  /** Becomes a mention. `url` is what stands in the text until it is read for the first time. */
  | { readonly is: 'material'; readonly documentId: DocumentId; readonly url: string }
  | { readonly is: 'url'; readonly url: string; readonly confidence?: Confidence }
  /** The words stay, the link goes, and the report says why. `reason` is shown to people. */
  | { readonly is: 'unknown'; readonly reason: string };

/** An entry whose name or old address is known, for links that have to be rebuilt. */
export interface KnownPlace {
  /** The material or news article in the new portal, or null if only the old address is known. */
  readonly documentId: DocumentId | null;
  readonly isMaterial: boolean;
  readonly title: string;
  /** Its address in the new portal. */
  readonly url: string;
}

/** An `<img>` in a text. */
export interface ImageReference {
  /** The address as it stands in `src`; `''` if there is none. */
  readonly source: string;
  /** The uid in `data-htmlarea-file-uid`, where the RTE left one. */
  readonly fileUid: number | null;
  readonly alternativeText: string;
  readonly caption: string;
}

/** A file of Strapi's media library, with the keys that its Blocks validator wants. */
export interface MediaFile {
  readonly name: string;
  readonly alternativeText: string | null;
  readonly caption: string | null;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly formats?: object | null;
  readonly hash: string;
  readonly ext: string;
  readonly mime: string;
  readonly size: number;
  readonly previewUrl?: string | null;
  readonly provider: string;
  readonly provider_metadata?: unknown;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What the text's half asks about the new portal. Everything is answered from memory: see `collectReferences`. */
export interface TextContext {
  readonly locale: Locale;
  /** The field that the text is from, for the report: `bodytext`. */
  readonly field: string;
  /** Asked for everything but e-mail addresses and phone numbers. @param raw the tag as it stands in the text */
  resolve(link: Typolink, raw: string): ResolvedLink;
  /** All entries with this slug, in any language. Asked for broken links, with a segment of an old address. */
  findBySlug(slug: string): readonly KnownPlace[];
  /** Hosts of the old portal and of others that its texts are known to link to, lower-case: `www.example.org`. */
  readonly knownHosts: readonly string[];
  /** The title of a material, or null if there is no such material. */
  titleOf(documentId: DocumentId): string | null;
  /** The image in the media library, or why there is none. The words are shown to people. */
  image(image: ImageReference): MediaFile | { readonly reason: string };
}

/** What a text refers to, so that all of it can be looked up at once before it is converted. */
export interface References {
  readonly links: readonly Typolink[];
  /** Segments of broken links that could be slugs. */
  readonly slugs: readonly string[];
  readonly images: readonly ImageReference[];
}

/**
 * How sure something is. `proven`: it follows from what is stored. `consistent`: it explains all that is stored, and so
 * might something else. `guess`: likely, and no more.
 */
export type Confidence = 'proven' | 'consistent' | 'guess';

/** Where in a field something was found. */
export interface Place {
  readonly field: string;
  /** From 1. */
  readonly line: number;
  /** In UTF-16 units from the field's start, from 0. */
  readonly offset: number;
  /** A few words around it, as they are stored. */
  readonly snippet: string;
}

export type FindingKind =
  /** A broken link that was rebuilt: to be looked at. */
  | 'repair'
  /** A link that led nowhere: its words stayed. */
  | 'dropped-link'
  /** Something that Blocks cannot hold. Text never is. */
  | 'lost'
  /** Something that could have run in a reader's browser, and is gone. */
  | 'harmless'
  /** Something that stands differently now: a table as lines. */
  | 'changed'
  /** Read between the lines: which line is the title. */
  | 'guess'
  /** Stock that a sentence tells of. */
  | 'suggestion';

/** One line of the report. */
export interface Finding {
  readonly kind: FindingKind;
  /** Key of the sentence that explains it, `details` filled in: see `sentenceOf` in `run-report.ts`. */
  readonly reason: string;
  readonly details: Readonly<Record<string, string>>;
  readonly place: Place;
  readonly before: string;
  /** What stands there now; '' if nothing does. */
  readonly after: string;
  readonly confidence: Confidence;
}

export interface TextNode {
  readonly type: 'text';
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strikethrough?: true;
  readonly code?: true;
}

/** A link; with `material` it is a mention. */
export interface LinkNode {
  readonly type: 'link';
  readonly url: string;
  readonly material?: { readonly documentId: DocumentId };
  readonly children: readonly TextNode[];
}

export type InlineNode = TextNode | LinkNode;

export interface ListItemNode {
  readonly type: 'list-item';
  readonly children: readonly InlineNode[];
}

export interface ListNode {
  readonly type: 'list';
  readonly format: 'ordered' | 'unordered';
  readonly indentLevel?: number;
  readonly children: readonly (ListItemNode | ListNode)[];
}

/** A node of Strapi's Blocks; a paragraph with `material` is a call to action. */
export type BlockNode =
  | {
      readonly type: 'paragraph';
      readonly material?: { readonly documentId: DocumentId };
      readonly children: readonly InlineNode[];
    }
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3 | 4 | 5 | 6; readonly children: readonly InlineNode[] }
  | { readonly type: 'quote'; readonly children: readonly InlineNode[] }
  | { readonly type: 'code'; readonly language?: string; readonly children: readonly TextNode[] }
  | { readonly type: 'image'; readonly image: MediaFile; readonly children: readonly TextNode[] }
  | ListNode;

/** The states that a sentence can tell of: a part of the portal's nine. */
export type ToldAvailability =
  'out-of-stock' | 'reprinting' | 'reprint-undecided' | 'out-of-print' | 'not-yet-available' | 'replaced' | 'withdrawn';

/** A sentence about a material's stock, frozen in a text, and the live call to action that would stand for it. */
export interface StockSuggestion {
  readonly documentId: DocumentId;
  readonly title: string;
  readonly availability: ToldAvailability;
  /** The answer to "Will it be reprinted?" that the sentence implies; null where it implies none. */
  readonly whenSoldOut: 'out-of-print' | 'reprint-undecided' | 'reprinting' | 'out-of-stock' | null;
  /** `guess` where the wording is loose, as German "vergriffen" is; never `proven`: a text is not a warehouse. */
  readonly confidence: Confidence;
  /** The language of the wording. */
  readonly language: string;
  readonly sentence: string;
  /** The words in the sentence that told it. */
  readonly wording: string;
  /** Where the sentence is: the index of the block in `ConvertedText.blocks`. */
  readonly blockIndex: number;
  /** That block as it is without the suggestion. */
  readonly frozen: BlockNode;
  /** What would stand for it: the call to action, and the paragraph's other sentences. */
  readonly replacementBlocks: readonly BlockNode[];
}

export interface ConvertedText {
  readonly blocks: readonly BlockNode[];
  readonly findings: readonly Finding[];
  readonly suggestions: readonly StockSuggestion[];
  /** What became of its links and images. */
  readonly parts: Readonly<Record<TextPart, PartCount>>;
}

/** A plain text or HTML file, taken apart as one news article. */
export interface RecognisedArticle extends Omit<ConvertedText, 'parts'> {
  readonly kicker: string | null;
  readonly title: string;
  readonly lead: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly caption: string | null;
}

/** `collectReferences(source)`, in `text/references.ts`: asked first, so that the context can be filled in few queries. */
export type CollectReferences = (source: string | ParsedText) => References;
/** `convertRichText(source, context)`, in `text/convert.ts`. */
export type ConvertRichText = (source: string | ParsedText, context: TextContext) => ConvertedText;
/** `recogniseArticle(textOrHtml, context)`, in `article/recognise.ts`. */
export type RecogniseArticle = (textOrHtml: string, context: TextContext) => RecognisedArticle;
/**
 * `applySuggestion(blocks, suggestion)`, in `wording/apply.ts`: the text with the call to action in place of the frozen
 * sentence, or null if the block is no longer as the suggestion knew it.
 */
export type ApplySuggestion = (
  blocks: readonly BlockNode[],
  suggestion: StockSuggestion
) => readonly BlockNode[] | null;
