import type { BlockNode, ResolvedLink, StockSuggestion } from '../contract';
import { convertRichText } from '../text/convert';
import { wordsOf } from '../text/runs';
import { aContext } from '../text/test-context';
import { applySuggestion } from './apply';

const TITLES: Readonly<Record<string, string>> = { '3': 'Klartext', '4': 'Poster' };

/** Pages 3 and 4 are materials here. */
const context = aContext({
  resolve: ({ target }): ResolvedLink =>
    target.kind === 'page' && TITLES[target.page] !== undefined
      ? { is: 'material', documentId: target.page, url: `/materials/${target.page}` }
      : { is: 'url', url: '/elsewhere' },
  titleOf: (documentId) => TITLES[documentId] ?? null,
});
const convert = (source: string) => convertRichText(source, context);
const suggested = (source: string): readonly StockSuggestion[] => convert(source).suggestions;
const shown = (blocks: readonly BlockNode[]): string[] =>
  blocks.map((block) =>
    block.type === 'paragraph'
      ? `${block.material ? `(${block.material.documentId}) ` : ''}${wordsOf(block.children)}`
      : block.type
  );

describe('a frozen sentence', () => {
  it('near a mention suggests the stock and a call to action; the other sentences stay', () => {
    const [suggestion, ...others] = suggested(
      'Das Heft ist da. <link 3>Klartext</link> ist vergriffen. Mehr <link 12>dort</link>.'
    );
    expect(others).toEqual([]);
    expect(suggestion).toMatchObject({
      ...{ documentId: '3', title: 'Klartext', availability: 'out-of-print', whenSoldOut: 'out-of-print' },
      ...{
        confidence: 'guess',
        language: 'de',
        sentence: 'Klartext ist vergriffen.',
        wording: 'vergriffen',
        blockIndex: 0,
      },
    });
    expect(shown(suggestion?.replacementBlocks ?? [])).toEqual([
      'Das Heft ist da.',
      '(3) Klartext ist vergriffen.',
      'Mehr dort.',
    ]);
    const [, callToAction, behind] = suggestion?.replacementBlocks ?? [];
    expect(callToAction).toMatchObject({
      children: [{ text: '' }, { type: 'link', material: { documentId: '3' } }, {}],
    });
    expect(behind).toMatchObject({ children: [{ text: 'Mehr ' }, { type: 'link', url: '/elsewhere' }, { text: '.' }] });
  });

  it('is about the mention of its paragraph, if it has none itself', () => {
    expect(
      suggested('Es gibt <link 3>Klartext</link>. Das Heft ist leider vergriffen.\r\nAndere: <link 4>P</link>.')
    ).toMatchObject([{ documentId: '3', sentence: 'Das Heft ist leider vergriffen.' }]);
  });

  it('in another paragraph is about the only material of the text, and a guess', () => {
    expect(suggested('Es gibt <link 3>Klartext</link>.\r\nThe book is out of print.')).toMatchObject([
      { documentId: '3', blockIndex: 1, confidence: 'guess', availability: 'out-of-print' },
    ]);
  });

  it('that could be about several is reported, and nothing is suggested', () => {
    const converted = convert('<link 3>K</link> und <link 4>P</link> sind vergriffen.');
    expect(converted.suggestions).toEqual([]);
    expect(converted.findings).toMatchObject([{ kind: 'suggestion', reason: 'sold-out-unclear' }]);
  });

  it('followed by another about the same is one with it', () => {
    const [suggestion, ...others] = suggested('<link 3>K</link> ist vergriffen. Es gibt sie nur noch als PDF. Ende.');
    expect(others).toEqual([]);
    expect(suggestion?.sentence).toBe('K ist vergriffen. Es gibt sie nur noch als PDF.');
    expect(shown(suggestion?.replacementBlocks ?? [])).toEqual([
      '(3) K ist vergriffen. Es gibt sie nur noch als PDF.',
      'Ende.',
    ]);
  });

  it('in a list suggests the stock, and the list stays', () => {
    const converted = convert('<ul><li><link 3>K</link> (vergriffen)</li><li><link 4>P</link></li></ul>');
    expect(converted.suggestions).toMatchObject([{ documentId: '3', replacementBlocks: converted.blocks }]);
  });

  it('where no material is mentioned says nothing', () => {
    expect(convert('Das Heft ist vergriffen.')).toMatchObject({ suggestions: [], findings: [] });
  });

  it('that is denied says nothing', () => {
    expect(suggested('<link 3>K</link> ist noch nicht vergriffen.')).toEqual([]);
  });

  it('is in the report with its place', () => {
    expect(convert('Eins.\r\nZwei. <link 3>Klartext</link> ist épuisé.').findings).toMatchObject([
      {
        kind: 'suggestion',
        reason: 'sold-out',
        before: 'Klartext ist épuisé.',
        after: 'out-of-print',
        place: { line: 2 },
      },
    ]);
  });
});

describe('a suggestion that is applied', () => {
  const source = 'Eins. <link 3>K</link> ist vergriffen.\r\nZwei.\r\n<link 4>P</link> ist vergriffen.';

  it('puts the call to action into the text', () => {
    const { blocks, suggestions } = convert(source);
    expect(suggestions).toHaveLength(2);
    const after = suggestions.reduce<readonly BlockNode[]>((text, one) => applySuggestion(text, one) ?? text, blocks);
    expect(shown(after)).toEqual(['Eins.', '(3) K ist vergriffen.', 'Zwei.', '(4) P ist vergriffen.']);
  });

  it('is refused where an editor changed the paragraph since', () => {
    const { blocks, suggestions } = convert(source);
    const changed = [{ type: 'paragraph', children: [{ type: 'text', text: 'New' }] } as const, ...blocks.slice(1)];
    expect(suggestions[0] && applySuggestion(changed, suggestions[0])).toBeNull();
  });
});
