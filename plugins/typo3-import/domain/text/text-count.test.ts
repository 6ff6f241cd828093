import fc from 'fast-check';

import { convertRichText } from './convert';
import { aContext } from './test-context';
import { anyNoise, anyText } from './test-html';
import type { PartCount } from './text-count';

const RUNS = Number(process.env.TEST_TEXT_RUNS ?? 500);

const sum = ({ kept, leftOut }: PartCount): number =>
  kept + Object.values(leftOut).reduce((total, count) => total + count, 0);

const partsOf = (source: string) => convertRichText(source, aContext()).parts;

describe('links and images of a text', () => {
  it.each([
    ['<a href="http://example.net">x</a>', { found: 1, kept: 1, leftOut: {} }],
    ['<link 12>x</link> and <link 99>y</link>', { found: 2, kept: 1, leftOut: { 'no-target': 1 } }],
    ['<a href="http://example.net">&nbsp;</a>', { found: 1, kept: 0, leftOut: { 'no-words': 1 } }],
    ['<pre><a href="http://example.net">x</a></pre>', { found: 1, kept: 0, leftOut: { 'no-room': 1 } }],
    ['<a href="javascript:x()">x</a>', { found: 1, kept: 0, leftOut: { 'unsafe-target': 1 } }],
    ['<link http: www.example.net a b>Words', { found: 1, kept: 0, leftOut: { 'unreadable-target': 1 } }],
    ['<map><a href="/x">x</a></map>', { found: 1, kept: 0, leftOut: { 'no-room': 1 } }],
    [
      '<pre><table><tr><td><link 12>x</link></td><td>y</td></tr></table></pre>',
      { found: 1, kept: 0, leftOut: { 'no-room': 1 } },
    ],
    [`${'<i>'.repeat(160)}<a href="/x">x</a>`, { found: 1, kept: 0, leftOut: { 'no-room': 1 } }],
    ['<a href="http://example.net"><b>one</b> <i>link</i></a>', { found: 1, kept: 1, leftOut: {} }],
  ])('%s', (source, expected) => expect(partsOf(source).link).toEqual(expected));

  it.each([
    ['<img src="poster.jpg">', { found: 1, kept: 1, leftOut: {} }],
    ['<ul><li><img src="poster.jpg"><img src="gone.jpg"></li></ul>', { found: 2, kept: 1, leftOut: { 'no-file': 1 } }],
    ['<table><tr><td><img src="poster.jpg"></td><td>x</td></tr></table>', { found: 1, kept: 1, leftOut: {} }],
  ])('%s', (source, expected) => expect(partsOf(source).image).toEqual(expected));

  it('are all in what came out, or left out for a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText.map(({ source }) => source),
          anyNoise
        ),
        (source) => {
          const { link, image } = partsOf(source);
          expect([sum(link), sum(image)]).toEqual([link.found, image.found]);
        }
      ),
      { numRuns: RUNS }
    );
  });
});
