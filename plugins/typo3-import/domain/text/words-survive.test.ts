import fc from 'fast-check';

import type { BlockNode } from '../contract';
import { convertRichText } from './convert';
import { aContext } from './test-context';
import { anyText } from './test-html';

/** Everything that a reader sees of a text, new lines between blocks. */
const seen = (blocks: readonly BlockNode[]): string => {
  const wordsIn = (node: object): string =>
    'text' in node
      ? String(node.text)
      : 'children' in node && Array.isArray(node.children)
        ? node.children.map((child: object) => wordsIn(child)).join('type' in node && node.type === 'list' ? '\n' : '')
        : '';
  return blocks.map(wordsIn).join('\n');
};

it('keeps every visible word of a text, in order, and none that was not visible', () => {
  fc.assert(
    fc.property(anyText, ({ source, words }) => {
      const { blocks } = convertRichText(source, aContext());
      const found = seen(blocks).match(/w\d+x/g) ?? [];
      expect(found).toEqual(words);
      expect(seen(blocks)).not.toContain('unseen');
    }),
    { numRuns: 400 }
  );
});
