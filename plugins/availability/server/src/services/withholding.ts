import { isReady, modelOf } from '../setup';
import type { Strapi } from '../strapi';
import { textFieldsOf } from './facts';

/** Which fields are withheld from readers where an edition was withdrawn: nobody may ask by them either. */
export const createWithholding = (strapi: Strapi) => ({
  /** Attributes by the content type that they belong to. */
  withheld: (): Readonly<Record<string, readonly string[]>> => {
    if (!isReady(strapi)) return {};
    const { material } = modelOf(strapi);
    return { [material.uid]: textFieldsOf(material) };
  },
});
