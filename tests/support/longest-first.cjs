const path = require('node:path');

const Sequencer = require('@jest/test-sequencer').default;

/**
 * The files that take longest, longest first. A clean clone remembers no times, and Jest would go by the size of files: a short file that
 * takes minutes would begin last, and all other workers would wait for it.
 */
const LONGEST = [
  'outside/upgrade',
  'browser/stock-desk',
  'browser/inbox',
  'outside/model-changes',
  'outside/stranger',
  'integration/demo',
  'integration/typo3-import',
  'browser/written-texts',
  'load/feed',
  'browser/editors',
  'outside/interrupted-import',
  'outside/operations-page',
  'outside/cost-of-questions',
  'load/storm',
  'integration/translation-exchange',
  'browser/translation-desk',
  'browser/site',
  'outside/texts',
  'integration/response-cache',
  'integration/contract',
].map((name) => path.resolve(__dirname, '..', `${name}.test.ts`));

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path: file }) => (LONGEST.includes(file) ? LONGEST.indexOf(file) : LONGEST.length);
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
