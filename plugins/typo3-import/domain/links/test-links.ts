import fc from 'fast-check';

import type { LinkTarget, Typolink } from '../contract';

/** Links for property tests: each in the form that `decode` gives it. */

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
const uid = fc.integer({ min: 1, max: 999_999 });
const segment = fc.stringMatching(/^[a-zA-Z0-9äöü_-]{1,12}$/);
const anchor = fc.option(fc.stringMatching(/^[a-z0-9_-]{1,8}$/), { nil: null });
const query = fc.option(
  fc
    .array(fc.tuple(word, fc.stringMatching(/^[a-z0-9%.~-]{0,6}$/)), { minLength: 1, maxLength: 3 })
    .map((pairs) => pairs.map(([name, value]) => `q_${name}=${value.replaceAll('%', '%25')}`).join('&')),
  { nil: null }
);
const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
const host = fc.stringMatching(/^[a-z]{2,8}\.example\.(?:org|net)$/);

export const anyUrl = fc
  .tuple(fc.constantFrom('http', 'https'), host, path, fc.constantFrom('', '/', '.html'), anchor)
  .map(([scheme, name, rest, end, mark]) => `${scheme}://${name}/${rest}${end}${mark === null ? '' : `#${mark}`}`);

const pageTarget = fc.record({
  kind: fc.constant('page' as const),
  page: fc.oneof(
    uid.map(String),
    word.filter((name) => name !== 'current'),
    fc.constant('current')
  ),
  pageType: fc.option(uid.map(String), { nil: null }),
  query,
  anchor,
});
const fileByUid = fc.record({ kind: fc.constant('file' as const), uid, identifier: fc.constant(null), anchor });
const fileByPath = fc.record({
  kind: fc.constant('file' as const),
  uid: fc.constant(null),
  identifier: fc
    .tuple(fc.constantFrom('1:/', 'fileadmin/', '2:/a b/'), path)
    .map(([start, rest]) => `${start}${rest}.pdf`),
  anchor,
});
const folder = fc.tuple(fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }), path).map(([storage, rest]) => ({
  kind: 'folder' as const,
  storage,
  identifier: storage === null ? `fileadmin/${rest}/` : `/${rest}/`,
}));
const url = anyUrl.map((address) => ({ kind: 'url' as const, url: address }));
const email = fc
  .tuple(word, host, fc.option(fc.constant('subject=a%20b'), { nil: null }))
  .map(([name, domain, subject]) => ({ kind: 'email' as const, address: `${name}@${domain}`, query: subject }));
const phone = fc.stringMatching(/^\+?[0-9]{3,12}$/).map((number) => ({ kind: 'phone' as const, number }));
const oldRecord = fc.record({
  kind: fc.constant('record' as const),
  identifier: fc.option(word, { nil: null }),
  table: word,
  uid,
  anchor,
});
const newRecord = fc.record({
  kind: fc.constant('record' as const),
  identifier: word,
  table: fc.constant(null),
  uid,
  anchor,
});

/** Targets that the old syntax can tell. */
export const anyOldTarget: fc.Arbitrary<LinkTarget> = fc.oneof(
  ...[pageTarget, fileByUid, fileByPath, folder, url, email, phone, oldRecord]
);

/** Targets that the new syntax can tell. */
export const anyNewTarget: fc.Arbitrary<LinkTarget> = fc.oneof(
  ...[pageTarget, fileByUid, fileByPath, folder, url, email, phone, newRecord]
);

/** A place after the url: anything but `-` alone and white space around it, which the syntax cannot tell. */
export const anyPlace = fc
  .oneof(fc.constant(''), fc.string({ maxLength: 20 }), fc.stringMatching(/^[a-z" \\äöü-]{1,20}$/))
  .map((value) => value.trim())
  .filter((value) => value !== '-');

export const anyTypolink: fc.Arbitrary<Typolink> = fc.record({
  target: anyOldTarget,
  window: anyPlace,
  cssClass: anyPlace,
  title: anyPlace,
  additionalParameters: anyPlace,
  rel: anyPlace,
  download: anyPlace,
});
