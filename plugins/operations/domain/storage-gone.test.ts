import { isStorageGone } from './storage-gone';

const error = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

it.each([
  ['no room is left', error('ENOSPC', { syscall: 'write' }), true],
  ['the disk can only be read', error('EROFS', { path: '/srv/uploads/a.pdf' }), true],
  ['the folder belongs to somebody else', error('EACCES', { path: '/srv/uploads/a.pdf' }), true],
  ['a port is forbidden', error('EACCES', { syscall: 'listen', port: 80 }), false],
  ['the database is full', error('SQLITE_FULL'), false],
  ['a file is not there', error('ENOENT', { path: '/srv/uploads/a.pdf' }), false],
  ['something else is wrong', new Error('ENOSPC'), false],
  ['nothing was thrown that is an error', { code: 'ENOSPC' }, false],
])('%s: %#', (_what, thrown, isGone) => {
  expect(isStorageGone(thrown)).toBe(isGone);
});
