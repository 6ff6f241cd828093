import type { Core } from '@strapi/strapi';

import { COMPONENT_FORMS, FORMS, type Form } from './forms';

interface Metadata {
  readonly edit?: Record<string, unknown>;
  readonly list?: Record<string, unknown>;
}

/** How Strapi's content manager keeps the look of a form. */
interface Configuration {
  readonly settings: Record<string, unknown>;
  readonly metadatas: Record<string, Metadata>;
  readonly layouts: Record<string, unknown>;
}

interface ConfigurationService {
  findConfiguration(type: { uid: string }): Promise<Configuration>;
  updateConfiguration(type: { uid: string }, configuration: Configuration): Promise<unknown>;
}

const withHints = (metadatas: Configuration['metadatas'], hints: Form['hints']): Configuration['metadatas'] =>
  Object.fromEntries(
    Object.entries(metadatas).map(([name, metadata]) => [
      name,
      name in hints ? { ...metadata, edit: { ...metadata.edit, description: hints[name] } } : metadata,
    ])
  );

const rowsOf = ({ rows }: Pick<Form, 'rows'>) => rows.map((row) => row.map(([name, size]) => ({ name, size })));

/**
 * Gives the edit forms and lists their first look. Called once for a database: whoever arranges a form anew in the admin
 * ("Configure the view") keeps that.
 */
export const arrangeForms = async (strapi: Core.Strapi): Promise<void> => {
  const contentManager = strapi.plugin('content-manager');
  const types = contentManager.service('content-types') as ConfigurationService;
  for (const form of FORMS) {
    const { settings, metadatas } = await types.findConfiguration(form);
    const [defaultSortBy, defaultSortOrder] = form.sortBy;
    await types.updateConfiguration(form, {
      settings: { ...settings, mainField: form.mainField, defaultSortBy, defaultSortOrder, pageSize: 20 },
      metadatas: withHints(metadatas, form.hints),
      layouts: { edit: rowsOf(form), list: [...form.columns] },
    });
  }
  const components = contentManager.service('components') as ConfigurationService;
  for (const form of COMPONENT_FORMS) {
    const { settings, metadatas, layouts } = await components.findConfiguration(form);
    await components.updateConfiguration(form, {
      settings: { ...settings, mainField: form.mainField },
      metadatas: withHints(metadatas, form.hints),
      layouts: { ...layouts, edit: rowsOf(form) },
    });
  }
};
