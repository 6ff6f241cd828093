import { neighbourOf } from '@inprint/kit/neighbours';

import { entryOfRun, type NewEntry } from '../../../domain/run-report';
import type { Kind } from '../staging/planned';
import { BODY, inTransaction, textFor, type Row, type Strapi } from '../strapi';
import type { Decided } from './decide';
import { NOT_OURS, type Entries, type ImportedRecord } from './entries';
import { seeRun } from './run-place';
import type { Stock } from './stock';

interface Documents {
  create(parameters: Row): Promise<{ documentId: string }>;
  update(parameters: Row): Promise<object | null>;
  unpublish(parameters: Row): Promise<unknown>;
}

export interface WriterParts {
  readonly strapi: Strapi;
  readonly entries: Entries;
  readonly stock: Stock;
  readonly runId: string;
  readonly overwrite: boolean;
}

const formerSlugsOf = (lines: string): { formerSlugs?: { slug: string }[] } =>
  lines === '' ? {} : { formerSlugs: lines.split('\n').map((slug) => ({ slug: slug.slice(0, 200) })) };

/** What a new entry has: Strapi looks up and sorts every relation that is named, also one to nothing. */
const withoutEmpty = (data: Row): Row =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => !Array.isArray(value) || value.length > 0));

/** Writes decided records through Strapi's documents, and remembers them in the same transaction. */
export const createWriter = ({ strapi, entries, stock, runId, overwrite }: WriterParts) => {
  const documentsOf = (kind: Kind): Documents => strapi.documents(entries.uids[kind] as never) as unknown as Documents;

  /** A portal may date what is published without a date; the old portal's article has none, and today's would be made up. */
  const keepDateless = async ({ gathered: { planned }, built, documentId }: Decided): Promise<void> => {
    if (planned.kind !== 'news' || built.data.date !== null || !built.publish) return;
    const { locale } = planned;
    await strapi.db.query(entries.uids.news).updateMany({ where: { documentId, locale }, data: { date: null } });
  };

  /** What is written, with its text as the content type holds it. */
  const withText = (kind: Kind, data: Row): Row => {
    if (kind === 'topic') return data;
    const body = BODY[kind];
    return { ...data, [body]: textFor(strapi, entries.uids[kind], body, (data[body] ?? []) as unknown[]) };
  };

  const writeEntry = async ({ gathered: { planned }, built, documentId, isThere }: Decided): Promise<void> => {
    const documents = documentsOf(planned.kind);
    const { locale, slug } = planned;
    const written = withText(planned.kind, built.data);
    const status = built.publish && planned.kind !== 'topic' ? { status: 'published' } : {};
    if (isThere) {
      await documents.update({ documentId, locale, data: written, ...status });
      if (!built.publish && planned.kind !== 'topic') await documents.unpublish({ documentId, locale });
      return;
    }
    const former = planned.kind === 'topic' ? {} : formerSlugsOf(planned.formerSlugs);
    const data = { ...written, slug, ...former };
    // A version of an entry that is there; an entry that was left without its first language is made anew.
    const isAdded =
      planned.original !== null && (await documents.update({ documentId, locale, data, ...status })) !== null;
    if (!isAdded) await documents.create({ locale, data: { ...withoutEmpty(data), documentId }, ...status });
  };

  /** What others note of every entry that is written is noted once for all of a batch. */
  const together = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const desk = neighbourOf(strapi, 'translation-desk', 'translations');
    return desk ? desk.notedTogether(work) : work();
  };

  const applyStock = async (kind: Kind, all: readonly Decided[], changed: readonly Decided[]): Promise<NewEntry[]> => {
    const told: NewEntry[] = [];
    for (const { gathered, applied } of changed) {
      for (const suggestion of applied) {
        if (!(await stock.tell(suggestion, overwrite)))
          told.push(entryOfRun('outcome', 'kept-stock', { title: suggestion.title }, gathered.record));
      }
    }
    if (kind !== 'material') return told;
    const wanted = all.flatMap(({ gathered, built, documentId, outcome }) =>
      built.stock && outcome !== 'kept' ? [{ record: gathered.record, documentId, stock: built.stock }] : []
    );
    return [...told, ...(await stock.keep(wanted, overwrite))];
  };

  const fingerprintsOf = async (kind: Kind, changed: readonly Decided[]): Promise<Map<string, string>> => {
    const hashes = new Map<string, string>();
    for (const locale of new Set(changed.map(({ gathered }) => gathered.planned.locale))) {
      const ids = changed
        .filter(({ gathered }) => gathered.planned.locale === locale)
        .map(({ documentId }) => documentId);
      for (const [id, hash] of await entries.fingerprints(kind, locale, ids)) hashes.set(`${id}:${locale}`, hash);
    }
    return hashes;
  };

  const rememberedAs = (
    { gathered: { planned }, documentId, sourceHash, applied, imported }: Decided,
    writtenHash: string
  ): ImportedRecord => ({
    ...{ importId: planned.importId, contentType: entries.uids[planned.kind], documentId, locale: planned.locale },
    ...{ sourceHash, writtenHash },
    applied: [...new Set([...(imported?.applied ?? []), ...applied.map(({ sentence }) => sentence)])],
  });

  /** Writes some records, or none of them. @returns what people should know */
  return (kind: Kind, all: readonly Decided[], done: number): Promise<NewEntry[]> =>
    inTransaction(strapi, async () => {
      const changed = all.filter(({ outcome }) => outcome === 'created' || outcome === 'updated');
      await together(async () => {
        for (const decided of changed) await writeEntry(decided);
      });
      for (const decided of changed) await keepDateless(decided);
      const told = await applyStock(kind, all, changed);
      const hashes = await fingerprintsOf(kind, changed);
      const adopted = all.filter(
        ({ outcome, imported, isThere }) => outcome === 'kept' && !imported && isThere && kind === 'topic'
      );
      await entries.remember([
        ...changed.map((decided) =>
          rememberedAs(decided, hashes.get(`${decided.documentId}:${decided.gathered.planned.locale}`) ?? '')
        ),
        ...adopted.map((decided) => rememberedAs(decided, NOT_OURS)),
      ]);
      await seeRun(strapi, runId, done);
      return told;
    });
};

export type Writer = ReturnType<typeof createWriter>;
