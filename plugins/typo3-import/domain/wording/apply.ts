import { isDeepStrictEqual } from 'node:util';

import type { ApplySuggestion } from '../contract';

/**
 * Puts a live call to action in the place of a frozen sentence.
 *
 * @returns the text, or null if the block is no longer there as the suggestion knew it: an editor changed it since
 */
export const applySuggestion: ApplySuggestion = (blocks, { blockIndex, frozen, replacementBlocks }) => {
  const isFrozen = (index: number): boolean => isDeepStrictEqual(blocks[index], frozen);
  // Blocks before it may have been replaced by several: then it stands further down.
  const index = isFrozen(blockIndex) ? blockIndex : blocks.findIndex((_, at) => isFrozen(at));
  return index < 0 ? null : [...blocks.slice(0, index), ...replacementBlocks, ...blocks.slice(index + 1)];
};
