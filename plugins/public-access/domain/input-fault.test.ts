import { isFaultOfInput } from './input-fault';

const failing = (name: string, frames: readonly string[], more: object = {}): Error =>
  Object.assign(
    new Error('x'),
    { name, stack: `${name}: x\n${frames.map((frame) => `    at ${frame}`).join('\n')}` },
    more
  );

const STRAPI = 'Object.check (/srv/node_modules/@strapi/admin/dist/server/server/src/controllers/permission.js:16:9)';
const LODASH = 'baseGet (/srv/node_modules/lodash/lodash.js:3072:9)';
const OURS = 'Object.change (/srv/plugins/availability/dist/server/index.js:10:3)';
const OTHERS = 'Object.x (/srv/node_modules/@inprint/strapi-plugin-ordering/dist/server/index.js:10:3)';
const NODE = 'process.processTicksAndRejections (node:internal/process/task_queues:95:5)';

describe('an error on a route of Strapi’s own', () => {
  it.each([
    ['a value that is not what it was taken for', failing('TypeError', [STRAPI])],
    ['the same in a library that Strapi calls', failing('TypeError', [LODASH, 'new Set (<anonymous>)', STRAPI, OURS])],
    ['a check whose error was not translated', failing('ZodError', [NODE, STRAPI])],
    ['a value that the database does not take', failing('error', [], { code: '22P02' })],
    ['a value that has to be there', failing('SqliteError', [], { code: 'SQLITE_CONSTRAINT_NOTNULL' })],
  ])('is the request’s fault: %s', (_name, error) => expect(isFaultOfInput(error)).toBe(true));

  it.each([
    ['it happened in our code', failing('TypeError', [OURS, STRAPI])],
    ['it happened in another plugin', failing('TypeError', [LODASH, OTHERS, STRAPI])],
    ['it says nothing of a value', failing('Error', [STRAPI])],
    ['the database is gone', failing('error', [STRAPI], { code: '57P01' })],
    ['it has a status already', failing('TypeError', [STRAPI], { status: 503 })],
    ['nobody knows where', failing('TypeError', [NODE])],
  ])('is not, where %s', (_name, error) => expect(isFaultOfInput(error)).toBe(false));
}); // prettier-ignore
