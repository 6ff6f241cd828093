import { neighbourOf } from '@inprint/kit/neighbours';

import { serviceOf, type Strapi } from '../strapi';
import { DECISION_TABLE } from '../decision-table';

/** What the settings are made of and remember between requests, beside the decisions, which forget by themselves. */
const REMEMBERED = ['plugin::i18n.locale', 'strapi::core-store'];

/**
 * Reads locales, button texts and fallback chains anew when somebody changes one. Where the response cache is installed, it says what
 * another server changed: no answer is made with the old ones once it knows.
 */
export const followSettings = (strapi: Strapi): void => {
  const forget = (): void => serviceOf(strapi, 'settings').forget();
  strapi.db.lifecycles.subscribe({ models: REMEMBERED, afterCreate: forget, afterUpdate: forget, afterDelete: forget });
  const tables = [DECISION_TABLE, ...REMEMBERED.map((uid) => strapi.db.metadata.get(uid).tableName)];
  const cache = neighbourOf(strapi, 'response-cache', 'cache');
  cache?.whenChanged((changed) => {
    if (changed === null || tables.some((table) => changed.has(table))) forget();
  });
};
