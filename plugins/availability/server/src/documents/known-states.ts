import { errors } from '@strapi/utils';

import { AVAILABILITIES } from '../../../domain/availability';
import { unknownStatesIn } from '../../../domain/state-filter';
import { modelOf } from '../setup';
import { isRow, schemaOf, type Row, type Strapi } from '../strapi';

interface DocumentContext {
  readonly uid: string;
  readonly params: Row;
}

interface Attribute {
  readonly type: string;
  readonly target?: string;
  readonly component?: string;
}

/**
 * Refuses a filter on a state that there is not, wherever it stands: on materials and stock statuses, through relations and in
 * what is populated. Strapi would find nothing and say so with 200.
 */
export const createKnownStates = (strapi: Strapi) => {
  const { material, stockStatus } = modelOf(strapi);
  const stateOf: Readonly<Record<string, string>> = {
    [material.uid]: material.availability,
    [stockStatus.uid]: 'availability',
  };

  const refuse = (attribute: string, states: readonly string[]): void => {
    if (states.length === 0) return;
    const message = `${attribute}: there is no state ${states.map((state) => `“${state.slice(0, 40)}”`).join(', ')}. Use one of ${AVAILABILITIES.join(', ')}.`;
    const details = { path: ['filters', attribute], message, name: 'ValidationError', code: 'unknown-state' };
    throw new errors.ValidationError(message, { errors: [details], code: 'unknown-state' });
  };

  const targetOf = (uid: string, name: string): string | undefined => {
    const attribute = schemaOf(strapi, uid)?.attributes[name] as Attribute | undefined;
    return attribute?.target ?? attribute?.component;
  };

  const checkFilters = (filters: unknown, uid: string): void => {
    if (Array.isArray(filters)) return filters.forEach((filter) => checkFilters(filter, uid));
    if (!isRow(filters)) return;
    for (const [name, value] of Object.entries(filters)) {
      if (name.startsWith('$')) checkFilters(value, uid);
      else if (name === stateOf[uid]) refuse(name, unknownStatesIn(value));
      else {
        const target = targetOf(uid, name);
        if (target) checkFilters(value, target);
      }
    }
  };

  const checkPopulate = (populate: unknown, uid: string): void => {
    if (!isRow(populate)) return;
    for (const [name, value] of Object.entries(populate)) {
      const target = targetOf(uid, name);
      if (!isRow(value)) continue;
      if (target) {
        checkFilters(value.filters, target);
        checkPopulate(value.populate, target);
      }
      if (isRow(value.on)) {
        for (const [component, inner] of Object.entries(value.on)) {
          if (isRow(inner)) checkPopulate(inner.populate, component);
        }
      }
    }
  };

  return async ({ uid, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    checkFilters(params.filters, uid);
    checkPopulate(params.populate, uid);
    return next();
  };
};
