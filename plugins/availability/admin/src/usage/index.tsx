import { unstable_useContentManagerContext as useContentManagerContext, type StrapiApp } from '@strapi/strapi/admin';

import type { UsageSettings } from '../../../server/src/usage/controller';
import { useSayOfTexts } from '../text-editor/messages';
import { askFirst, type Action } from './ask-first';
import { Mentioned } from './Mentioned';
import { formatOfAttribute, type Attributes } from './texts-of-form';
import { useMaterialUid, useUsageSettings } from './usage-api';
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
  { materialUid, htmlFields }: UsageSettings
) => {
  const attributesOf = (uid: string): Attributes =>
    (components as Record<string, Schema> | undefined)?.[uid]?.attributes ?? {};
  const canAny = (attributes: Attributes, above: readonly string[]): boolean =>
    Object.values(attributes).some((attribute) => {
      const { type, target, mappedBy, component, components: inZone = [] } = attribute;
      if (formatOfAttribute(attribute, htmlFields) !== null) return true;
      if (type === 'relation') return target === materialUid && !mappedBy;
      return [...(component ? [component] : []), ...inZone].some(
        (uid) => !above.includes(uid) && canAny(attributesOf(uid), [...above, uid])
      );
    });
  return canAny((contentType as Schema)?.attributes ?? {}, []);
};

const MentionedPanel = ({ model, document }: PanelProps) => {
  const say = useSayOfTexts();
  const settings = useUsageSettings();
  const context = useContentManagerContext();
  if (settings === null || model === settings.materialUid || !canMention(context, settings)) return null;
  return {
    title: say('mentioned.title'),
    content: <Mentioned documentId={document?.documentId} updatedAt={document?.updatedAt} settings={settings} />,
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
