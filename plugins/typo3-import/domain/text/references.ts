import type { CollectReferences, ImageReference, Typolink } from '../contract';
import { isBroken, possibleSlugs, repairLink } from '../links/repair';
import { decodeTypolink, typolinkOfAnchor } from '../links/typolink';
import { imageOf } from './convert';
import * as html from './html';
import { LINK_ELEMENT, OPEN_LINK_ELEMENT, PARAMETERS_ATTRIBUTE } from './link-tags';
import { parsed } from './parsed-text';

/** No entry and every host is known: what is asked for too much costs nothing. */
const ASKING = { findBySlug: () => [], knownHosts: { includes: () => true } };

/** What a text refers to, so that all of it can be looked up at once before it is converted. */
export const collectReferences: CollectReferences = (source) => {
  const links: Typolink[] = [];
  const slugs: string[] = [];
  const images: ImageReference[] = [];
  const { isTooDeep, tree } = parsed(source);
  if (isTooDeep) return { links, slugs, images };

  const oldLink = (element: html.HtmlElement): void => {
    const parameters = (html.attribute(element, PARAMETERS_ATTRIBUTE) ?? '').trim();
    if (!isBroken(parameters, element.tagName === LINK_ELEMENT)) {
      links.push(decodeTypolink(parameters));
      return;
    }
    slugs.push(...possibleSlugs(parameters));
    const repaired = repairLink(parameters, ASKING);
    if (repaired.is === 'repaired') links.push(repaired.link);
  };

  const waiting: html.HtmlNode[] = [...tree.childNodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!html.isElement(node)) continue;
    if (node.tagName === LINK_ELEMENT || node.tagName === OPEN_LINK_ELEMENT) oldLink(node);
    if (node.tagName === 'a') {
      const link = typolinkOfAnchor(html.attributesOf(node));
      if (link) links.push(link);
    }
    if (node.tagName === 'img' || node.tagName === 'image') images.push(imageOf(node));
    for (const child of [...node.childNodes].reverse()) waiting.push(child);
  }
  return { links, slugs: [...new Set(slugs)], images };
};
