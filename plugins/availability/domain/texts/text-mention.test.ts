import { mentionsInMarkdown } from './markdown';
import { ADDRESSES, offering } from './test-offers';
import { resolverOfText } from './text-mention';

describe('a text that is read again', () => {
  const text = '[a](/materials/guide) [b](/materials/other)';
  const { find } = mentionsInMarkdown(ADDRESSES);

  it('is put together anew for what another state, language or reader gets, and else is the same', () => {
    const mentions = find(text);
    let puttingTogether = 0;
    const counted = mentions.map((mention) => ({
      ...mention,
      edits: (...offers: Parameters<typeof mention.edits>) => {
        puttingTogether += 1;
        return mention.edits(...offers);
      },
    }));
    const resolve = resolverOfText(text, counted);
    const pdf = offering();
    const order = offering({ url: '/order' });
    const guideIs = (guide: typeof pdf | null) => () =>
      resolve((reference) => ('documentId' in reference && reference.documentId === 'guide' ? guide : order));

    const [withPdf, without] = [guideIs(pdf), guideIs(null)];
    expect(withPdf()).toBe('[a](/uploads/guide.pdf) [b](/order)');
    expect(withPdf()).toBe('[a](/uploads/guide.pdf) [b](/order)');
    expect(puttingTogether).toBe(2);
    expect(without()).toBe('a [b](/order)');
    expect(withPdf()).toBe('[a](/uploads/guide.pdf) [b](/order)');
    expect(guideIs(offering({ url: '/elsewhere' }))()).toBe('[a](/elsewhere) [b](/order)');
  });
});
