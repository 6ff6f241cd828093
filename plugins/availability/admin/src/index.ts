import type { StrapiApp } from '@strapi/strapi/admin';

import { registerFields } from './fields';
import { registerTextEditor } from './text-editor';
import { registerTranslations } from './translations';
import { registerUsage } from './usage';

export default {
  register(app: StrapiApp): void {
    registerFields(app);
  },
  bootstrap(app: StrapiApp): void {
    registerTextEditor(app);
    registerUsage(app);
  },
  registerTrads: registerTranslations,
};
