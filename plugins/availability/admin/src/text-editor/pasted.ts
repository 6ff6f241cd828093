import { isSafeUrl } from '../../../domain/url';

/** A node of a page, as browsers keep it. */
export interface PastedNode {
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<PastedNode>;
  readonly getAttribute?: (name: string) => string | null;
}

type Marks = Readonly<Record<string, true>>;
interface Words {
  readonly type: 'text';
  readonly text: string;
}
interface Link {
  readonly type: 'link';
  readonly url: string;
  readonly children: Words[];
}
type Inline = Words | Link;
interface Block {
  readonly type: string;
  readonly children: (Inline | Block)[];
}

const MARKS: Readonly<Record<string, string>> = {
  ...{ B: 'bold', STRONG: 'bold', I: 'italic', EM: 'italic', U: 'underline' },
  ...{ S: 'strikethrough', STRIKE: 'strikethrough', DEL: 'strikethrough', CODE: 'code' },
};
const SKIPPED = new Set(['HEAD', 'STYLE', 'SCRIPT', 'META', 'TITLE', 'LINK', 'XML', 'TEMPLATE', '#COMMENT']);
const BLOCKS = new Set(['P', 'DIV', 'LI', 'BLOCKQUOTE', 'TR', 'TABLE', 'UL', 'OL', 'SECTION', 'ARTICLE', 'BODY']);

/** Word ends lines inside of paragraphs, and holds words together by no-break spaces of its own. */
const oneSpace = (text: string): string => text.replace(/[ \t\r\n\f]+/g, ' ');

const linkIn = (node: PastedNode): string | null => {
  const url = node.nodeName.toUpperCase() === 'A' ? (node.getAttribute?.('href') ?? '') : '';
  if (/^https?:/i.test(url)) return isSafeUrl(url) ? url : null;
  return /^(mailto|tel):/i.test(url) ? url : null;
};

/** Is there anything in it that plain text would lose? */
export const hasLinks = (node: PastedNode): boolean =>
  linkIn(node) !== null || [...node.childNodes].some((child) => hasLinks(child));

const isBlank = (inlines: readonly Inline[]): boolean =>
  inlines.every((inline) => inline.type === 'text' && inline.text.trim() === '');

/** Without the space that only parted tags. */
const trimmed = (inlines: readonly Inline[]): Inline[] =>
  inlines
    .map((inline, index) => {
      if (inline.type !== 'text') return inline;
      const begun = index === 0 ? inline.text.trimStart() : inline.text;
      return { ...inline, text: index === inlines.length - 1 ? begun.trimEnd() : begun };
    })
    .filter((inline) => inline.type !== 'text' || inline.text !== '');

/**
 * What was copied from a page or a word processor, as blocks of the editor: paragraphs, headings, lists and links keep what they are;
 * all else is its words.
 */
export const blocksOf = (page: PastedNode): Block[] => {
  const blocks: Block[] = [];
  let inlines: Inline[] = [];
  let place: { readonly type: string; readonly [key: string]: unknown } = { type: 'paragraph' };

  const flush = (): void => {
    const children = trimmed(inlines);
    inlines = [];
    if (isBlank(children)) return;
    if (place.type !== 'list-item') return void blocks.push({ ...place, children });
    const format = place.format as string;
    const last = blocks.at(-1) as (Block & { format?: string }) | undefined;
    const item = { type: 'list-item', children };
    if (last?.type === 'list' && last.format === format) last.children.push(item);
    else blocks.push({ type: 'list', format, children: [item] } as Block);
  };

  const add = (text: string, marks: Marks, url: string | null): void => {
    const words: Words = { type: 'text', text, ...marks };
    const last = inlines.at(-1);
    if (url === null) inlines.push(words);
    else if (last?.type === 'link' && last.url === url) last.children.push(words);
    else inlines.push({ type: 'link', url, children: [words] });
  };

  const walk = (node: PastedNode, marks: Marks, url: string | null, list: string | null): void => {
    const name = node.nodeName.toUpperCase();
    if (SKIPPED.has(name)) return;
    if (name === '#TEXT') {
      const text = oneSpace(node.nodeValue ?? '');
      if (text !== '') add(text, marks, url);
      return;
    }
    if (name === 'BR') return add('\n', marks, url);
    const [, level] = /^H([1-6])$/.exec(name) ?? [];
    const isBlock = level !== undefined || BLOCKS.has(name);
    const before = place;
    if (isBlock) {
      flush();
      if (level) place = { type: 'heading', level: Number(level) };
      else if (name === 'LI') place = { type: 'list-item', format: list ?? 'unordered' };
      else if (before.type !== 'list-item') place = { type: 'paragraph' };
    }
    const mark = MARKS[name];
    const inside = name === 'OL' ? 'ordered' : name === 'UL' ? 'unordered' : list;
    for (const child of node.childNodes) {
      walk(child, mark ? { ...marks, [mark]: true } : marks, linkIn(node) ?? url, inside);
    }
    if (isBlock) {
      flush();
      place = before;
    }
  };

  walk(page, {}, null, null);
  flush();
  return blocks;
};
