import { isWithheld } from '../questions/withheld-fields';
import type { Strapi } from '../strapi';

const TEXTS = new Set(['string', 'text', 'richtext', 'email', 'enumeration', 'uid']);
const NUMBERS = new Set(['integer', 'biginteger', 'float', 'decimal']);

interface SearchedModel {
  readonly attributes: Readonly<Record<string, Searched>>;
}

interface Searched {
  readonly type: string;
  readonly searchable?: boolean;
  readonly private?: boolean;
}

/**
 * What `_q` looks into for readers: as Strapi does, but for attributes that no answer shows them. Strapi also searches what is private or
 * withheld, so that it could be read letter by letter.
 */
export const searchCondition = (strapi: Strapi, uid: string, words: string): object => {
  const model = strapi.getModel(uid as never) as unknown as SearchedModel | undefined;
  const attributes = Object.entries(model?.attributes ?? {});
  const isNumber = words.trim() !== '' && !Number.isNaN(Number(words));
  const names = attributes
    .filter(([, { searchable, private: isPrivate }]) => searchable !== false && isPrivate !== true)
    .filter(([attribute]) => !isWithheld(strapi, { uid, attribute }))
    .filter(([, { type }]) => TEXTS.has(type) || (isNumber && NUMBERS.has(type)))
    .map(([name]) => name);
  return { $or: [...names.map((name) => ({ [name]: { $containsi: words } })), { id: { $null: true } }] };
};
