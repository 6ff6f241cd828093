import type { BlockNode, DocumentId, InlineNode, StockSuggestion, TextContext, ToldAvailability } from '../contract';
import type { PlacedBlock } from '../text/convert';
import type { Report } from '../text/report';
import { wordsOf } from '../text/runs';
import { mentionsIn, sliceInline, type MentionRange } from './inline-slices';
import { sentencesOf, type Range } from './sentences';
import { toldStock, type ToldStock } from './stock-claims';

/** The answer to "Will it be reprinted?" that a state implies. */
const WHEN_SOLD_OUT = {
  'out-of-print': 'out-of-print',
  'reprint-undecided': 'reprint-undecided',
  reprinting: 'reprinting',
  'out-of-stock': 'out-of-stock',
  'not-yet-available': null,
  replaced: null,
  withdrawn: null,
} as const satisfies Record<ToldAvailability, StockSuggestion['whenSoldOut']>;

/** The inline content of a block: its own, or that of each of its items. */
const contentsOf = (block: BlockNode): (readonly InlineNode[])[] => {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return [block.children];
    case 'list':
      return block.children.flatMap((child) => (child.type === 'list-item' ? [child.children] : contentsOf(child)));
    default:
      return [];
  }
};

/** Sentences that tell of one material's stock, side by side. */
interface Telling extends Range {
  readonly told: ToldStock;
  readonly documentId: DocumentId;
  readonly isNear: boolean;
}

const overlaps = (one: Range, other: Range): boolean => one.start < other.end && other.start < one.end;

const distinct = (mentions: readonly MentionRange[]): DocumentId[] => [
  ...new Set(mentions.map(({ documentId }) => documentId)),
];

/** Of which material does a sentence speak: the one mentioned in it, else in its paragraph, else in the whole text. */
const subjectOf = (
  sentence: Range,
  mentions: readonly MentionRange[],
  inText: readonly DocumentId[]
): { documentId: DocumentId; isNear: boolean } | 'unclear' | null => {
  const circles = [distinct(mentions.filter((mention) => overlaps(mention, sentence))), distinct(mentions), inText];
  const [near, ...others] = circles.find((circle) => circle.length > 0) ?? [];
  if (near === undefined) return null;
  return others.length > 0 ? 'unclear' : { documentId: near, isNear: mentions.length > 0 };
};

/** Sentences about the same material that follow each other are one: the first that is not loose says what they tell. */
const joined = (tellings: readonly Telling[], text: string): Telling[] =>
  tellings.reduce<Telling[]>((all, telling) => {
    const last = all.at(-1);
    const follows = last && last.documentId === telling.documentId && text.slice(last.end, telling.start).trim() === '';
    if (!follows) return [...all, telling];
    const told = last.told.confidence === 'guess' && telling.told.confidence !== 'guess' ? telling.told : last.told;
    return [...all.slice(0, -1), { ...last, end: telling.end, told }];
  }, []);

const isBlank = (nodes: readonly InlineNode[]): boolean => wordsOf(nodes).trim() === '';

/** The paragraph with a call to action in place of a stretch of it. Its children are the last words an editor saw. */
const withCallToAction = (
  children: readonly InlineNode[],
  { start, end, documentId }: Range & { readonly documentId: DocumentId }
): BlockNode[] => {
  const text = wordsOf(children);
  const before = sliceInline(children, { start: 0, end: text.slice(0, start).trimEnd().length });
  const behindStart = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
  const behind = sliceInline(children, { start: behindStart, end: text.length });
  return [
    ...(isBlank(before) ? [] : [{ type: 'paragraph', children: before } as const]),
    { type: 'paragraph', material: { documentId }, children: sliceInline(children, { start, end }) },
    ...(isBlank(behind) ? [] : [{ type: 'paragraph', children: behind } as const]),
  ];
};

/**
 * Finds sentences about the stock of materials that a text mentions, and what would stand in their place. In lists,
 * headings and quotes the words stay: there is no place for a call to action, and only the stock is suggested.
 */
export const suggestStock = (
  placed: readonly PlacedBlock[],
  context: TextContext,
  report: Report
): StockSuggestion[] => {
  const inText = distinct(placed.flatMap(({ block }) => contentsOf(block).flatMap(mentionsIn)));
  if (inText.length === 0) return [];
  return placed.flatMap(({ block, offset }, blockIndex) =>
    contentsOf(block).flatMap((children) => {
      const text = wordsOf(children);
      const mentions = mentionsIn(children);
      const tellings = sentencesOf(text, context.locale).flatMap((range): Telling[] => {
        const sentence = text.slice(range.start, range.end);
        const told = toldStock(sentence);
        const subject = told && subjectOf(range, mentions, inText);
        if (!told || !subject) return [];
        if (subject === 'unclear') {
          const at = report.locate(sentence, offset);
          report.add({
            kind: 'suggestion',
            reason: 'sold-out-unclear',
            offset: at,
            before: sentence,
            confidence: 'guess',
          });
          return [];
        }
        return [{ ...range, told, ...subject }];
      });
      return joined(tellings, text).map(({ told, isNear, ...telling }): StockSuggestion => {
        const { documentId } = telling;
        const sentence = text.slice(telling.start, telling.end);
        const title = context.titleOf(documentId) ?? '';
        const confidence = isNear ? told.confidence : 'guess';
        report.add({
          kind: 'suggestion',
          reason: 'sold-out',
          offset: report.locate(sentence, offset),
          before: sentence,
          after: told.availability,
          confidence,
          details: { title, wording: told.wording, documentId },
        });
        return {
          documentId,
          title,
          availability: told.availability,
          whenSoldOut: WHEN_SOLD_OUT[told.availability],
          confidence,
          language: told.language,
          sentence,
          wording: told.wording,
          blockIndex,
          frozen: block,
          replacementBlocks: block.type === 'paragraph' ? withCallToAction(children, telling) : [block],
        };
      });
    })
  );
};
