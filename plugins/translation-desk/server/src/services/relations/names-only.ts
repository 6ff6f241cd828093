import { isRow } from '../../strapi';

/** A component by its name and id: what is not named of it stays as it is. */
export const namesOnly = (value: unknown): unknown =>
  isRow(value)
    ? { id: value.id, ...(value.__component === undefined ? {} : { __component: value.__component }) }
    : value;
