import { unstable_useContentManagerContext as useContentManagerContext, type StrapiApp } from '@strapi/strapi/admin';

import { useSayOfTexts } from '../text-editor/messages';
import { askFirst, type Action } from './ask-first';
import { Mentioned } from './Mentioned';
import type { Attributes } from './texts-of-form';
import { useMaterialUid } from './usage-api';
import { WhereUsed } from './WhereUsed';

interface PanelProps {
  readonly model: string;
  readonly documentId?: string;
  readonly document?: { readonly updatedAt?: string; readonly documentId?: string };
}

const WhereUsedPanel = ({ model, documentId, document }: PanelProps) => {
  const say = useSayOfTexts();
  const materialUid = useMaterialUid();
  if (materialUid === null || model !== materialUid || !documentId || !document) return null;
  return { title: say('usage.title'), content: <WhereUsed documentId={documentId} /> };
};

type Schema = { readonly attributes?: Attributes } | undefined;

/** Can an entry of this content type mention a material: in a text, or by a relation of its own? */
const canMention = (
  { contentType, components }: { contentType?: unknown; components?: unknown },
  materialUid: string
) => {
  const own = (contentType as Schema)?.attributes ?? {};
  const attributesOf = (uid: string): Attributes =>
    (components as Record<string, Schema> | undefined)?.[uid]?.attributes ?? {};
  return Object.values(own).some(
    ({ type, target, mappedBy, component, components: inZone = [] }) =>
      type === 'blocks' ||
      (type === 'relation' && target === materialUid && !mappedBy) ||
      [...(component ? [component] : []), ...inZone].some((uid) =>
        Object.values(attributesOf(uid)).some((inner) => inner.type === 'blocks' || inner.target === materialUid)
      )
  );
};

const MentionedPanel = ({ model, document }: PanelProps) => {
  const say = useSayOfTexts();
  const materialUid = useMaterialUid();
  const context = useContentManagerContext();
  if (materialUid === null || model === materialUid || !canMention(context, materialUid)) return null;
  return {
    title: say('mentioned.title'),
    content: <Mentioned documentId={document?.documentId} updatedAt={document?.updatedAt} materialUid={materialUid} />,
  };
};

interface ContentManager {
  readonly apis: {
    readonly addEditViewSidePanel: (panels: readonly unknown[]) => void;
    readonly addDocumentAction: (change: (actions: Action[]) => Action[]) => void;
    readonly addBulkAction: (change: (actions: Action[]) => Action[]) => void;
  };
}

/** Actions that take nothing away. */
const HARMLESS = new Set([
  'publish',
  'update',
  'discard',
  'edit',
  'clone',
  'history',
  'edit-the-model',
  'configure-the-view',
]);

const askBeforeLosses = (actions: Action[]): Action[] =>
  actions.map((action) => (action.type !== undefined && HARMLESS.has(action.type) ? action : askFirst(action)));

/** Tells editors who mentions what, beside the form and before a material goes. */
export const registerUsage = (app: StrapiApp): void => {
  const { apis } = app.getPlugin('content-manager') as unknown as ContentManager;
  apis.addEditViewSidePanel([WhereUsedPanel, MentionedPanel]);
  apis.addDocumentAction(askBeforeLosses);
  apis.addBulkAction(askBeforeLosses);
};
