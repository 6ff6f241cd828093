import { chooseEdition, stateOf } from './edition';
import {
  OTHER_FILE_KINDS,
  type Audience,
  type Locale,
  type MaterialVersion,
  type OtherFileKind,
  type PdfFile,
  type Settings,
  type StockStatus,
} from './facts';
import { fallbackChain } from './locale';
import { safeUrlOrNull } from './url';

/** A PDF together with the language it is written in. */
export interface OfferedFile extends PdfFile {
  readonly locale: Locale;
}

const nameFromUrl = (url: string): string => {
  const path = url.split(/[?#]/)[0] ?? url;
  const last = path.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // a stray % in somebody else's address is no reason to fail
  }
};

/** The PDF of one row: the media library's file, else the one kept elsewhere, else none. */
const pdfOf = ({ pdf, pdfUrl, locale }: MaterialVersion): OfferedFile | null => {
  if (pdf && safeUrlOrNull(pdf.url)) return { ...pdf, locale };
  const url = safeUrlOrNull(pdfUrl);
  return url ? { url, name: nameFromUrl(url), mime: 'application/pdf', sizeInBytes: null, locale } : null;
};

/**
 * The rows an audience may see: readers get what is published; a preview shows the draft of each locale, and what is published of a
 * locale that has none.
 */
export const visibleVersions = (versions: readonly MaterialVersion[], audience: Audience): MaterialVersion[] => {
  const published = versions.filter(({ status }) => status === 'published');
  if (audience === 'public') return published;
  const drafts = versions.filter(({ status }) => status === 'draft');
  return [...drafts, ...published.filter(({ locale }) => !drafts.some((draft) => draft.locale === locale))];
};

/** The row that speaks for a material in a locale: its own, else the next along the fallback chain. */
export const chooseVersion = (
  visible: readonly MaterialVersion[],
  locale: Locale,
  settings: Settings
): MaterialVersion | null => {
  for (const candidate of fallbackChain(locale, settings)) {
    const version = visible.find((row) => row.locale === candidate);
    if (version) return version;
  }
  return null;
};

/** Was the edition in this language withdrawn? Then its text is not handed out, on the pages of other languages neither. */
export const isRecalled = (editions: readonly StockStatus[], locale: Locale): boolean => {
  const edition = chooseEdition(editions, locale);
  return edition !== null && stateOf(edition) === 'withdrawn';
};

/** The first file along the fallback chain that is there and was not withdrawn. */
const firstAlongTheChain = (
  fileOf: (version: MaterialVersion) => OfferedFile | null,
  visible: readonly MaterialVersion[],
  editions: readonly StockStatus[],
  locale: Locale,
  settings: Settings
): OfferedFile | null => {
  for (const candidate of fallbackChain(locale, settings)) {
    const version = visible.find((row) => row.locale === candidate);
    const file = version && !isRecalled(editions, candidate) ? fileOf(version) : null;
    if (file) return file;
  }
  return null;
};

/** The PDF to offer in a locale: its own, else the next along the fallback chain that has one and was not withdrawn. */
export const choosePdf = (
  visible: readonly MaterialVersion[],
  editions: readonly StockStatus[],
  locale: Locale,
  settings: Settings
): OfferedFile | null => firstAlongTheChain(pdfOf, visible, editions, locale, settings);

/** A file beside the PDF, chosen. */
export interface OtherFile {
  readonly kind: OtherFileKind;
  readonly file: OfferedFile;
}

/** The accessible and easy-language PDFs to offer in a locale, each kind along the same chain as the PDF. */
export const chooseOtherFiles = (
  visible: readonly MaterialVersion[],
  editions: readonly StockStatus[],
  locale: Locale,
  settings: Settings
): OtherFile[] => {
  // Most materials have none: nothing to look for in any language.
  if (!visible.some(({ otherFiles }) => Object.keys(otherFiles).length > 0)) return [];
  return OTHER_FILE_KINDS.flatMap((kind) => {
    const ofKind = ({ otherFiles: { [kind]: file }, locale: language }: MaterialVersion): OfferedFile | null =>
      file && safeUrlOrNull(file.url) ? { ...file, locale: language } : null;
    const file = firstAlongTheChain(ofKind, visible, editions, locale, settings);
    return file ? [{ kind, file }] : [];
  });
};
