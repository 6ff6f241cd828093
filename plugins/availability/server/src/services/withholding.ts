import { configOf, type Strapi } from '../strapi';
import { fileFieldsOf } from './facts';

/** Which fields are withheld from readers where an edition was withdrawn: nobody may ask by them either. */
export const createWithholding = (strapi: Strapi) => ({
  /** Attributes by the content type that they belong to. */
  withheld: (): Readonly<Record<string, readonly string[]>> => {
    const { material } = configOf(strapi);
    return { [material.uid]: [...fileFieldsOf(material), material.pdfUrl] };
  },
});
