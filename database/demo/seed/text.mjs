/** Plain words of a Blocks text, in paragraphs: for PDFs. */

const wordsOf = (node) => (node.type === 'text' ? node.text : (node.children ?? []).map(wordsOf).join(''));

/**
 * @param {readonly Record<string, any>[]} blocks
 * @returns {{ kind: 'heading' | 'paragraph' | 'item', text: string, mark?: string }[]}
 */
export const linesOf = (blocks) =>
  blocks.flatMap((block) => {
    if (block.type === 'list') {
      return block.children.map((item, index) => ({
        kind: 'item',
        text: wordsOf(item),
        mark: block.format === 'ordered' ? `${index + 1}.` : '•',
      }));
    }
    return [{ kind: block.type === 'heading' ? 'heading' : 'paragraph', text: wordsOf(block) }];
  });

/**
 * Breaks a text into lines that fit.
 *
 * @param {string} text
 * @param {(line: string) => boolean} fits
 */
export const wrap = (text, fits) => {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};
