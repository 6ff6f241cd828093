import { typeNameOf } from '@inprint/kit/graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';

import { AVAILABILITIES, WHEN_SOLD_OUT } from '../../../domain/availability';
import { modelOf } from '../setup';
import { schemaOf, type Strapi } from '../strapi';

const STATE = `Spelt as in REST: ${AVAILABILITIES.join(', ')}.`;

const OF_STOCK: Readonly<Record<string, string>> = {
  material: 'documentId of the material.',
  edition: 'The edition’s language; null where one edition serves all.',
  orderNumber: 'The warehouse’s key of the edition.',
  availability: STATE,
  quantity: 'Copies that can be promised; null where they are not counted.',
  lowStockAt: 'Few copies are left from here on.',
  whenSoldOut: `What becomes of it at 0: ${WHEN_SOLD_OUT.join(', ')}.`,
  expectedOn: 'The day on which copies are expected.',
  successor: 'documentId of the material that replaces it.',
  note: 'For editors.',
};

/** Strapi makes fields of attributes without a word: ours are described once the schema is there. */
export const describeFields = (strapi: Strapi, graphql: { service: (name: string) => unknown }): void => {
  const { material, stockStatus } = modelOf(strapi);
  const contentApi = graphql.service('content-api') as { buildSchema: () => GraphQLSchema };
  const { buildSchema } = contentApi;
  contentApi.buildSchema = () => {
    const built = buildSchema();
    const describe = (uid: string, words: Readonly<Record<string, string>>): void => {
      const schema = schemaOf(strapi, uid);
      const type = schema && (built.getType(typeNameOf(strapi, schema)) as GraphQLObjectType | undefined);
      const fields = type?.getFields() ?? {};
      for (const [name, description] of Object.entries(words)) {
        const field = fields[name];
        if (field) field.description ??= description;
      }
    };
    describe(material.uid, { [material.availability]: `${STATE} Null without a stock status.` });
    describe(stockStatus.uid, OF_STOCK);
    return built;
  };
};
