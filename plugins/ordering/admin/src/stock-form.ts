import type { StrapiApp } from '@strapi/strapi/admin';

interface Field {
  readonly name: string;
}

interface Layouts {
  readonly layout: {
    readonly layout: readonly (readonly (readonly Field[])[])[];
    /** The type's own options; the plugin “availability” says there what it holds. */
    readonly options?: { readonly availability?: { readonly holds?: string } };
  };
}

/**
 * In the form of an existing stock status the count can be read, not typed: it would be as old as the form. A new record
 * gets its first count there; later ones go through the stock desk or the side panel. The server holds the same rule.
 */
export const keepCountReadOnly = (app: Pick<StrapiApp, 'registerHook'>): void => {
  app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', ((given: Layouts): Layouts => {
    const isStock = given.layout.options?.availability?.holds === 'stock';
    if (!isStock || window.location.pathname.endsWith('/create')) return given;
    const rows = given.layout.layout.map((panel) =>
      panel.map((row) => row.map((field) => (field.name === 'quantity' ? { ...field, disabled: true } : field)))
    );
    return { ...given, layout: { ...given.layout, layout: rows } };
  }) as never);
};
