import type { BlockNode, RecogniseArticle } from '../contract';
import type { PlacedBlock } from '../text/convert';
import { suggestStock } from '../wording/suggest';
import { partsOfHtml } from './html-parts';
import type { ArticleParts } from './parts';
import { partsOfText } from './text-parts';
import { convertPlaced } from '../text/convert';
import { ParsedText } from '../text/parsed-text';

/** Elements that nobody types into a plain text. */
const HTML = /<(?:!doctype|html|body|p|h[1-6]|div|article|section|ul|ol|br|table)\b[^>]*>/i;

const isIn = (offset: number, ranges: ArticleParts['subheadings']): boolean =>
  ranges.some(({ start, end }) => offset >= start && offset < end);

/** Paragraphs that were told to be subheadings, as such. */
const withSubheadings = (placed: readonly PlacedBlock[], subheadings: ArticleParts['subheadings']): PlacedBlock[] =>
  placed.map(({ block, offset }) => {
    if (block.type !== 'paragraph' || !isIn(offset, subheadings)) return { block, offset };
    const heading: BlockNode = { type: 'heading', level: 2, children: block.children };
    return { block: heading, offset };
  });

/**
 * Takes a plain text or HTML file apart as one news article: kicker, title, lead, date, caption and the text with its
 * subheadings. What was told from form and place alone is a finding.
 *
 * @returns `title` is `''` only for a file without words
 */
export const recogniseArticle: RecogniseArticle = (textOrHtml, context) => {
  const isHtml = HTML.test(textOrHtml);
  const parts = isHtml ? partsOfHtml(textOrHtml) : partsOfText(textOrHtml);
  const { placed, report } = convertPlaced(
    new ParsedText(textOrHtml, parts.content),
    context,
    isHtml ? 'white-space' : 'paragraphs'
  );
  const blocks = withSubheadings(placed, parts.subheadings);
  for (const { reason, start, end, after } of parts.told) {
    const before = textOrHtml.slice(start, end);
    const isGone = reason === 'article-navigation';
    report.add({ kind: isGone ? 'lost' : 'guess', reason, offset: start, before, after, confidence: 'guess' });
  }
  const suggestions = suggestStock(blocks, context, report);
  const { kicker, title, lead, date, caption } = parts;
  return {
    ...{ kicker, title, lead, date, caption },
    blocks: blocks.map(({ block }) => block),
    findings: report.findings(),
    suggestions,
  };
};
