import { startsDownload, type FileAnswer } from './download';

const answer = (part: Partial<FileAnswer> = {}): FileAnswer => ({
  method: 'GET',
  path: '/uploads/heft_1a2b.pdf',
  status: 200,
  contentRange: '',
  purpose: '',
  ...part,
});

describe('a download starts', () => {
  it.each<[string, Partial<FileAnswer>]>([
    ['with the whole file', {}],
    ['with the part that has its beginning', { status: 206, contentRange: 'bytes 0-65535/900000' }],
    ['whatever the case of the file’s ending', { path: '/uploads/HEFT.PDF' }],
  ])('%s', (_, part) => expect(startsDownload(answer(part))).toBe(true));
});

describe('no download starts', () => {
  it.each<[string, Partial<FileAnswer>]>([
    ['with a question about the file', { method: 'HEAD' }],
    ['with a file the browser has already', { status: 304 }],
    ['with a later part', { status: 206, contentRange: 'bytes 65536-131071/900000' }],
    ['with a part that begins with another 0', { status: 206, contentRange: 'bytes 01-9/10' }],
    ['with a part nobody knows the place of', { status: 206 }],
    ['with a file that is not there', { status: 404 }],
    ['with a picture', { path: '/uploads/cover.png' }],
    ['outside the media library', { path: '/site/heft.pdf' }],
    ['when the browser fetches it in case', { purpose: 'prefetch;prerender' }],
  ])('%s', (_, part) => expect(startsDownload(answer(part))).toBe(false));
});
