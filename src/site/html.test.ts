import fc from 'fast-check';

import { attributes, dataBlock, element, html, isSafeUrl } from './html';

describe('a template', () => {
  it('escapes text in elements and attributes, and leaves HTML as it is', () => {
    const inner = html`<b title="${'"<&>\''}">${'<script>'}</b>`;
    expect(html`<p>${inner}${null}${false}${['a', 1]}</p>`.text).toBe(
      '<p><b title="&quot;&lt;&amp;&gt;&#39;">&lt;script&gt;</b>a1</p>'
    );
  });

  it('lets no text begin an element or end an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = html`<p title="${text}">${text}</p>`.text.slice('<p title="'.length, -'</p>'.length);
        expect(inside).not.toMatch(/[<']/);
        expect(inside.match(/"/g)).toHaveLength(1);
      })
    );
  });

  it('keeps data inside its element', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const block = dataBlock('application/ld+json', { text }).text;
        const json = block.slice('<script type="application/ld+json">'.length, -'</script>'.length);
        expect(json).not.toMatch(/[<>&]/);
        expect(JSON.parse(json)).toEqual({ text });
      })
    );
  });
});

describe('attributes', () => {
  it('leaves out what is not there, and addresses that run something', () => {
    expect(
      attributes({ id: 'a', hidden: true, lang: null, href: 'javascript:alert(1)', src: '//elsewhere' }).text
    ).toBe(' id="a" hidden');
    expect(element('a', { href: '#top' }, 'Top').text).toBe('<a href="#top">Top</a>');
  });

  it.each([
    ['/a', true], ['https://example.org', true], ['mailto:a@example.org', true], ['tel:+49', true],
    ['javascript:x', false], ['//host', false], ['/\\host', false], ['data:text/html,x', false], ['', false], [' /a', false],
  ])('%j is safe: %s', (address, is) => expect(isSafeUrl(address)).toBe(is)); // prettier-ignore
});
