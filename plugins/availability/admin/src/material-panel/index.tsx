import type { StrapiApp } from '@strapi/strapi/admin';

import { useSay } from '../messages';
import { useSettingsQuery } from '../stock/api';
import { AvailabilityPanel } from './AvailabilityPanel';

interface PanelProps {
  readonly model: string;
  readonly documentId?: string;
}

/** The side panel of a material's edit page. Strapi renders it like a component: hooks work here. */
const SidePanel = ({ model, documentId }: PanelProps) => {
  const say = useSay();
  const { data: settings } = useSettingsQuery();
  if (!settings || model !== settings.materialUid) return null;
  return {
    title: say('panel.title'),
    content: documentId ? <AvailabilityPanel documentId={documentId} settings={settings} /> : say('panel.save-first'),
  };
};

interface ContentManager {
  readonly apis: { readonly addEditViewSidePanel: (panels: readonly unknown[]) => void };
}

export const addMaterialPanel = (app: Pick<StrapiApp, 'getPlugin'>): void => {
  (app.getPlugin('content-manager') as unknown as ContentManager).apis.addEditViewSidePanel([SidePanel]);
};
