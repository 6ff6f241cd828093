import { plainLinksInHtml, mentionsInHtml } from '../../../../domain/texts/html';
import { mentionsInMarkdown, plainLinksInMarkdown } from '../../../../domain/texts/markdown';
import type { MentionAddresses } from '../../../../domain/texts/mention-address';
import { placeCallToAction, placeMention } from '../../../../domain/texts/place-mention';

/** What finds and writes mentions in Markdown and HTML. It comes with two parsers: it is loaded where there is such a text. */
export const createFinders = (addresses: MentionAddresses) => {
  const markdown = mentionsInMarkdown(addresses);
  return {
    mentions: { markdown: markdown.find, html: mentionsInHtml(addresses).find },
    plainLinks: { markdown: plainLinksInMarkdown(addresses), html: plainLinksInHtml(addresses) },
    placeMention: (...[text, selected, material, address]: FirstFour<typeof placeMention>) =>
      placeMention(text, selected, material, address, markdown.find),
    placeCallToAction: (...[text, at, material, address]: FirstFour<typeof placeCallToAction>) =>
      placeCallToAction(text, at, material, address, markdown.find),
  };
};

type FirstFour<Place extends (...args: never) => unknown> =
  Parameters<Place> extends [infer A, infer B, infer C, infer D, ...unknown[]] ? [A, B, C, D] : never;

export type Finders = ReturnType<typeof createFinders>;
