import type { StrapiApp } from '@strapi/strapi/admin';

import { dressContentLists } from './content-lists';
import { registerFields } from './fields';
import { addHomeWidgets } from './home';
import { addMaterialPanel } from './material-panel';
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
  },
  bootstrap(app: StrapiApp): void {
    addMaterialPanel(app);
    dressContentLists(app);
    registerTextEditor(app);
    registerUsage(app);
  },
  registerTrads: registerTranslations,
};
