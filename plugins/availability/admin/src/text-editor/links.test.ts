import { createEditor, Editor, Transforms, type Descendant } from 'slate';

import { splitInsideLink } from './links';

const text = (words: string, marks: object = {}) => ({ type: 'text', text: words, ...marks });
const link = (words: string, more: object = {}) => ({
  type: 'link',
  url: '/materials/a',
  children: [text(words)],
  ...more,
});
const MENTION = { material: { documentId: 'a' } };

const editorOf = (...blocks: object[]): Editor => {
  const editor = createEditor();
  const { isInline } = editor;
  editor.isInline = (element) => (element as { type?: string }).type === 'link' || isInline(element);
  editor.children = blocks as Descendant[];
  Editor.normalize(editor, { force: true });
  return editor;
};

/** The words of the blocks, with links in brackets and those that name a material in braces. */
const drawn = (editor: Editor): string[] => {
  const draw = (node: unknown): string => {
    const {
      type,
      text: words,
      children = [],
      material,
    } = node as {
      type?: string;
      text?: string;
      children?: unknown[];
      material?: object;
    };
    const inside = words ?? children.map(draw).join('');
    if (type === 'link') return material ? `{${inside}}` : `[${inside}]`;
    return type === 'list-item' ? `- ${inside}\n` : inside;
  };
  return editor.children.map((block) => `${(block as { type?: string }).type ?? ''}: ${draw(block)}`);
};

const enterAt = (editor: Editor, path: number[], offset: number): boolean => {
  Transforms.select(editor, { path, offset });
  return splitInsideLink(editor);
};

describe('Enter', () => {
  const sentence = (more: object = {}) => ({
    type: 'paragraph',
    children: [text('Die '), link('Broschüre', more), text(' ist '), text('da', { bold: true }), text('.')],
  });

  it('inside a link splits it and loses nothing', () => {
    const editor = editorOf(sentence());
    expect(enterAt(editor, [0, 1, 0], 5)).toBe(true);
    expect(drawn(editor)).toEqual(['paragraph: Die [Brosc]', 'paragraph: [hüre] ist da.']);
    expect(editor.selection?.anchor.path[0]).toBe(1);
  });

  it('inside a mention splits it, and both halves follow the material', () => {
    const editor = editorOf(sentence(MENTION));
    enterAt(editor, [0, 1, 0], 5);
    expect(drawn(editor)).toEqual(['paragraph: Die {Brosc}', 'paragraph: {hüre} ist da.']);
  });

  it('at the edges of a mention leaves no empty one', () => {
    const before = editorOf(sentence(MENTION));
    enterAt(before, [0, 1, 0], 0);
    expect(drawn(before)).toEqual(['paragraph: Die ', 'paragraph: {Broschüre} ist da.']);
    const behind = editorOf(sentence(MENTION));
    enterAt(behind, [0, 1, 0], 'Broschüre'.length);
    expect(drawn(behind)).toEqual(['paragraph: Die {Broschüre}', 'paragraph:  ist da.']);
    // Nothing of all this is kept by the new line but the words.
    expect(JSON.stringify(behind.children)).toContain('"bold":true');
  });

  it('in a heading goes on with a paragraph, in a list with an item', () => {
    const heading = editorOf({ type: 'heading', level: 2, children: [text('Neu: '), link('Heft'), text('!')] });
    enterAt(heading, [0, 1, 0], 2);
    expect(drawn(heading)).toEqual(['heading: Neu: [He]', 'paragraph: [ft]!']);
    expect(heading.children[1]).not.toHaveProperty('level');
    const list = editorOf({
      type: 'list',
      format: 'unordered',
      children: [{ type: 'list-item', children: [text(''), link('Heft'), text(' und mehr')] }],
    });
    enterAt(list, [0, 0, 1, 0], 2);
    expect(drawn(list)).toEqual(['list: - [He]\n- [ft] und mehr\n']);
  });

  it('outside of links is left to Strapi', () => {
    const editor = editorOf(sentence());
    expect(enterAt(editor, [0, 0], 2)).toBe(false);
    expect(editor.children).toHaveLength(1);
  });
});
