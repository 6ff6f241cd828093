import { slugFrom } from '@inprint/strapi-plugin-slugs/rule';

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import type { BlockNode, KnownPlace, StockSuggestion, TextContext } from '../../../domain/contract';
import { documentIdFor } from '../../../domain/document-id';
import { entryOfFinding, entryOfRun, type NewEntry, type Outcome } from '../../../domain/run-report';
import { decodeText } from '../../../domain/source/charset';
import { recogniseArticle } from '../../../domain/article/recognise';
import { collectReferences } from '../../../domain/text/references';
import { applySuggestion } from '../../../domain/wording/apply';
import { openFileadmin } from '../files/fileadmin';
import { createMediaLibrary } from '../files/media-library';
import { BODY, configOf, modelOf, inTransaction, siteOf, textFor, type Row, type Strapi } from '../strapi';
import { createEntries, hashOf } from './entries';
import { createStock } from './stock';
import { fileRulesOf } from './fetch-files';
import { RunProblem } from './run-place';

export interface ArticleOptions {
  readonly file: string;
  /** What the file was called before it was sent; its own name by default. The article is found again by it. */
  readonly name?: string;
  /** The language it is written in; the portal's first one by default. */
  readonly locale?: string;
  readonly hosts: readonly string[];
  /** The PDF of the publication that the article is about. */
  readonly pdf?: string;
  readonly write: boolean;
  readonly overwrite: boolean;
  readonly applySuggestions: boolean;
}

export interface ArticleResult {
  readonly outcome: Outcome;
  readonly documentId: string;
  readonly title: string;
  /** The publication that the article is about, if it was told. */
  readonly material: { readonly documentId: string; readonly title: string; readonly isNew: boolean } | null;
  readonly entries: readonly NewEntry[];
}

const LONGEST_ARTICLE = 4 * 1024 * 1024;
const SOURCE = 'article';

interface Documents {
  create(parameters: Row): Promise<unknown>;
  update(parameters: Row): Promise<unknown>;
}

/**
 * What an article is found again by: its file's name, and the title in the file, since many files are called “article.txt”. Earlier
 * versions knew the name alone; what they imported is found by it as long as the title is the same.
 */
const importIdOf = async (
  strapi: Strapi,
  entries: ReturnType<typeof createEntries>,
  { fileName, title, locale }: { readonly fileName: string; readonly title: string; readonly locale: string }
): Promise<string> => {
  const known = (await entries.imported([fileName])).get(fileName);
  const where = { documentId: known?.documentId ?? '', title: title.slice(0, 250) };
  const isSame = known !== undefined && (await strapi.db.query(entries.uids.news).count({ where })) > 0;
  return isSame ? fileName : `${fileName}:${slugFrom(title, locale).slice(0, 100)}`;
};

/**
 * Imports one text or HTML file as a news article. A publication that a broken link of it names by its slug is found; if it is not there
 * and the article's caption is its title, it is made.
 */
export const importArticle = async (strapi: Strapi, options: ArticleOptions): Promise<ArticleResult> => {
  const { file, write, overwrite } = options;
  const fileName = path.basename(options.name ?? file).slice(0, 100);
  const found = await stat(file).catch((error: unknown) => {
    throw new RunProblem('no-file', { path: path.resolve(file) }, { cause: error });
  });
  if (!found.isFile() || found.size === 0 || found.size > LONGEST_ARTICLE) {
    throw new RunProblem('no-article', { file, most: String(LONGEST_ARTICLE / 1024 / 1024) });
  }
  const text = decodeText(await readFile(file)).text.replaceAll('\0', '');
  const site = await siteOf(strapi).current();
  const locale = options.locale ?? site.defaultLocale;
  if (!site.locales.includes(locale)) throw new RunProblem('no-locale', { locale, locales: site.locales.join(', ') });

  const config = configOf(strapi);
  const entries = createEntries(strapi, SOURCE);
  const pageOf = (kind: 'material' | 'news', values: { documentId: string; slug: string; locale: string }): string =>
    siteOf(strapi).addressOf(kind === 'material' ? config.pages.material : config.pages.article, values);
  const { slugs } = collectReferences(text);
  const places = new Map<string, readonly KnownPlace[]>(await entries.withSlugs(slugs, pageOf));

  const contextWith = (known: ReadonlyMap<string, readonly KnownPlace[]>): TextContext => ({
    ...{ locale, field: fileName, knownHosts: options.hosts },
    resolve: ({ target }) => {
      if (target.kind === 'email') return { is: 'url', url: `mailto:${target.address}` };
      if (target.kind === 'phone') return { is: 'url', url: `tel:${target.number}` };
      return target.kind === 'url' ? { is: 'url', url: target.url } : { is: 'unknown', reason: target.kind };
    },
    findBySlug: (slug) => known.get(slug) ?? [],
    titleOf: (documentId) => [...known.values()].flat().find((place) => place.documentId === documentId)?.title ?? null,
    image: ({ source }) => ({ reason: source }),
  });

  const first = recogniseArticle(text, contextWith(places));
  const ownSlug = first.caption === null ? null : slugFrom(first.caption, locale);
  const isNamed = ownSlug !== null && slugs.includes(ownSlug);
  let material: { documentId: string; title: string; slug: string; isNew: boolean } | null = null;
  if (isNamed && first.caption !== null) {
    const present = places.get(ownSlug)?.find(({ isMaterial }) => isMaterial);
    material = {
      documentId: present?.documentId ?? documentIdFor(SOURCE, `material:${ownSlug}`),
      title: present?.title ?? first.caption.slice(0, 250),
      slug: ownSlug,
      isNew: !present,
    };
    if (!present) {
      const { documentId, title } = material;
      places.set(ownSlug, [
        ...(places.get(ownSlug) ?? []),
        { documentId, isMaterial: true, title, url: pageOf('material', { documentId, slug: ownSlug, locale }) },
      ]);
    }
  }
  const article = material?.isNew ? recogniseArticle(text, contextWith(places)) : first;

  const importId = await importIdOf(strapi, entries, { fileName, title: article.title, locale });
  const imported = (await entries.imported([importId])).get(importId) ?? null;
  const documentId = imported?.documentId ?? documentIdFor(SOURCE, importId);
  const record = {
    ...{ importId, title: article.title, locale, place: 'line 1', contentType: config.article },
    documentId,
  };
  const chosen = options.applySuggestions
    ? article.suggestions
    : article.suggestions.filter(({ sentence }) => imported?.applied.includes(sentence));
  let body: readonly BlockNode[] = article.blocks;
  const applied: StockSuggestion[] = [];
  for (const suggestion of [...chosen].sort((a, b) => b.blockIndex - a.blockIndex)) {
    const next = applySuggestion(body, suggestion);
    if (next === null) continue;
    body = next;
    applied.push(suggestion);
  }
  const data: Row = {
    ...{
      kicker: article.kicker?.slice(0, 120) ?? null,
      title: article.title.slice(0, 250),
      lead: article.lead?.slice(0, 2000) ?? null,
    },
    ...{ date: article.date, caption: article.caption?.slice(0, 500) ?? null, body },
    materials: material === null ? [] : [material.documentId],
  };
  const report: NewEntry[] = [
    ...article.findings.filter(({ kind }) => kind !== 'suggestion').map((finding) => entryOfFinding(finding, record)),
    ...article.suggestions.map((suggestion) => ({
      ...entryOfRun('outcome', 'failed', {}, record),
      ...{
        kind: 'suggestion' as const,
        reason: 'sold-out',
        details: { title: suggestion.title },
        confidence: suggestion.confidence,
        suggestion,
      },
      ...{
        before: suggestion.sentence,
        state: applied.includes(suggestion) ? ('applied' as const) : ('open' as const),
      },
    })),
  ];

  const fingerprint = (await entries.fingerprints('news', locale, [documentId])).get(documentId) ?? null;
  const sourceHash = hashOf(data);
  const isEdited = fingerprint !== null && imported?.writtenHash !== fingerprint;
  const isDeleted = imported !== null && fingerprint === null;
  let outcome: Outcome =
    fingerprint === null ? 'created' : imported?.sourceHash === sourceHash ? 'unchanged' : 'updated';
  if ((isEdited || isDeleted) && !overwrite) {
    outcome = 'kept';
    report.push(entryOfRun('outcome', isEdited ? 'kept-edited' : 'kept-deleted', {}, record));
  }
  const result = { outcome, documentId, title: article.title, material, entries: report };
  if (!write || outcome === 'kept') return result;

  const fileadmin = await openFileadmin(options.pdf ? path.dirname(options.pdf) : '', fileRulesOf(strapi));
  try {
    const pdf = options.pdf ? await fileadmin.find(path.basename(options.pdf)) : null;
    if (pdf && (!pdf.found || pdf.mime !== 'application/pdf'))
      throw new RunProblem('no-pdf', { file: String(options.pdf) });
    const library = await createMediaLibrary(strapi, true);
    const stored = pdf?.found
      ? await library.keep(pdf, { alternativeText: material?.title ?? null, caption: null })
      : null;
    await inTransaction(strapi, async () => {
      const materials = strapi.documents(modelOf(strapi).material.uid as never) as unknown as Documents;
      const news = strapi.documents(config.article as never) as unknown as Documents;
      if (material?.isNew) {
        const { documentId: id, title, slug } = material;
        await materials.create({
          locale,
          data: { documentId: id, title, slug, pdf: stored?.id ?? null },
          status: 'published',
        });
      } else if (material && stored) {
        await materials.update({
          documentId: material.documentId,
          locale,
          data: { pdf: stored.id },
          status: 'published',
        });
      }
      const written = { ...data, body: textFor(strapi, config.article, BODY.news, body) };
      if (outcome === 'created') await news.create({ locale, data: { ...written, documentId }, status: 'published' });
      else if (outcome === 'updated' || overwrite)
        await news.update({ documentId, locale, data: written, status: 'published' });
      for (const suggestion of applied) await createStock(strapi, entries).tell(suggestion, true);
      const writtenHash = (await entries.fingerprints('news', locale, [documentId])).get(documentId) ?? '';
      const sentences = [...new Set([...(imported?.applied ?? []), ...applied.map(({ sentence }) => sentence)])];
      await entries.remember([
        { importId, contentType: config.article, documentId, locale, sourceHash, writtenHash, applied: sentences },
      ]);
    });
  } finally {
    await fileadmin.close();
  }
  return result;
};
