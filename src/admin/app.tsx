import type { StrapiApp } from '@strapi/strapi/admin';

import { translateFieldHints } from './field-hints';
import { keepWhatWasTyped } from './keep-typed';
import de from './translations/de.json';
import en from './translations/en.json';

export default {
  config: {
    // English is always there.
    locales: ['de', 'fr'],
    translations: { de, en },
    tutorials: false,
    notifications: { releases: false },
  },
  register(app: StrapiApp): void {
    keepWhatWasTyped(app);
  },
  bootstrap(app: StrapiApp): void {
    translateFieldHints(app);
  },
};
