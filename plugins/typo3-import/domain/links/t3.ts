import type { LinkTarget } from '../contract';

const unknown = (value: string): LinkTarget => ({ kind: 'unknown', value });

/** A name and value of a query, each as it stands. */
type Pair = readonly [name: string, value: string, raw: string];

const decode = (value: string): string => {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value; // a stray “%”: taken as it stands
  }
};

const pairsOf = (query: string): Pair[] =>
  query
    .replaceAll('&amp;', '&')
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const at = raw.indexOf('=');
      return at < 0 ? [raw, '', raw] : [raw.slice(0, at), decode(raw.slice(at + 1)), raw];
    });

const valueIn = (pairs: readonly Pair[], name: string): string | null =>
  pairs.find(([key, value]) => key === name && value !== '')?.[1] ?? null;

const UID = /^\d{1,15}$/;
const uidIn = (pairs: readonly Pair[]): number | null => {
  const value = valueIn(pairs, 'uid');
  return value !== null && UID.test(value) ? Number(value) : null;
};

type Reader = (pairs: readonly Pair[], anchor: string | null, url: string) => LinkTarget;

const READERS: Readonly<Record<string, Reader>> = {
  page: (pairs, anchor) => {
    const rest = pairs.filter(([name]) => !['uid', 'alias', 'type'].includes(name)).map(([, , raw]) => raw);
    return {
      kind: 'page',
      page: valueIn(pairs, 'uid') ?? valueIn(pairs, 'alias') ?? 'current',
      pageType: valueIn(pairs, 'type'),
      query: rest.length > 0 ? rest.join('&') : null,
      anchor,
    };
  },
  file: (pairs, anchor, url) => {
    const uid = uidIn(pairs);
    const identifier = uid === null ? valueIn(pairs, 'identifier') : null;
    return uid === null && identifier === null ? unknown(url) : { kind: 'file', uid, identifier, anchor };
  },
  folder: (pairs, _, url) => {
    const identifier = valueIn(pairs, 'identifier');
    const storage = valueIn(pairs, 'storage');
    if (identifier === null) return unknown(url);
    const combined = /^(\d+):(.*)$/s.exec(identifier);
    if (combined) return { kind: 'folder', storage: Number(combined[1]), identifier: combined[2] ?? '' };
    return { kind: 'folder', storage: storage !== null && UID.test(storage) ? Number(storage) : null, identifier };
  },
  record: (pairs, anchor, url) => {
    const identifier = valueIn(pairs, 'identifier');
    const uid = uidIn(pairs);
    return identifier === null || uid === null
      ? unknown(url)
      : { kind: 'record', identifier, table: null, uid, anchor };
  },
  url: (pairs, anchor, url) => {
    const address = valueIn(pairs, 'url');
    if (address === null) return unknown(url);
    const inner = /^(?:mailto|tel):(.*)$/is.exec(address)?.[1];
    if (inner) {
      if (/^tel:/i.test(address)) return { kind: 'phone', number: inner };
      const [mailbox = '', ...rest] = inner.split('?');
      return { kind: 'email', address: mailbox, query: rest.join('?') || null };
    }
    // A colon before digits is a port: `www.example.org:8080/a`.
    const isWhole =
      (/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[^/:]+:\d+(?:\/|$)/.test(address)) || address.startsWith('/');
    const whole = isWhole ? address : `http://${address}`;
    return /^(?:https?|ftp):|^\//i.test(whole)
      ? { kind: 'url', url: anchor === null ? whole : `${whole}#${anchor}` }
      : unknown(url);
  },
  email: (pairs, _, url) => {
    const address = valueIn(pairs, 'email')?.replace(/^mailto:/i, '');
    return address ? { kind: 'email', address, query: null } : unknown(url);
  },
  telephone: (pairs, _, url) => {
    const number = valueIn(pairs, 'telephone')?.replace(/^tel:/i, '');
    return number ? { kind: 'phone', number } : unknown(url);
  },
};

/** Reads a `t3://` URL. What names no kind of TYPO3's, or lacks what its kind needs, is `unknown`. */
export const decodeT3 = (url: string): LinkTarget => {
  const match = /^t3:\/\/([a-z]+)\/?(?:\?([^#]*))?(?:#(.*))?$/is.exec(url);
  const reader = match?.[1] ? READERS[match[1].toLowerCase()] : undefined;
  return match && reader ? reader(pairsOf(match[2] ?? ''), match[3] || null, url) : unknown(url);
};

const anchored = (anchor: string | null): string => (anchor === null ? '' : `#${anchor}`);
/** Slashes and colons stay readable, as TYPO3 writes them. */
const escaped = (value: string): string => encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':');

/** Writes a target as TYPO3 8 and newer do: `t3://`, `mailto:` and `tel:`. The opposite of `decodeT3`, and of `fromHref`. */
export const encodeT3 = (target: LinkTarget): string => {
  switch (target.kind) {
    case 'page': {
      const page = /^(?:\d+|current)$/.test(target.page) ? `uid=${target.page}` : `alias=${escaped(target.page)}`;
      const type = target.pageType === null ? '' : `&type=${escaped(target.pageType)}`;
      return `t3://page?${page}${type}${target.query === null ? '' : `&${target.query}`}${anchored(target.anchor)}`;
    }
    case 'file':
      return `t3://file?${target.uid === null ? `identifier=${escaped(target.identifier ?? '')}` : `uid=${target.uid}`}${anchored(target.anchor)}`;
    case 'folder':
      return `t3://folder?${target.storage === null ? '' : `storage=${target.storage}&`}identifier=${escaped(target.identifier)}`;
    case 'record':
      return `t3://record?identifier=${escaped(target.identifier ?? target.table ?? '')}&uid=${target.uid}${anchored(target.anchor)}`;
    case 'url':
      return target.url;
    case 'email':
      return `mailto:${target.address}${target.query === null ? '' : `?${target.query}`}`;
    case 'phone':
      return `tel:${target.number}`;
    case 'unknown':
      return target.value;
  }
};
