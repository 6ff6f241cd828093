import { useAdminInside } from '@inprint/kit/admin-insides';
import type { StrapiApp } from '@strapi/strapi/admin';

import { keepStateReadOnly } from './content-forms';
import { dressContentLists } from './content-lists';
import { registerFields } from './fields';
import { addHomeWidgets } from './home';
import { addMaterialPanel } from './material-panel';
import { addSetupPage } from './setup';
import { addStockDesk } from './stock-desk';
import { registerTextEditor } from './text-editor';
import { registerTranslations } from './translations';
import { registerUsage } from './usage';
import { addWhatChanges } from './what-changes';
import { addWordingPage } from './wording';

export default {
  register(app: StrapiApp): void {
    registerFields(app);
    addStockDesk(app);
    addWordingPage(app);
    addHomeWidgets(app);
    addSetupPage(app);
  },
  bootstrap(app: StrapiApp): void {
    addMaterialPanel(app);
    addWhatChanges(app);
    useAdminInside('the hooks of Admin/CM/pages/ListView', 'The state of publications in lists', () =>
      dressContentLists(app)
    );
    useAdminInside('Admin/CM/pages/EditView/mutate-edit-view-layout', 'Showing the state, not to be typed,', () =>
      keepStateReadOnly(app)
    );
    useAdminInside('apis.addRichTextBlocks of the content manager', 'Buttons and mentions in the text editor', () =>
      registerTextEditor(app)
    );
    registerUsage(app);
  },
  registerTrads: registerTranslations,
};
