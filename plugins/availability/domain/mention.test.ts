import type { MaterialAction } from './action';
import { collectMentions, hasMentions, resolveMentions, withoutResolution, type Mentioned } from './mention';

const text = (words: string) => ({ type: 'text', text: words });
const link = (material: unknown, words = 'the guide') => ({
  type: 'link',
  url: 'https://example.org/old',
  material,
  children: [text(words)],
});
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });
const callToAction = (...children: unknown[]) => ({ ...paragraph(...children), material: { documentId: 'guide' } });

const offering = (changed: Partial<MaterialAction>): Mentioned => {
  const pageUrl = '/material?slug=guide';
  const action = {
    type: 'download',
    label: 'Download PDF',
    notice: 'Out of print.',
    url: '/uploads/guide.pdf',
    ...changed,
  } as MaterialAction;
  return { action, pageUrl, address: action.url ?? pageUrl };
};
const lookUp = (mentioned: Mentioned | null) => (documentId: string) => (documentId === 'guide' ? mentioned : null);

describe('a call to action', () => {
  it('becomes the notice and a link with the action’s label and address', () => {
    const mentioned = offering({});
    expect(resolveMentions([callToAction(text('can be ordered here'))], lookUp(mentioned))).toEqual([
      {
        ...paragraph(text('Out of print.'), text(' '), {
          type: 'link',
          url: '/uploads/guide.pdf',
          children: [text('Download PDF')],
        }),
        material: { documentId: 'guide' },
        action: mentioned.action,
      },
    ]);
  });
  it('is only a link where there is no notice', () => {
    const [node] = resolveMentions([callToAction(text('x'))], lookUp(offering({ notice: null }))) as {
      children: unknown[];
    }[];
    expect(node?.children).toEqual([{ type: 'link', url: '/uploads/guide.pdf', children: [text('Download PDF')] }]);
  });
  it('is only a notice where there is no target', () => {
    const [node] = resolveMentions([callToAction(text('x'))], lookUp(offering({ url: null, label: null }))) as {
      children: unknown[];
    }[];
    expect(node?.children).toEqual([text('Out of print.')]);
  });
  it('keeps its words and loses its links where the material is gone', () => {
    const stored = callToAction(text('Order '), { type: 'link', url: '/order', children: [text('here')] });
    expect(resolveMentions([stored], lookUp(null))).toEqual([callToAction(text('Order '), text('here'))]);
  });
});

describe('a mention', () => {
  it('keeps its words and gets the action’s address', () => {
    expect(resolveMentions([paragraph(link({ documentId: 'guide' }))], lookUp(offering({})))).toEqual([
      paragraph({ ...link({ documentId: 'guide' }), url: '/uploads/guide.pdf' }),
    ]);
  });
  it('leads to the material’s page where there is no target', () => {
    expect(resolveMentions([paragraph(link({ documentId: 'guide' }))], lookUp(offering({ url: null })))).toEqual([
      paragraph({ ...link({ documentId: 'guide' }), url: '/material?slug=guide' }),
    ]);
  });
  it('is found in lists, quotes and headings', () => {
    const list = {
      type: 'list',
      format: 'unordered',
      children: [{ type: 'list-item', children: [link({ documentId: 'guide' })] }],
    };
    expect(JSON.stringify(resolveMentions([list], lookUp(offering({}))))).toContain('/uploads/guide.pdf');
    const found = new Set<string>();
    collectMentions([list], found);
    expect([...found]).toEqual(['guide']);
  });
  it.each([{ documentId: 'gone' }, { documentId: 7 }, {}, 'nonsense', 7, []])(
    'of %j loses its link and keeps its words',
    (material) => {
      expect(resolveMentions([paragraph(text('see '), link(material), text('.'))], lookUp(offering({})))).toEqual([
        paragraph(text('see '), text('the guide'), text('.')),
      ]);
    }
  );
});

describe('a text', () => {
  it('without mentions stays as it is', () => {
    const plain = [paragraph(text('hello'), { type: 'link', url: 'https://example.org', children: [text('x')] })];
    expect(hasMentions(plain)).toBe(false);
    expect(resolveMentions(plain, lookUp(null))).toEqual(plain);
  });
  it('that was read can be stored again', () => {
    const read = resolveMentions([callToAction(text('x'))], lookUp(offering({})));
    expect(withoutResolution(read)).toEqual([
      callToAction(text('Out of print.'), text(' '), {
        type: 'link',
        url: '/uploads/guide.pdf',
        children: [text('Download PDF')],
      }),
    ]);
  });
  it.each([[null], ['words'], [[null, 7, 'x', { type: 'paragraph' }]]])('of %j is survived', (odd) => {
    expect(hasMentions(odd)).toBe(false);
    if (Array.isArray(odd)) expect(resolveMentions(odd, lookUp(null))).toEqual(odd);
  });
});
