import type { StrapiApp } from '@strapi/strapi/admin';
import { PuzzlePiece } from '@strapi/icons';

import en from '../translations/en.json';
import { messageId, PERMISSIONS, PLUGIN_ID } from '../plugin';

export const addWordingPage = (app: Pick<StrapiApp, 'addMenuLink'>): void => {
  app.addMenuLink({
    to: `plugins/${PLUGIN_ID}-texts`,
    icon: PuzzlePiece,
    intlLabel: { id: messageId('texts.title'), defaultMessage: en['texts.title'] },
    permissions: PERMISSIONS.texts as never,
    position: 6,
    Component: () => import('./WordingPage') as Promise<{ default: React.ComponentType }>,
  });
};
