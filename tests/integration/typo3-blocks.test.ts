import path from 'node:path';

import fc from 'fast-check';

import { recogniseArticle } from '../../plugins/typo3-import/domain/article/recognise';
import { convertRichText } from '../../plugins/typo3-import/domain/text/convert';
import { aContext } from '../../plugins/typo3-import/domain/text/test-context';
import { anyNoise, anyText } from '../../plugins/typo3-import/domain/text/test-html';

/** Strapi's own validator of Blocks; the package does not export it. */
const { blocksValidator } = jest.requireActual<{
  blocksValidator: () => { validateSync(value: unknown, options: object): unknown };
}>(path.resolve(__dirname, '../../node_modules/@strapi/core/dist/services/entity-validator/blocks-validator.js'));

const STRICT = { strict: true, abortEarly: false };

describe('what a TYPO3 text becomes', () => {
  it('is told apart from what Strapi refuses', () => {
    const refused = [{ type: 'paragraph', children: [{ type: 'paragraph', children: [] }] }];
    expect(() => blocksValidator().validateSync(refused, STRICT)).toThrow();
  });

  it('is always accepted by Strapi', () => {
    fc.assert(
      fc.property(anyText, ({ source }) => {
        const { blocks, suggestions } = convertRichText(source, aContext());
        blocksValidator().validateSync(blocks, STRICT);
        for (const { replacementBlocks } of suggestions) blocksValidator().validateSync(replacementBlocks, STRICT);
      }),
      { numRuns: 150 }
    );
  });

  it('is accepted even where the text is only noise', () => {
    fc.assert(
      fc.property(anyNoise, (source) => {
        blocksValidator().validateSync(convertRichText(source, aContext()).blocks, STRICT);
        blocksValidator().validateSync(recogniseArticle(source, aContext()).blocks, STRICT);
      }),
      { numRuns: 300 }
    );
  });
});
