import type { StrapiApp } from '@strapi/strapi/admin';

const STOCK_STATUS = 'api::stock-status.stock-status';

interface Field {
  readonly name: string;
}

interface Layouts {
  readonly layout: { readonly layout: readonly (readonly (readonly Field[])[])[] };
}

/**
 * In the form of an existing stock status the count can be read, not typed: it would be as old as the form. A new record
 * gets its first count there; later ones go through the stock desk or the side panel. The server holds the same rule.
 */
export const keepCountReadOnly = (app: Pick<StrapiApp, 'registerHook'>): void => {
  app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', ((given: Layouts): Layouts => {
    const { pathname } = window.location;
    if (!pathname.includes(STOCK_STATUS) || pathname.endsWith('/create')) return given;
    const rows = given.layout.layout.map((panel) =>
      panel.map((row) => row.map((field) => (field.name === 'quantity' ? { ...field, disabled: true } : field)))
    );
    return { ...given, layout: { ...given.layout, layout: rows } };
  }) as never);
};
