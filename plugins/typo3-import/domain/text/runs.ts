import type { InlineNode, LinkNode, TextNode } from '../contract';
import type { RepairedLink } from '../links/repair';

/** How a piece of text looks. */
export type Marks = Readonly<Partial<Record<'bold' | 'italic' | 'underline' | 'strikethrough' | 'code', true>>>;

/** A link of the text, or what is left of one: its words only. The same object for all of its words. */
export interface LinkOfText {
  readonly node: Pick<LinkNode, 'url' | 'material'> | null;
  /** What to call it if it has no words. */
  readonly name: string;
  readonly raw: string;
  readonly offset: number;
}

/** A link whose closing tag is lost: where it ends is told from the text behind it. */
export interface OpenLink {
  readonly repaired: RepairedLink;
  readonly raw: string;
  readonly offset: number;
}

export type Run =
  | {
      readonly is: 'text';
      readonly text: string;
      readonly marks: Marks;
      readonly link: LinkOfText | null;
      readonly offset: number;
    }
  | { readonly is: 'line-break'; readonly offset: number }
  | { readonly is: 'open-link'; readonly open: OpenLink };

const isBlank = (text: string): boolean => /^[\s\u00a0]*$/.test(text);

/** White space as HTML shows it: runs of it are one space, none at the beginning and end of a line. `&nbsp;` stays inside. */
export const collapseSpace = (runs: readonly Run[]): Run[] => {
  const collapsed: Run[] = [];
  let isLineStart = true;
  let endsInSpace = false;
  const trimEnd = (): void => {
    for (let index = collapsed.length - 1; index >= 0; index -= 1) {
      const run = collapsed[index];
      if (run?.is !== 'text') continue;
      const text = run.text.replace(/(?<![ \u00a0])[ \u00a0]+$/, '');
      collapsed[index] = { ...run, text };
      if (text !== '') return;
    }
  };
  for (const run of runs) {
    if (run.is === 'open-link') {
      collapsed.push(run);
    } else if (run.is === 'line-break') {
      trimEnd();
      collapsed.push(run);
      isLineStart = true;
    } else {
      let text = run.text.replace(/[ \t\r\n\f]+/g, ' ');
      if (isLineStart) text = text.replace(/^[ \u00a0]+/, '');
      else if (endsInSpace) text = text.replace(/^ /, '');
      if (text === '') continue;
      collapsed.push({ ...run, text });
      isLineStart = false;
      endsInSpace = text.endsWith(' ');
    }
  }
  const hasWords = (run: Run): boolean => run.is === 'text' && !isBlank(run.text);
  const first = collapsed.findIndex((run) => hasWords(run) || run.is === 'open-link');
  const last = collapsed.findLastIndex((run) => hasWords(run) || run.is === 'open-link');
  const kept = first < 0 ? [] : collapsed.slice(first, last + 1);
  collapsed.length = 0;
  collapsed.push(...kept);
  trimEnd();
  return collapsed.filter((run) => run.is !== 'text' || run.text !== '');
};

const sameMarks = (one: Marks, other: Marks): boolean =>
  (['bold', 'italic', 'underline', 'strikethrough', 'code'] as const).every((mark) => one[mark] === other[mark]);

const textNode = (text: string, marks: Marks): TextNode => ({ type: 'text', text, ...marks });

const marksOf = ({ type: _type, text: _text, ...marks }: TextNode): Marks => marks;

const pushText = (into: TextNode[], text: string, marks: Marks): void => {
  const last = into.at(-1);
  if (last && sameMarks(marksOf(last), marks)) into[into.length - 1] = textNode(last.text + text, marks);
  else into.push(textNode(text, marks));
};

/** The text nodes of a piece that can hold no links. */
export const toTextNodes = (runs: readonly Run[]): TextNode[] => {
  const nodes: TextNode[] = [];
  for (const run of runs) {
    if (run.is === 'text') pushText(nodes, run.text, run.marks);
    else if (run.is === 'line-break') pushText(nodes, '\n', nodes.at(-1) ? marksOf(nodes.at(-1) as TextNode) : {});
  }
  return nodes;
};

/**
 * The inline nodes of a piece, as Strapi's editor keeps them: a link stands between text nodes, empty ones where need be.
 * `open-link` runs must have been told apart before.
 */
export const toInlineNodes = (runs: readonly Run[]): InlineNode[] => {
  const nodes: InlineNode[] = [];
  let texts: TextNode[] = [];
  let link: LinkOfText | null = null;
  const close = (): void => {
    if (link?.node) nodes.push({ type: 'link', ...link.node, children: texts });
    else nodes.push(...(texts.length > 0 || nodes.length > 0 ? texts : []));
    texts = [];
  };
  for (const run of runs) {
    if (run.is === 'open-link') continue;
    const runLink: LinkOfText | null = run.is === 'text' ? (run.link?.node ? run.link : null) : link;
    if (runLink !== link) {
      close();
      link = runLink;
    }
    if (run.is === 'text') pushText(texts, run.text, run.marks);
    else pushText(texts, '\n', texts.at(-1) ? marksOf(texts.at(-1) as TextNode) : {});
  }
  close();
  const padded: InlineNode[] = [];
  for (const node of nodes) {
    if (node.type === 'link' && padded.at(-1)?.type !== 'text') padded.push(textNode('', {}));
    const last = padded.at(-1);
    if (node.type === 'text' && last?.type === 'text' && sameMarks(marksOf(last), marksOf(node))) {
      padded[padded.length - 1] = textNode(last.text + node.text, marksOf(node));
    } else {
      padded.push(node);
    }
  }
  if (padded.at(-1)?.type !== 'text') padded.push(textNode('', {}));
  return padded;
};

/** The words of inline nodes. */
export const wordsOf = (nodes: readonly InlineNode[]): string =>
  nodes.map((node) => (node.type === 'text' ? node.text : node.children.map(({ text }) => text).join(''))).join('');
