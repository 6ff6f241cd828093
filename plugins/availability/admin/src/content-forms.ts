import type { StrapiApp } from '@strapi/strapi/admin';

interface Field {
  readonly name: string;
  readonly attribute?: { readonly pluginOptions?: { readonly availability?: { readonly served?: boolean } } };
}

interface Layouts {
  readonly layout: { readonly layout: readonly (readonly (readonly Field[])[])[] };
}

/** In the form of a publication its state can be read, not typed: the database keeps it. The server holds the same rule. */
export const keepStateReadOnly = (app: Pick<StrapiApp, 'registerHook'>): void => {
  app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', ((given: Layouts): Layouts => {
    const rows = given.layout.layout.map((panel) =>
      panel.map((row) =>
        row.map((field) =>
          field.attribute?.pluginOptions?.availability?.served ? { ...field, disabled: true } : field
        )
      )
    );
    return { ...given, layout: { ...given.layout, layout: rows } };
  }) as never);
};
