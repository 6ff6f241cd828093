import { isDatabaseGone } from './database-gone';

const coded = (code: string): Error => Object.assign(new Error('select 1 - something'), { code });

describe('an error of the database', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    '08006',
    '08P01',
    '57P01',
    '57P03',
    '53300',
    'SQLITE_IOERR_READ',
    'SQLITE_NOTADB',
    'SQLITE_FULL',
  ])('says with %s that the database is gone', (code) => expect(isDatabaseGone(coded(code))).toBe(true));

  it.each(['23505', '42P01', '22P02', '40001', '40P01', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR'])(
    'says with %s that a statement was refused',
    (code) => expect(isDatabaseGone(coded(code))).toBe(false)
  );

  it.each([
    'Connection terminated unexpectedly',
    'select "id" from "up_permissions" as "t0" where "t0"."type" = $1 - Connection terminated unexpectedly',
    'select 1 - Client has encountered a connection error and is not queryable',
    'BEGIN; - Client was closed and is not queryable',
    'Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
  ])('says “%s” where it has no code', (message) => expect(isDatabaseGone(new Error(message))).toBe(true));

  it('is no other error, however it is worded', () => {
    expect(isDatabaseGone(new Error('The order mentions “Connection terminated”.'))).toBe(false);
    expect(isDatabaseGone(new Error("select 'Connection terminated' - syntax error"))).toBe(false);
    expect(isDatabaseGone('ECONNREFUSED')).toBe(false);
    expect(isDatabaseGone(undefined)).toBe(false);
  });
});
