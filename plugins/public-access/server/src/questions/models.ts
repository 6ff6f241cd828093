import type { Model, ModelOf } from '../../../domain/model';
import type { Strapi } from '../strapi';

/** Content types and components, as questions lead along them. */
export const modelsOf =
  (strapi: Strapi): ModelOf =>
  (uid) =>
    strapi.getModel(uid as never) as unknown as Model | undefined;
