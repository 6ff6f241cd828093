import { useCallback } from 'react';
import { createPortal } from 'react-dom';

import { referenceReader } from '../../../../domain/texts/mention-address';
import type { UsageSettings } from '../../../../server/src/usage/controller';
import { fetchOwners, useAnswer } from '../../usage/usage-api';
import { useMaterialState } from '../material-states';
import { WhatReadersGet } from '../what-readers-get';
import { previewOf, type MarkdownEditor } from './strapi-editor';
import { usePageContent } from './usePageContent';

/** Marks a place of ours behind a link of the preview. */
const MARK = 'data-inprint-offer';

/** The place behind a link; made where there is none. */
const placeBehind = (link: HTMLAnchorElement): HTMLElement => {
  const next = link.nextElementSibling;
  if (next instanceof HTMLElement && next.hasAttribute(MARK)) return next;
  const place = document.createElement('span');
  place.setAttribute(MARK, link.getAttribute('href') ?? '');
  link.after(place);
  return place;
};

/** What readers get of a material that the preview mentions. */
const Offered = ({ documentId, words }: { readonly documentId: string; readonly words: string }) => (
  <span style={{ display: 'inline-block', verticalAlign: 'middle', marginInlineStart: '0.5em' }}>
    <WhatReadersGet answer={useMaterialState(documentId)} title={words} />
  </span>
);

/** Says behind each mention in a preview what readers get of the material now. */
export const MarkdownPreview = ({
  editor,
  settings,
}: {
  readonly editor: MarkdownEditor;
  readonly settings: UsageSettings;
}) => {
  const find = useCallback((): HTMLElement[] => {
    const referenceOf = referenceReader(settings.addresses);
    const links = [...(previewOf(editor)?.querySelectorAll<HTMLAnchorElement>('a[href]') ?? [])];
    return links.filter((link) => referenceOf(link.getAttribute('href') ?? '')).map(placeBehind);
  }, [editor, settings]);
  const places = usePageContent(find);

  const referenceOf = referenceReader(settings.addresses);
  const addresses = places.map((place) => place.getAttribute(MARK) ?? '');
  const named = [...new Set(addresses)].filter((address) => {
    const reference = referenceOf(address);
    return reference !== null && !('documentId' in reference);
  });
  const owners = useAnswer(named.join(' '), () => fetchOwners(named));
  const documentIdOf = (address: string): string | null => {
    const reference = referenceOf(address);
    if (reference && 'documentId' in reference) return reference.documentId;
    return (owners.is === 'known' && owners.data.find(({ url }) => url === address)?.documentId) || null;
  };

  return places.map((place, index) => {
    const documentId = documentIdOf(addresses[index] ?? '');
    const words = place.previousElementSibling?.textContent ?? '';
    return documentId ? createPortal(<Offered documentId={documentId} words={words} />, place, String(index)) : null;
  });
};
