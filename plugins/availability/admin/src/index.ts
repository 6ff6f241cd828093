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
    dressContentLists(app);
    keepStateReadOnly(app);
    registerTextEditor(app);
    registerUsage(app);
  },
  registerTrads: registerTranslations,
};
