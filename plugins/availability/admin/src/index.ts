import type { StrapiApp } from '@strapi/strapi/admin';

import { registerFields } from './fields';
import { registerTranslations } from './translations';

export default {
  register(app: StrapiApp): void {
    registerFields(app);
  },
  registerTrads: registerTranslations,
};
