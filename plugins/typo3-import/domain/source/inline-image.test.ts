import { withoutInlineImages } from './inline-image';

const image = (letters: number, type = 'image/png'): string =>
  `data:${type};base64,${'iVBORw0KGg'.repeat(letters / 10)}`;

describe('images that stand in a text', () => {
  it('are taken out, whatever their size and however many', () => {
    expect(withoutInlineImages(`<p>a</p><img src="${image(60_000_000)}" alt="b"><img src='${image(1000)}'>`)).toBe(
      `<p>a</p><img src="" alt="b"><img src=''>`
    );
    expect(withoutInlineImages(`a ${image(2000, 'IMAGE/svg+xml')}\n==`)).toBe('a ');
  });

  it('stay where they are small, and so does what only looks like one', () => {
    for (const text of [image(990), 'data:image/png;base64', `data:;base64,${'a'.repeat(2000)}`, 'a'.repeat(5000), ''])
      expect(withoutInlineImages(text)).toBe(text);
  });

  it('take no longer where a text begins many', () => {
    const text = 'data:'.repeat(800_000);
    expect(withoutInlineImages(text)).toBe(text);
  });
});
