import { createExposed, typeNameOf, type TypeRegistry } from '@inprint/kit/graphql';
import { readersLocale, rootArgsOf } from '@inprint/kit/next-best-language';
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';

import type { MaterialAction } from '../../../domain/action';
import { AVAILABILITIES } from '../../../domain/availability';
import type { Audience, Settings } from '../../../domain/facts';
import { formatOf, type TextAttribute, type TextFormat } from '../../../domain/texts/format';
import type { MentioningText } from '../services/texts';
import { modelOf } from '../setup';
import { configOf, isReader, schemaOf, serviceOf, type Auth, type Row, type Schema, type Strapi } from '../strapi';
import { textFieldsOf } from '../services/facts';
import { describeFields } from './descriptions';
import { readPlainFieldsPlainly, type Nexus } from './plain-fields';

const STATES = AVAILABILITIES.join(', ');

/** The same fields as over REST. States are plain strings, because GraphQL's enums allow no hyphen. */
const TYPE_DEFS = `
  "What a button is for."
  enum MaterialActionType {
    "Copies can be ordered: POST /api/orders with an Idempotency-Key, or the page at \`url\`."
    order
    "A PDF can be downloaded: \`file\` is there."
    download
    "Another material replaces it: \`successor\` is there."
    successor
    "It will come: \`expectedOn\` and \`notice\` say when."
    announce
    "Nothing can be done; \`notice\` says why."
    none
  }
  "What a reader can do about a material now: the button with its label, target and notice. In a cache it belongs to its material, whose key is documentId and locale."
  type MaterialAction {
    "What the button is for."
    type: MaterialActionType!
    "The button's text, in \`locale\`; null for announce and none."
    label: String
    "The label for assistive technology, with title, size and language."
    accessibleLabel: String
    "http, https or a path of this site; null for announce and none."
    url: String
    "A sentence beside the button; null when in stock."
    notice: String
    "The language of label and notice."
    locale: String!
    "Spelt as in REST: ${STATES}. Null without a stock status."
    availability: String
    "Code of ONIX list 65."
    onixCode: String
    "Full URL of schema.org's ItemAvailability, for the print offer."
    schemaOrg: String
    "Few copies are left."
    lowStock: Boolean!
    "The day on which copies are expected: YYYY-MM-DD."
    expectedOn: String
    "Copies that one order may have; null where there is no limit or nothing to order."
    maxPerOrder: Int
    "The PDF, where there is one that readers may have."
    file: MaterialActionFile
    "The material that replaces this one."
    successor: MaterialActionSuccessor
    "The same publication in other forms, beside \`file\`."
    otherFiles: [MaterialActionOtherFile!]!
    "Readers may leave an address and are told when copies come: POST /api/waitlist."
    waitlist: Boolean!
  }
  "A PDF of a material."
  type MaterialActionFile {
    "A whole address where the portal knows its own, else a path of the portal."
    url: String!
    "The file's name."
    name: String!
    "The media type: application/pdf."
    mime: String!
    "Bytes; null when unknown."
    sizeInBytes: Int
    "The language of the file, which need not be the page's."
    locale: String!
  }
  "The same publication in another form."
  type MaterialActionOtherFile {
    "accessible (a tagged PDF) | easy-language"
    kind: String!
    "The link's text, in the action's \`locale\`."
    label: String!
    "The label for assistive technology, with title, size and language."
    accessibleLabel: String!
    "A whole address where the portal knows its own, else a path of the portal."
    url: String!
    "The file's name."
    name: String!
    "The media type: application/pdf."
    mime: String!
    "Bytes; null when unknown."
    sizeInBytes: Int
    "The language of the file, which need not be the page's."
    locale: String!
  }
  "The material that replaces another one."
  type MaterialActionSuccessor {
    "The same in every language."
    documentId: String!
    "Null where the material has none."
    slug: String
    "In the action's \`locale\`."
    title: String!
  }
`;

const ACTION_OF = (materialType: string): string => `extend type ${materialType} {
  "What a reader can do about it now."
  action: MaterialAction!
}`;

interface Question {
  readonly row: Row;
  readonly locale: string | null;
  readonly audience: Audience;
  /** Null where `action` is asked for. */
  readonly text: MentioningText | null;
}

/** Over REST, `waitlist` and `otherFiles` are there only where there is something; here what is asked for has a value. */
type Answer =
  | (Omit<MaterialAction, 'waitlist'> & {
      readonly waitlist: boolean;
      readonly otherFiles: NonNullable<MaterialAction['otherFiles']>;
    })
  | { readonly text: unknown };

const ANSWER_TYPES = ['MaterialAction', 'MaterialActionFile', 'MaterialActionOtherFile', 'MaterialActionSuccessor'];

/**
 * Adds `action` to materials and brings mentions in texts up to date, only where a query asks for them. All questions
 * of a request that come up together are answered from one load of facts.
 */
export const extendGraphql = (strapi: Strapi): void => {
  const graphql = strapi.plugin('graphql');
  if (!graphql) return;
  const { material } = modelOf(strapi);
  describeFields(strapi, graphql);
  const notesResolvers = readPlainFieldsPlainly(strapi, ANSWER_TYPES);
  const loaders = new WeakMap<object, DataLoader<Question, Answer, Question>>();
  const settings = () => serviceOf(strapi, 'settings').current();

  const answerAll = async (questions: readonly Question[]): Promise<Answer[]> => {
    const answers = new Map<Question, Answer>();
    for (const audience of ['public', 'preview'] as const) {
      const asked = questions.filter((question) => question.audience === audience);
      if (asked.length === 0) continue;
      const documentIds = new Set<string>();
      for (const { row, text } of asked) if (!text) documentIds.add(String(row.documentId));
      const references = asked.flatMap(({ text }) => text?.references ?? []);
      const identify = await serviceOf(strapi, 'texts').identify(references);
      for (const reference of references) {
        const documentId = identify(reference);
        if (documentId !== null) documentIds.add(documentId);
      }
      const desk = await serviceOf(strapi, 'actions').resolverFor(documentIds, audience);
      for (const question of asked) {
        const { row, text } = question;
        const locale =
          question.locale ?? (text ? undefined : desk.localeOfRow(Number(row.id))) ?? desk.settings.defaultLocale;
        answers.set(
          question,
          text
            ? { text: text.resolve(identify, (documentId) => desk.find(documentId, locale)) }
            : { waitlist: false, otherFiles: [], ...desk.answer(String(row.documentId), locale) }
        );
      }
    }
    return questions.map((question) => answers.get(question) as Answer);
  };

  const ask = (context: object, question: Question): Promise<Answer> => {
    let loader = loaders.get(context);
    if (!loader) {
      loader = new DataLoader(answerAll, { cache: false });
      loaders.set(context, loader);
    }
    return loader.load(question);
  };

  /** The language of a reader who takes the next best one, else the row's own. */
  const localeOf = (row: Row, { defaultLocale }: Settings, info: GraphQLResolveInfo, context: Row): string | null =>
    readersLocale(rootArgsOf(strapi, info, context), defaultLocale) ??
    (typeof row.locale === 'string' ? row.locale : null);

  /** The language of the page that is asked for: rows of components do not know their own. */
  const pageLocaleOf = (info: GraphQLResolveInfo, context: Row): string | null => {
    const { locale } = rootArgsOf(strapi, info, context);
    return typeof locale === 'string' && locale !== '*' ? locale : null;
  };

  const audienceOf = (row: Row, info: GraphQLResolveInfo, context: Row): Audience => {
    const isDraft =
      'publishedAt' in row ? row.publishedAt === null : rootArgsOf(strapi, info, context).status === 'draft';
    return isDraft ? 'preview' : 'public';
  };

  const askInLocale = (row: Row, locale: string | null, context: Row, info: GraphQLResolveInfo): Promise<Answer> =>
    ask(context, { row, locale, audience: audienceOf(row, info, context), text: null });

  const askForAction = async (row: Row, context: Row, info: GraphQLResolveInfo): Promise<Answer> =>
    askInLocale(row, localeOf(row, await settings(), info, context), context, info);

  type Resolve = (row: Row, args: unknown, context: Row, info: GraphQLResolveInfo) => unknown;

  /** A recalled text is not handed out by the raw fields of its file either, except to who came with an API token. */
  const withholdFile = async (
    next: Resolve,
    row: Row,
    args: unknown,
    context: Row,
    info: GraphQLResolveInfo
  ): Promise<unknown> => {
    const { auth } = (context.state ?? {}) as { auth?: Auth };
    if (isReader(auth)) {
      const own = typeof row.locale === 'string' ? row.locale : null;
      const locales = new Set([own, localeOf(row, await settings(), info, context)]);
      const actions = await Promise.all([...locales].map((locale) => askInLocale(row, locale, context, info)));
      if ((actions as MaterialAction[]).some(({ availability }) => availability === 'withdrawn')) return null;
    }
    return next(row, args, context, info);
  };

  const resolveText =
    (attribute: string, format: TextFormat): Resolve =>
    async (row, _args, context, info) => {
      const text = serviceOf(strapi, 'texts').open(row[attribute], format);
      if (!text) return row[attribute];
      const locale = localeOf(row, await settings(), info, context) ?? pageLocaleOf(info, context);
      const answer = await ask(context, { row, locale, audience: audienceOf(row, info, context), text });
      return 'text' in answer ? answer.text : null;
    };

  graphql.service('extension').use(({ typeRegistry, nexus }: { typeRegistry: TypeRegistry; nexus: Nexus }) => {
    const plugins = [notesResolvers(nexus)];
    const exposed = createExposed(strapi, typeRegistry);
    const resolvers: Record<string, Record<string, { readonly resolve: Resolve }>> = {};
    for (const schema of [...Object.values(strapi.contentTypes), ...Object.values(strapi.components)] as Schema[]) {
      const texts = Object.entries(schema.attributes).flatMap(([name, attribute]) => {
        const format = formatOf(attribute as TextAttribute, configOf(strapi).mentions.html);
        return format && exposed.hasField(schema, name) ? [[name, format] as const] : [];
      });
      if (texts.length === 0) continue;
      resolvers[typeNameOf(strapi, schema)] = Object.fromEntries(
        texts.map(([attribute, format]) => [attribute, { resolve: resolveText(attribute, format) }])
      );
    }
    const materialSchema = schemaOf(strapi, material.uid);
    if (!materialSchema || !exposed.hasType(materialSchema)) return { resolvers, plugins };

    const materialType = typeNameOf(strapi, materialSchema);
    resolvers[materialType] = {
      ...resolvers[materialType],
      action: { resolve: (row, _args, context, info) => askForAction(row, context, info) },
    };
    const withheld = { middlewares: [withholdFile] };
    const resolversConfig = Object.fromEntries(
      textFieldsOf(material).map((field) => [`${materialType}.${field}`, withheld])
    );
    return { typeDefs: TYPE_DEFS + ACTION_OF(materialType), resolvers, resolversConfig, plugins };
  });
};
