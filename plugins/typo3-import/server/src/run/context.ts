import type {
  ImageReference,
  KnownPlace,
  LinkTarget,
  MediaFile,
  ResolvedLink,
  TextContext,
  Typolink,
} from '../../../domain/contract';
import type { Mapping } from '../../../domain/mapping';
import { phoneAddress } from '../../../domain/links/address';
import { lastSegmentOf, oldPathOf, recordInQuery } from '../../../domain/old-address';
import { textOf } from '../../../domain/record';
import { filePathOf } from '../staging/file-references';
import type { Plan } from '../staging/plan';
import type { Planned } from '../staging/planned';
import type { Staging } from '../staging/staging';

/** A file as far as a text needs it: the library's, or why there is none. */
export type TextFile = MediaFile | { readonly reason: string };

/** What was looked up for a batch of texts before they are converted. */
export interface LookedUp {
  /** Files by their path in fileadmin. */
  readonly files: ReadonlyMap<string, TextFile>;
  /** Entries that were in the new portal before, by slug. */
  readonly places: ReadonlyMap<string, readonly KnownPlace[]>;
}

/** Names that TYPO3's link handlers have for tables of news. */
const HANDLERS: Readonly<Record<string, string>> = {
  tx_news: 'tx_news_domain_model_news',
  news: 'tx_news_domain_model_news',
  tt_news: 'tt_news',
  tx_ttnews: 'tt_news',
};

/** Finds what links and images of the old portal lead to, from what was planned. */
export const createLinks = (
  { plan, staging, mapping }: { plan: Plan; staging: Staging; mapping: Mapping },
  pageOf: (kind: 'material' | 'news', values: { documentId: string; slug: string; locale: string }) => string
) => {
  const documentOf = (planned: Planned): string => planned.documentId;
  /** Addresses that begin at the root are of the old portal's first host. */
  const ownOrigin = `http://${mapping.hosts[0] ?? 'old.invalid'}`;
  const isRooted = (address: string): boolean => /^\/(?!\/)/.test(address);
  /** An address of the old portal; null for any other. */
  const ownAddressOf = (address: string): URL | null => {
    if (!URL.canParse(address, ownOrigin)) return null;
    const url = new URL(address, ownOrigin);
    return isRooted(address) || mapping.hosts.includes(url.host) ? url : null;
  };

  const addressOf = (planned: Planned): string =>
    pageOf(planned.kind === 'material' ? 'material' : 'news', {
      documentId: documentOf(planned),
      slug: planned.slug,
      locale: planned.locale,
    });

  const toEntry = (found: Planned | null, locale: string): ResolvedLink | null => {
    if (!found || found.kind === 'topic') return null;
    const planned = plan.inLocale(found, locale);
    // A mention shows nothing of a material that is not public; a link would.
    if (planned.hidden !== null && planned.kind !== 'material')
      return { is: 'unknown', reason: `${planned.importId} (${planned.hidden})` };
    if (planned.kind === 'material') {
      const documentId = documentOf(planned);
      return { is: 'material', documentId, url: `/materials/${documentId}` };
    }
    return { is: 'url', url: addressOf(planned) };
  };

  const toRecord = (table: string, uid: number, locale: string): ResolvedLink | null =>
    toEntry(plan.find(`${table}:${uid}`), locale);

  /** The record at an address that was stored without its first slash: to TYPO3 it looks like a file. */
  const atRelative = (identifier: string): Planned | null => {
    const path = /^\d+:|^(?:fileadmin|uploads)\//.test(identifier) ? null : oldPathOf(`/${identifier}`);
    return path === null ? null : plan.atOldPath(path);
  };
  const isOldPage = (identifier: string): boolean => atRelative(identifier) !== null;

  const openPath = (path: string): string | null => (plan.files.isOpenPath(path) ? path : null);

  /** The path in fileadmin of a link to a file that readers could get, or null. */
  const fileOf = (target: LinkTarget): string | null => {
    if (target.kind === 'file') {
      if (target.identifier !== null)
        return isOldPage(target.identifier) ? null : openPath(filePathOf(target.identifier));
      const file = target.uid === null ? null : staging.find('sys_file', target.uid);
      return file ? plan.files.openPathOf(file) : null;
    }
    const url = target.kind === 'url' ? ownAddressOf(target.url) : null;
    if (!url) return null;
    return /^\/(?:fileadmin|uploads)\/./.test(url.pathname) ? openPath(filePathOf(url.pathname)) : null;
  };

  const imagePathOf = ({ source, fileUid }: ImageReference): string | null => {
    const file = fileUid === null ? null : staging.find('sys_file', fileUid);
    if (file) return plan.files.openPathOf(file);
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(source)) return fileOf({ kind: 'url', url: source });
    return source === '' ? null : openPath(filePathOf(source));
  };

  const tableOf = ({ table, identifier }: { table: string | null; identifier: string | null }): string =>
    HANDLERS[table ?? identifier ?? ''] ?? table ?? identifier ?? '';

  /** The language that the parameters of an address ask for: `L=1`, and in TYPO3 9 and later `_language=1`. */
  const languageIn = (query: string): string | null => {
    const parameters = new URLSearchParams(query.replace(/^[?&]/, ''));
    return mapping.languages[parameters.get('_language') ?? parameters.get('L') ?? ''] ?? null;
  };

  const resolve = (
    { target, additionalParameters = '' }: Pick<Typolink, 'target'> & Partial<Typolink>,
    from: string,
    { files }: LookedUp
  ): ResolvedLink => {
    const unknown = (reason: string): ResolvedLink => ({ is: 'unknown', reason });
    const asked = target.kind === 'page' ? (target.query ?? '') : '';
    const locale = languageIn(`${asked}&${additionalParameters.replace(/^[?&]/, '')}`) ?? from;
    switch (target.kind) {
      case 'record': {
        const table = tableOf(target);
        return toRecord(table, target.uid, locale) ?? unknown(`${table}:${target.uid}`);
      }
      case 'page': {
        const record = recordInQuery(`${target.query ?? ''}&${additionalParameters}`);
        const found = record && toRecord(record.table, record.uid, locale);
        if (found) return found;
        const query = target.query ? `&${target.query.replace(/^[?&]/, '')}` : '';
        const path = oldPathOf(`/index.php?id=${target.page}${query}${additionalParameters}`);
        const page = mapping.pages[target.page];
        if (page !== undefined) return { is: 'url', url: page };
        const row = /^\d+$/.test(target.page) ? staging.find('pages', Number(target.page))?.row : undefined;
        return (
          toEntry(path === null ? null : plan.atOldPath(path), locale) ??
          unknown(`pid ${target.page}${row ? ` “${textOf(row, 'title')}”` : ''}`)
        );
      }
      case 'file': {
        const page = target.identifier === null ? null : toEntry(atRelative(target.identifier), locale);
        if (page) return page;
        const path = fileOf(target);
        const material = path === null ? null : toEntry(plan.withFile(path), locale);
        if (material) return material;
        const file = path === null ? undefined : files.get(path);
        if (!file) return unknown(target.identifier ?? `file:${target.uid ?? ''}`);
        return 'url' in file ? { is: 'url', url: file.url } : unknown(file.reason);
      }
      case 'folder':
        return unknown(target.identifier);
      case 'email':
        return { is: 'url', url: `mailto:${target.address}${target.query ? `?${target.query}` : ''}` };
      case 'phone':
        return { is: 'url', url: phoneAddress(target.number) };
      case 'url': {
        const url = ownAddressOf(target.url);
        if (!url) return { is: 'url', url: target.url };
        const path = oldPathOf(url.href);
        const there = path === null ? null : plan.atOldPath(path);
        // An address says its language itself.
        const known = there && toEntry(there, there.locale);
        if (known) return known;
        const record = recordInQuery(url.search);
        const news = record && toRecord(record.table, record.uid, languageIn(url.search) ?? locale);
        if (news) return news;
        if (url.searchParams.has('id')) {
          const page = mapping.pages[url.searchParams.get('id') ?? ''];
          if (page !== undefined) return { is: 'url', url: page };
        }
        const file = fileOf(target);
        if (file !== null)
          return resolve({ target: { kind: 'file', uid: null, identifier: file, anchor: null } }, locale, {
            files,
            places: new Map(),
          });
        const named = plan.withSlug(lastSegmentOf(url.pathname).toLowerCase());
        const [only] = named;
        const isOne = only !== undefined && new Set(named.map((each) => plan.originalOf(each).importId)).size === 1;
        const byName = isOne ? toEntry(only, locale) : null;
        if (byName) return byName;
        // What leads to no record is left to the old portal, also where its host did not stand there.
        return { is: 'url', url: isRooted(target.url) && mapping.hosts.length > 0 ? url.href : target.url };
      }
      default:
        return unknown(target.value);
    }
  };

  const placeOf = (planned: Planned): KnownPlace => ({
    documentId: documentOf(planned),
    isMaterial: planned.kind === 'material',
    title: planned.title,
    url: addressOf(planned),
  });

  /** The title of an entry that readers see. */
  const titleOfPlanned = (documentId: string): string | null => {
    const planned = plan.withDocument(documentId);
    return planned && planned.hidden === null ? planned.title : null;
  };

  return {
    /** Is this an address of the old portal? */
    isOwn: (address: string): boolean => ownAddressOf(address) !== null,
    /** Are these one address, whole or from the root? */
    isSame: (one: string, other: string): boolean =>
      URL.canParse(one, ownOrigin) &&
      URL.canParse(other, ownOrigin) &&
      new URL(one, ownOrigin).href === new URL(other, ownOrigin).href,
    /** The language of the record that a target names by its uid, which may be a translation’s. */
    localeOf: (target: LinkTarget): string | null =>
      target.kind === 'record' ? (plan.find(`${tableOf(target)}:${target.uid}`)?.locale ?? null) : null,
    documentOf,
    addressOf,
    resolve,
    fileOf,
    imagePathOf,
    /** The context in which one text is read. */
    contextFor: (locale: string, field: string, found: LookedUp): TextContext => ({
      locale,
      field,
      knownHosts: mapping.hosts,
      resolve: (link) => resolve(link, locale, found),
      findBySlug: (slug) => {
        const planned = plan
          .withSlug(slug)
          .filter(({ hidden }) => hidden === null)
          .map(placeOf);
        return [
          ...planned,
          ...(found.places.get(slug) ?? []).filter(({ documentId }) =>
            planned.every((each) => each.documentId !== documentId)
          ),
        ];
      },
      titleOf: (documentId) =>
        titleOfPlanned(documentId) ??
        [...found.places.values()].flat().find((place) => place.documentId === documentId)?.title ??
        null,
      image: (image) => {
        const path = imagePathOf(image);
        return (path === null ? undefined : found.files.get(path)) ?? { reason: image.source || '<img>' };
      },
    }),
  };
};

export type Links = ReturnType<typeof createLinks>;
