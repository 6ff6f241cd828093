import type { DocumentId, Locale } from '../facts';
import { pageTargetOf, type PageTarget } from '../leftover';

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

/** The material that an address names, or null if it names none. */
export const referenceOf = (address: string, { templates, siteUrl }: MentionAddresses): MentionReference | null => {
  for (const template of templates) {
    const target = pageTargetOf(address, template, siteUrl);
    if (target) return referenceTo(target);
  }
  return null;
};

/** What every address of a template begins with, host left out: `/materials/` of `/materials/{slug}?locale={locale}`. */
const beginningOf = (template: string): string =>
  (template.replace(/^https?:\/\/[^/]+/i, '').split(/[{?]/)[0] ?? '').replace(/\/$/, '');

/**
 * The longest text that is looked through, in characters: some eighty printed pages. Parsing takes time, and longer texts are
 * left as they are; a mention in one still leads to the material's own page.
 */
export const MAX_PARSED = 256 * 1024;

/** Character references that can stand for a character of an address; no other letter or sign of one has a name. */
const HIDDEN_CHARACTER = /&(?:#|sol|period|hyphen|dash|lowbar|UnderBar|fjlig)/;

/** Backslashes that Markdown takes away before a sign of an address. */
const HIDDEN_SIGN = /\\[/._-]/;

/**
 * Can this text hold a mention? False proves that it does not, and costs no parse: no address of ours begins in it, and no
 * character reference or escape hides one.
 *
 * @param markers what shows a mention beside its address, such as an attribute of HTML
 */
export const mayMention = (text: string, { templates }: MentionAddresses, markers: readonly string[] = []): boolean =>
  [...templates.map(beginningOf), ...markers].some((beginning) => text.includes(beginning)) ||
  HIDDEN_CHARACTER.test(text) ||
  HIDDEN_SIGN.test(text);
