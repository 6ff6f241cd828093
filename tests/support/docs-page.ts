import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** What is to be copied from a page under `docs/`, as its readers copy it. */
export interface DocsPage {
  readonly text: string;
  /**
   * The first block of code of a section that holds some words.
   *
   * @param heading as it is written, `## Upgrade`; sections below it belong to it
   * @param language of the block, `sh`
   * @throws if there is none: the page was changed, and the test has to follow it
   */
  readonly code: (heading: string, language: string, words?: string) => string;
  /** The blocks of a language that nobody has asked for yet, each by its first line. */
  readonly unasked: (language: string) => string[];
}

interface Block {
  /** The headings that it stands under, the nearest one last. */
  readonly under: readonly string[];
  readonly language: string;
  readonly text: string;
}

const levelOf = (heading: string): number => heading.indexOf(' ');

const blocksOf = (page: string): Block[] => {
  const blocks: Block[] = [];
  let under: string[] = [];
  let open: { language: string; lines: string[] } | null = null;
  for (const line of page.split('\n')) {
    const fence = /^```(\w*)$/.exec(line);
    if (fence && open) {
      blocks.push({ under, language: open.language, text: open.lines.join('\n') });
      open = null;
    } else if (fence) open = { language: fence[1] ?? '', lines: [] };
    // In a block, a line that begins with # is a comment.
    else if (open) open.lines.push(line);
    else if (/^#+ /.test(line)) under = [...under.filter((each) => levelOf(each) < levelOf(line)), line];
  }
  return blocks;
};

/** @param name of a file in `docs/` */
export const readPage = (name: string): DocsPage => {
  const text = readFileSync(path.join(ROOT, 'docs', name), 'utf8');
  const blocks = blocksOf(text);
  const asked = new Set<Block>();
  return {
    text,
    code: (heading, language, words = '') => {
      const found = blocks.find(
        (block) => block.under.includes(heading) && block.language === language && block.text.includes(words)
      );
      if (!found) throw new Error(`docs/${name} has no block of “${language}” with “${words}” under “${heading}”.`);
      asked.add(found);
      return found.text;
    },
    unasked: (language) =>
      blocks
        .filter((block) => block.language === language && !asked.has(block))
        .map(({ text: code }) => code.split('\n')[0] ?? ''),
  };
};
