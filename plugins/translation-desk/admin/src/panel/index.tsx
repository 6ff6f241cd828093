import { useQueryParams, useRBAC, type StrapiApp } from '@strapi/strapi/admin';

import { useDeskSettingsQuery } from '../api';
import { useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { TranslationPanel } from './TranslationPanel';

interface PanelProps {
  readonly model: string;
  readonly documentId?: string;
  readonly document?: { readonly updatedAt?: string };
}

/** The side panel of a localised entry. Strapi renders it like a component: hooks work here. */
const SidePanel = ({ model, documentId, document }: PanelProps) => {
  const say = useSay();
  const { allowedActions } = useRBAC(PERMISSIONS.read);
  const { data: settings } = useDeskSettingsQuery(undefined, { skip: allowedActions.canRead !== true });
  const [{ query }] = useQueryParams<{ plugins?: { i18n?: { locale?: string } } }>();
  if (!settings || !documentId || !settings.types.some(({ uid }) => uid === model)) return null;
  const locale = query.plugins?.i18n?.locale ?? settings.defaultLocale;
  return {
    title: say('panel.title'),
    content: (
      <TranslationPanel
        key={`${documentId} ${locale}`}
        uid={model}
        documentId={documentId}
        locale={locale}
        savedAt={document?.updatedAt ?? ''}
        types={settings.types}
      />
    ),
  };
};

type Panels = readonly unknown[];

interface ContentManager {
  readonly apis: { readonly addEditViewSidePanel: (arrange: (panels: Panels) => Panels) => void };
}

/** Directly below the buttons that save and publish: whoever translates looks here all the time. */
const arrange = ([actions, ...rest]: Panels): Panels => [actions, SidePanel, ...rest];

export const addTranslationPanel = (app: Pick<StrapiApp, 'getPlugin'>): void => {
  (app.getPlugin('content-manager') as unknown as ContentManager).apis.addEditViewSidePanel(arrange);
};
