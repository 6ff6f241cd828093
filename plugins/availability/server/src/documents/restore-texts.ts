import type { DocumentId } from '../../../domain/facts';
import type { Mentioned } from '../../../domain/mention';
import type { MentionReference } from '../../../domain/texts/mention-address';
import { restoreText, type LookUpReference } from '../../../domain/texts/restore';
import { modelOf } from '../setup';
import { isRow, schemaOf, serviceOf, type Row, type Strapi } from '../strapi';
import { createContentWalk } from './content-walk';

interface Attribute {
  readonly type: string;
  readonly component?: string;
  readonly components?: readonly string[];
}

/** Texts are brought up to date for whoever asks over the content API; the admin reads and writes what is stored. */
const isOverContentApi = (strapi: Strapi): boolean =>
  strapi.requestContext.get()?.state.route?.info?.type === 'content-api';

/** What loads the components of an entry, however deep. */
const populateOf = (strapi: Strapi, uid: string, above: readonly string[] = []): Row => {
  const attributes = Object.entries((schemaOf(strapi, uid)?.attributes ?? {}) as Record<string, Attribute>);
  const inside = (component: string): Row => ({ populate: populateOf(strapi, component, [...above, component]) });
  return Object.fromEntries(
    attributes.flatMap(([name, { type, component, components = [] }]) => {
      if (type === 'component' && component) return above.includes(component) ? [] : [[name, inside(component)]];
      if (type !== 'dynamiczone') return [];
      return [[name, { on: Object.fromEntries(components.map((one) => [one, inside(one)])) }]];
    })
  );
};

/**
 * A Markdown or HTML text that was read over the content API has its mentions brought up to date; sent back like that it would lose
 * them. Puts them back into what is written, as they are stored.
 */
export const createRestoreTexts = (strapi: Strapi) => {
  const { material } = modelOf(strapi);
  const walk = createContentWalk(strapi, material.uid);
  const textsOf = (entry: unknown, uid: string) =>
    walk(entry, uid, null).texts.filter(({ format }) => format !== 'blocks');

  const storedRows = async (uid: string, documentId: string, locale: string | null): Promise<Row[]> =>
    (await strapi.db.query(uid).findMany({
      where: { documentId, ...(locale === null ? {} : { locale }) },
      populate: populateOf(strapi, uid),
    })) as Row[];

  /** What the materials of a text offer now, to readers and in previews, and what else they may have offered. */
  const lookUpsFor = async (
    references: readonly MentionReference[],
    locale: string | null
  ): Promise<LookUpReference[]> => {
    const identify = await serviceOf(strapi, 'texts').identify(references);
    const documentIds = new Set(references.flatMap((reference) => identify(reference) ?? []));
    const desks = await Promise.all(
      (['public', 'preview'] as const).map((audience) =>
        serviceOf(strapi, 'actions').resolverFor(documentIds, audience)
      )
    );
    const [desk] = desks;
    const language = locale ?? desk?.settings.defaultLocale ?? '';
    const states = new Map<DocumentId, readonly Mentioned[]>(
      [...documentIds].map((documentId) => [documentId, desk?.findInEveryState(documentId, language) ?? []])
    );
    const most = Math.max(0, ...[...states.values()].map((all) => all.length));
    const lookUp =
      (find: (documentId: DocumentId) => Mentioned | null): LookUpReference =>
      (reference) => {
        const documentId = identify(reference);
        return documentId === null ? null : find(documentId);
      };
    return [
      ...desks.map(({ find }) => lookUp((documentId) => find(documentId, language))),
      ...Array.from({ length: most }, (_, index) => lookUp((documentId) => states.get(documentId)?.[index] ?? null)),
      () => null,
    ];
  };

  /** @param params of an update: `data` is changed */
  return async (uid: string, { documentId, locale: asked, data }: Row): Promise<void> => {
    if (typeof documentId !== 'string' || !isRow(data) || !isOverContentApi(strapi)) return;
    const written = textsOf(data, uid);
    if (written.length === 0) return;
    const service = serviceOf(strapi, 'texts');
    const locale = typeof asked === 'string' ? asked : null;
    const stored = (await storedRows(uid, documentId, locale)).flatMap((row) =>
      textsOf(row, uid).flatMap(({ holder, attribute, format }) => {
        const text = holder[attribute];
        const mentions = service.find(text, format);
        return mentions.length > 0 ? [{ text: String(text), attribute, format, mentions }] : [];
      })
    );
    if (stored.length === 0) return;
    const lookUps = await lookUpsFor(
      stored.flatMap(({ mentions }) => mentions.map(({ reference }) => reference)),
      locale
    );
    for (const { holder, attribute, format } of written) {
      const text = holder[attribute];
      if (typeof text !== 'string') continue;
      for (const own of stored) {
        if (own.attribute !== attribute || own.format !== format) continue;
        if (own.text === text) break;
        const restored = restoreText(own.text, text, own.mentions, lookUps);
        if (restored === text) continue;
        holder[attribute] = restored;
        break;
      }
    }
  };
};
