import { formatOf, type TextAttribute } from '../../../domain/texts/format';
import { configOf, type Strapi } from '../strapi';
import { isReady, modelOf } from '../setup';
import { textFieldsOf } from './facts';

type Withheld = Readonly<Record<string, readonly string[]>>;

/** Which fields answers withhold from readers, or show otherwise than they are stored: nobody may ask by them either. */
export const createWithholding = (strapi: Strapi) => {
  /** Blocks keep the address that a mention had when it was written: that of a PDF, say, which was withdrawn since. */
  const textsWithMentions = (): [string, string[]][] =>
    [...Object.values(strapi.contentTypes), ...Object.values(strapi.components)].map(({ uid, attributes }) => [
      uid,
      Object.entries(attributes as Record<string, TextAttribute>)
        .filter(([, attribute]) => formatOf(attribute, configOf(strapi).mentions.html) === 'blocks')
        .map(([name]) => name),
    ]);

  let made: Withheld | null = null;
  return {
    /** Attributes by the content type or component that they belong to. */
    withheld(): Withheld {
      if (!isReady(strapi)) return {};
      const { material } = modelOf(strapi);
      made ??= Object.fromEntries(
        textsWithMentions().map(([uid, texts]) => [
          uid,
          uid === material.uid ? [...textFieldsOf(material), ...texts] : texts,
        ])
      );
      return made;
    },
  };
};
