import { createEditor, Transforms, type Descendant } from 'slate';

import { beginsMention, onAtSign } from './at-sign';
import type { TextEditor } from './nodes';
import { withMaterials } from './with-materials';

describe('an “@” begins a mention', () => {
  it.each(['@', 'siehe @', '(@', '„@', '«@', 'Zeile\n@'])('in “%s”', (words) => {
    expect(beginsMention(words)).toBe(true);
  });

  it.each(['post@', 'a@b', '@ ', '', '@@'])('and not in “%s”', (words) => {
    expect(beginsMention(words)).toBe(false);
  });
});

describe('an “@” that is typed', () => {
  const text = (words: string) => ({ type: 'text', text: words });

  const askedAfterTyping = (words: string, block: object, path: number[], offset: number): unknown[] => {
    const editor = withMaterials(createEditor()) as TextEditor;
    const { isInline } = editor;
    editor.isInline = (element) => (element as { type?: string }).type === 'link' || isInline(element);
    editor.children = [block] as Descendant[];
    Transforms.select(editor, { path, offset });
    const asked: unknown[] = [];
    const stop = onAtSign((_, at) => asked.push(at));
    editor.insertText(words);
    stop();
    return asked;
  };

  it('asks for a material, and names the place of the sign', () => {
    const block = { type: 'paragraph', children: [text('Mehr im ')] };
    expect(askedAfterTyping('@', block, [0, 0], 8)).toEqual([
      { anchor: { path: [0, 0], offset: 8 }, focus: { path: [0, 0], offset: 9 } },
    ]);
  });

  it.each([
    ['inside a word', '@', { type: 'paragraph', children: [text('post')] }, [0, 0], 4],
    ['in code', '@', { type: 'code', children: [text('')] }, [0, 0], 0],
    [
      'in a link',
      '@',
      { type: 'paragraph', children: [text(''), { type: 'link', url: '/', children: [text('a ')] }, text('')] },
      [0, 1, 0],
      2,
    ],
    ['as another sign', 'a', { type: 'paragraph', children: [text('')] }, [0, 0], 0],
  ])('asks for none %s', (_, words, block, path, offset) => {
    expect(askedAfterTyping(words, block, path, offset)).toEqual([]);
  });
});
