import type { StrapiApp } from '@strapi/strapi/admin';

import { translateFieldHints } from './field-hints';
import { keepWhatWasTyped } from './keep-typed';
import de from './translations/de.json';
import en from './translations/en.json';
import fr from './translations/fr.json';

export default {
  config: {
    // Every language of Strapi's admin that readers are spoken to in. English is always there, and stands in where a screen of ours has no other.
    locales: ['ar', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'tr', 'uk'],
    translations: { de, en, fr },
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
