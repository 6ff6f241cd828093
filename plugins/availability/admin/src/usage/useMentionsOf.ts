import type { DocumentId } from '../../../domain/facts';
import { collectMentions } from '../../../domain/mention';
import type { MentionReference } from '../../../domain/texts/mention-address';
import { fillUrl } from '../../../domain/url';
import type { UsageSettings } from '../../../server/src/usage/controller';
import type { MentionKind } from '../../../server/src/usage/sources';
import type { Finders } from '../text-editor/written/finders';
import type { FormText } from './texts-of-form';
import { fetchOwners, useAnswer } from './usage-api';

interface Named {
  readonly documentId: DocumentId;
  readonly kind: MentionKind;
}

const namedInBlocks = (blocks: readonly unknown[]): Named[] =>
  blocks.flatMap((node) => {
    const inside = new Set<DocumentId>();
    collectMentions([node], inside);
    const { type, material } = node as { type?: unknown; material?: unknown };
    const kind = type === 'paragraph' && material ? 'call-to-action' : 'mention';
    return [...inside].map((documentId) => ({ documentId, kind }));
  });

/** The materials that the texts of the form name as they are now, saved or not. */
export const useMentionsOf = (
  texts: readonly FormText[],
  finders: Finders | null,
  { page }: UsageSettings
): readonly Named[] => {
  const written = texts.flatMap((text) =>
    text.format === 'blocks' || !finders ? [] : finders.mentions[text.format](text.text)
  );
  /** Which material has a page is asked by the address that the page has now. */
  const pageOf = (reference: MentionReference): string | null =>
    'slug' in reference ? fillUrl(page, { slug: reference.slug, locale: reference.locale ?? '' }) : null;
  const pages = [...new Set(written.flatMap(({ reference }) => pageOf(reference) ?? []))].sort();
  const owners = useAnswer(pages.join(' '), () => fetchOwners(pages));
  const documentIdOf = (reference: MentionReference): DocumentId | null => {
    if ('documentId' in reference) return reference.documentId;
    const url = pageOf(reference);
    return (owners.is === 'known' && owners.data.find((one) => one.url === url)?.documentId) || null;
  };
  return [
    ...texts.flatMap((text) => (text.format === 'blocks' ? namedInBlocks(text.blocks) : [])),
    ...written.flatMap(({ kind, reference }): Named[] => {
      const documentId = documentIdOf(reference);
      return documentId === null ? [] : [{ documentId, kind }];
    }),
  ];
};
