import type { DocumentId, Locale } from '../facts';
import { asBrowsersWrite, pageTargetOf, type PageTarget } from '../leftover';

/** Which addresses in a text name a material. */
export interface MentionAddresses {
  /** Templates with `{documentId}` or `{slug}`: the material's own address, and pages of the reading site. */
  readonly templates: readonly string[];
  /** The reading site's own address, without a slash at its end; '' when it is not known. */
  readonly siteUrl: string;
}

/** What a mention names: a document, or the page that has it under a slug. */
export type MentionReference =
  { readonly documentId: DocumentId } | { readonly slug: string; readonly locale: Locale | null };

const referenceTo = ({ documentId, slug, locale }: PageTarget): MentionReference | null =>
  documentId !== null ? { documentId } : slug !== null ? { slug, locale } : null;

/** What every address of a template begins with, host left out: `/materials` of `/materials/{slug}?locale={locale}`. */
const beginningOf = (template: string): string =>
  (template.replace(/^https?:\/\/[^/]+/i, '').split(/[{?]/)[0] ?? '').replace(/\/$/, '');

/** The beginnings of all addresses that name a material, as people write them and as browsers do. */
export const beginningsOf = ({ templates }: MentionAddresses): string[] => [
  ...new Set(templates.map(beginningOf).flatMap((beginning) => [beginning, asBrowsersWrite(beginning)])),
];

/** Reads addresses: the material that one names, or null if it names none. */
export type ReadReference = (address: string) => MentionReference | null;

/**
 * An address is looked at only where a beginning of ours stands in it as it is written, so that a text can be told to hold none
 * without being parsed. Detours that a browser would follow (`\\materials`, `materials/`) name nothing.
 */
export const referenceReader = (addresses: MentionAddresses): ReadReference => {
  const beginnings = beginningsOf(addresses);
  const { templates, siteUrl } = addresses;
  return (address) => {
    if (!beginnings.some((beginning) => address.includes(beginning))) return null;
    for (const template of templates) {
      const target = pageTargetOf(address, template, siteUrl);
      if (target) return referenceTo(target);
    }
    return null;
  };
};
