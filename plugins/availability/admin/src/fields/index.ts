import type { StrapiApp } from '@strapi/strapi/admin';
import { Archive, Book, Earth, Question } from '@strapi/icons';

import en from '../translations/en.json';
import { messageId, PLUGIN_ID } from '../plugin';

type Input = () => Promise<{ default: React.ComponentType }>;

const INPUTS = {
  state: { icon: Archive, Input: (() => import('./StateInput')) as Input },
  'when-sold-out': { icon: Question, Input: (() => import('./WhenSoldOutInput')) as Input },
  edition: { icon: Earth, Input: (() => import('./EditionInput')) as Input },
  material: { icon: Book, Input: (() => import('./MaterialInput')) as Input },
} as const;

/** Inputs for the fields that hold a state, an edition or a material; the server half is in `server/src/custom-fields.ts`. */
export const registerFields = (app: StrapiApp): void => {
  for (const [name, { icon, Input }] of Object.entries(INPUTS)) {
    const label = `field.${name}` as keyof typeof en;
    const description = `field.${name}.description` as keyof typeof en;
    app.customFields.register({
      name,
      pluginId: PLUGIN_ID,
      type: 'string',
      icon: icon as React.ComponentType,
      intlLabel: { id: messageId(label), defaultMessage: en[label] },
      intlDescription: { id: messageId(description), defaultMessage: en[description] },
      components: { Input },
    });
  }
};
