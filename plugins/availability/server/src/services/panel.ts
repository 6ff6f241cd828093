import type { Explanation } from '../../../domain/decision';
import type { DocumentId, Locale } from '../../../domain/facts';
import { warningsOf } from '../../../domain/warning';
import type { ReadableTitles } from '../readable-titles';
import { modelOf } from '../setup';
import { schemaOf, serviceOf, type Strapi } from '../strapi';

/** Is the PDF an attribute of each language's own? */
const hasPdfByLanguage = (strapi: Strapi): boolean => {
  const { material } = modelOf(strapi);
  const attribute = schemaOf(strapi, material.uid)?.attributes[material.pdf] as
    { readonly pluginOptions?: { readonly i18n?: { readonly localized?: boolean } } } | undefined;
  return material.isLocalised && attribute?.pluginOptions?.i18n?.localized === true;
};

/** What an editor needs to know about a material's stock, on one page. */
export const createPanel = (strapi: Strapi) => ({
  /** The editions of a material, what readers get in each locale and why, and what to warn of. */
  async of(documentId: DocumentId, titles: ReadableTitles) {
    const { locales } = await serviceOf(strapi, 'settings').current();
    const editions = await serviceOf(strapi, 'stockDesk').editionsOf(documentId, titles);
    const explanations = new Map<Locale, Explanation | null>();
    const pages = [];
    const desk = await serviceOf(strapi, 'actions').resolverFor([documentId], 'public');
    for (const locale of locales) {
      const found = desk.explain(documentId, locale);
      explanations.set(locale, found);
      pages.push({
        locale,
        action: desk.find(documentId, locale)?.action ?? null,
        explanation: found && {
          rule: found.rule,
          state: found.facts.state,
          edition: found.facts.edition,
          titleLocale: found.facts.version.locale,
          pdf: found.facts.pdf,
          successor: found.facts.successor?.version.title ?? null,
          fallbackChain: found.facts.fallbackChain,
        },
      });
    }
    return {
      documentId,
      editions: editions.map((edition) => ({ ...edition, lowStock: serviceOf(strapi, 'lowStock').isLow(edition) })),
      pages,
      warnings: warningsOf(explanations, hasPdfByLanguage(strapi)),
    };
  },
});
