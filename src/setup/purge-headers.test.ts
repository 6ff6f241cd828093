import { purgeHeaders } from './purge-headers';

it.each([
  ['nobody wants a token', '', '', {}],
  ['Cloudflare wants a bearer’s', 'secret', '', { authorization: 'Bearer secret' }],
  ['Fastly wants it in a header of its own', 'secret', 'Fastly-Key', { 'Fastly-Key': 'secret' }],
  ['a header without a token says nothing', '', 'Fastly-Key', {}],
])('%s', (_who, token, header, headers) => {
  expect(purgeHeaders(token, header)).toEqual(headers);
});
