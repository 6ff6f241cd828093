import type { LinkTarget } from '../contract';
import { decodeT3 } from './t3';

const unknown = (value: string): LinkTarget => ({ kind: 'unknown', value });

const UID = /^\d{1,15}$/;

/** `before` and what stands after the first `mark`, or null after it. */
const cut = (value: string, mark: string): [before: string, after: string | null] => {
  const at = value.indexOf(mark);
  return at < 0 ? [value, null] : [value.slice(0, at), value.slice(at + mark.length)];
};

const fileOrFolder = (value: string): LinkTarget => {
  const [path, anchor] = cut(value, '#');
  if (UID.test(path)) return { kind: 'file', uid: Number(path), identifier: null, anchor };
  if (path === '') return unknown(value);
  if (!path.endsWith('/')) return { kind: 'file', uid: null, identifier: path, anchor };
  const combined = /^(\d+):(.*)$/s.exec(path);
  return combined
    ? { kind: 'folder', storage: Number(combined[1]), identifier: combined[2] ?? '' }
    : { kind: 'folder', storage: null, identifier: path };
};

const page = (value: string): LinkTarget => {
  const [withoutAnchor, anchor] = cut(value, '#');
  const [place, query] = cut(withoutAnchor, withoutAnchor.includes('?') ? '?' : '&');
  const [id, pageType] = cut(place.replace(/(?<!,),+$/, ''), ',');
  return {
    kind: 'page',
    page: id === '' ? 'current' : id,
    pageType: pageType || null,
    query: query || null,
    anchor: anchor || null,
  };
};

const EMAIL = /^[^\s@:/?#]+@[^\s@:/?#]+\.[^\s@:/?#.]+$/;

const email = (value: string): LinkTarget | null => {
  const [address, query] = cut(value, '?');
  return EMAIL.test(address) ? { kind: 'email', address, query } : null;
};

const record = (value: string): LinkTarget => {
  const [path, anchor] = cut(value, '#');
  const parts = path.split(':').slice(1);
  const uid = parts.at(-1) ?? '';
  if (!UID.test(uid) || parts.length < 2 || parts.includes('')) return unknown(value);
  const [identifier, table] = parts.length > 2 ? [parts[0] ?? null, parts[1] ?? null] : [null, parts[0] ?? null];
  return { kind: 'record', identifier, table, uid: Number(uid), anchor };
};

/** What a scheme or handler leads to. A scheme that is not here can be nothing that a reader should follow. */
const SCHEMES: Readonly<Record<string, (value: string) => LinkTarget>> = {
  http: (url) => ({ kind: 'url', url }),
  https: (url) => ({ kind: 'url', url }),
  ftp: (url) => ({ kind: 'url', url }),
  mailto: (value) => {
    const [address, query] = cut(value.slice('mailto:'.length), '?');
    return address === '' ? unknown(value) : { kind: 'email', address, query };
  },
  record,
  t3: decodeT3,
};

/** Links that the RTE of TYPO3 4 stored relative to its own folder: `../?id=12`, and `index.php?id=12`. */
const PAGE_BY_ID = /^(?:(?:\.\.)?\/)?(?:index\.php)?\?id=([^&#]+)(?:&([^#]*))?(?:#(.*))?$/s;

/** A file of the site's root, by its ending: TYPO3 takes these for local even if they do not exist. */
const ROOT_FILE = /\.(?:php|html?)(?:\?|$)/i;

/**
 * Reads the url of an old link, in TYPO3's order of detection: `file:`, an e-mail address, `tel:`, any other scheme or
 * handler, a page, a local file, a host without scheme, a file or folder.
 *
 * Two departures from TYPO3: `index.php?id=12` is the page it shows, and a dot in a query or anchor makes no host
 * (`imprint#a.b`).
 */
export const decodeTarget = (value: string): LinkTarget => {
  if (/[\p{Cc}]/u.test(value)) return unknown(value);
  if (/^file:/i.test(value)) return fileOrFolder(value.slice('file:'.length));
  const mail = email(value);
  if (mail) return mail;
  if (/^tel:/i.test(value)) {
    const number = value.slice('tel:'.length).trim();
    return number === '' ? unknown(value) : { kind: 'phone', number };
  }
  const byId = PAGE_BY_ID.exec(value);
  if (byId) {
    return { kind: 'page', page: byId[1] ?? '', pageType: null, query: byId[2] || null, anchor: byId[3] || null };
  }
  // A colon in a query or anchor of a page or path (`12#a:b`) is no scheme.
  const scheme = /^([a-z][a-z0-9+._-]*):/i.exec(value)?.[1]?.toLowerCase();
  if (scheme !== undefined) return SCHEMES[scheme]?.(value) ?? unknown(value);
  if (/^(?:\d+)?(?:[#,?&]|$)/.test(value)) return page(value);

  const path = value.split(/[?#&]/, 1)[0] ?? '';
  const slash = path.indexOf('/');
  const dot = path.indexOf('.');
  if (slash < 0 && ROOT_FILE.test(value)) return fileOrFolder(value);
  if (dot > 0 && (slash < 0 || dot < slash)) return { kind: 'url', url: `http://${value}` };
  if (slash === 0 && !/^\/(?:fileadmin|uploads)\//.test(value)) return { kind: 'url', url: value };
  if (slash >= 0) return fileOrFolder(value.replace(/^\/(?=(?:fileadmin|uploads)\/)/, ''));
  return page(value);
};

const anchored = (anchor: string | null): string => (anchor === null ? '' : `#${anchor}`);

/** Writes a target as the url of an old link. The opposite of `decodeTarget`. */
export const encodeTarget = (target: LinkTarget): string => {
  switch (target.kind) {
    case 'page': {
      const id = target.page === 'current' ? '' : target.page;
      const type = target.pageType === null ? '' : `,${target.pageType}`;
      return `${id}${type}${target.query === null ? '' : `?${target.query}`}${anchored(target.anchor)}`;
    }
    case 'file':
      return `file:${target.uid ?? target.identifier ?? ''}${anchored(target.anchor)}`;
    case 'folder':
      return `file:${target.storage === null ? '' : `${target.storage}:`}${target.identifier}`;
    case 'record':
      return `record:${[target.identifier, target.table, target.uid].filter((part) => part !== null).join(':')}${anchored(target.anchor)}`;
    case 'url':
      return target.url;
    case 'email':
      return `${target.address}${target.query === null ? '' : `?${target.query}`}`;
    case 'phone':
      return `tel:${target.number}`;
    case 'unknown':
      return target.value;
  }
};
