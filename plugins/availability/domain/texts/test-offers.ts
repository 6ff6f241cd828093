import type { MaterialAction } from '../action';
import type { Mentioned } from '../mention';
import type { MentionAddresses, MentionReference } from './mention-address';
import { resolveText, type FindMentions } from './text-mention';

export const ADDRESSES: MentionAddresses = {
  templates: ['/materials/{documentId}', '/material.html?slug={slug}&locale={locale}'],
  siteUrl: 'https://www.example.org',
};

/** What `guide` offers in these tests. */
export const offering = (changed: Partial<MaterialAction> = {}): Mentioned => {
  const pageUrl = '/material.html?slug=guide&locale=en';
  const action = {
    type: 'download',
    label: 'Download PDF',
    notice: 'Out of print.',
    url: '/uploads/guide.pdf',
    ...changed,
  } as MaterialAction;
  return { action, pageUrl, address: action.url ?? pageUrl };
};

const isGuide = (reference: MentionReference): boolean =>
  'documentId' in reference ? reference.documentId === 'guide' : reference.slug === 'guide';

/** The text as readers get it while `guide` offers this, and nothing else is there. */
export const resolverWith =
  (find: FindMentions) =>
  (text: string, mentioned: Mentioned | null = offering()): string =>
    resolveText(text, find(text), (reference) => (isGuide(reference) ? mentioned : null));
