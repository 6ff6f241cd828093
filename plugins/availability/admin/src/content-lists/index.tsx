import type { StrapiApp } from '@strapi/strapi/admin';

import { EditionCell, MaterialCell, StateCell } from './cells';

interface Header {
  readonly name: string;
  readonly attribute?: { readonly customField?: string };
  readonly cellFormatter?: unknown;
}

interface ListView {
  readonly displayedHeaders: readonly Header[];
}

type Cell = (props: { readonly value: unknown }) => React.ReactNode;

const cellFor = ({ name, attribute }: Header): Cell | null => {
  const field = attribute?.customField;
  if (field === 'plugin::availability.state' || (field === undefined && name === 'availability')) return StateCell;
  if (field === 'plugin::availability.edition') return EditionCell;
  if (field === 'plugin::availability.material') return MaterialCell;
  return null;
};

const withCell = (header: Header): Header => {
  const Cell = cellFor(header);
  if (!Cell) return header;
  return { ...header, cellFormatter: (row: Record<string, unknown>) => <Cell value={row[header.name]} /> };
};

/** Shows states as badges, and titles and languages instead of ids and codes, in the content manager's lists. */
export const dressContentLists = (app: Pick<StrapiApp, 'registerHook'>): void => {
  app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', ((list: ListView) => ({
    ...list,
    displayedHeaders: list.displayedHeaders.map(withCell),
  })) as never);
};
