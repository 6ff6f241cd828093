import type { StrapiApp } from '@strapi/strapi/admin';

import { AVAILABILITIES } from '../../../domain/availability';
import { AVAILABILITY_ATTRIBUTE } from '../../../domain/setup';
import { messageId } from '../plugin';
import { textOf } from '../translations';
import en from '../translations/en.json';
import { EditionCell, MaterialCell, StateCell } from './cells';
import { StateFilterInput } from './StateFilterInput';

interface Header {
  readonly name: string;
  readonly attribute?: {
    readonly customField?: string;
    readonly pluginOptions?: { readonly availability?: { readonly served?: boolean } };
  };
  readonly cellFormatter?: unknown;
}

interface Filter {
  readonly name: string;
  readonly type?: string;
}

type Cell = (props: { readonly value: unknown }) => React.ReactNode;

const cellFor = ({ attribute }: Header): Cell | null => {
  const field = attribute?.customField;
  if (field === 'plugin::availability.state' || attribute?.pluginOptions?.availability?.served) return StateCell;
  if (field === 'plugin::availability.edition') return EditionCell;
  if (field === 'plugin::availability.material') return MaterialCell;
  return null;
};

const withCell = (header: Header): Header => {
  const Cell = cellFor(header);
  if (!Cell) return header;
  return { ...header, cellFormatter: (row: Record<string, unknown>) => <Cell value={row[header.name]} /> };
};

const operator = (value: '$eq' | '$ne', defaultMessage: string) => ({
  value,
  label: { id: `components.FilterOptions.FILTER_TYPES.${value}`, defaultMessage },
});

/** A filter by state is a list to choose from, not a word to be spelt right. */
const withStates = (filter: Filter): Filter =>
  filter.name === AVAILABILITY_ATTRIBUTE && filter.type === 'string'
    ? ({
        ...filter,
        label: { id: messageId('panel.title'), defaultMessage: en['panel.title'] },
        input: StateFilterInput,
        options: AVAILABILITIES.map((state) => ({ value: state, label: textOf(`state.${state}`) })),
        operators: [operator('$eq', 'is'), operator('$ne', 'is not')],
      } as Filter)
    : filter;

/** Shows states as badges, and titles and languages instead of ids and codes, in the content manager's lists. */
export const dressContentLists = (app: Pick<StrapiApp, 'registerHook'>): void => {
  app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', ((list: {
    readonly displayedHeaders: readonly Header[];
  }) => ({ ...list, displayedHeaders: list.displayedHeaders.map(withCell) })) as never);
  app.registerHook('Admin/CM/pages/ListView/inject-in-filters', ((list: {
    readonly displayedFilters: readonly Filter[];
  }) => ({ ...list, displayedFilters: list.displayedFilters.map(withStates) })) as never);
};
