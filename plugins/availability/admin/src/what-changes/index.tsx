import type { StrapiApp } from '@strapi/strapi/admin';

import { useSay } from '../messages';
import { useUsageSettings } from '../usage/usage-api';
import { OfForm } from './OfForm';

interface PanelProps {
  readonly model: string;
  readonly documentId?: string;
  readonly document?: { readonly updatedAt?: string; readonly status?: string };
}

/** The side panel of a material: what publishing it would change. Strapi renders it like a component: hooks work here. */
const WhatChangesPanel = ({ model, documentId, document }: PanelProps) => {
  const say = useSay();
  const settings = useUsageSettings();
  if (!settings || model !== settings.materialUid || !documentId) return null;
  return {
    title: say('effect.title'),
    content: (
      <OfForm
        documentId={documentId}
        version={`${document?.status ?? ''} ${document?.updatedAt ?? ''}`}
        settings={settings}
      />
    ),
  };
};

interface ContentManager {
  readonly apis: { readonly addEditViewSidePanel: (panels: readonly unknown[]) => void };
}

/** Says beside the form of a material what a change will do. */
export const addWhatChanges = (app: Pick<StrapiApp, 'getPlugin'>): void => {
  (app.getPlugin('content-manager') as unknown as ContentManager).apis.addEditViewSidePanel([WhatChangesPanel]);
};
