import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { createConnection } from 'mysql2/promise';

import { decodeText } from '../../../domain/source/charset';
import { openDump } from './dump';
import { openSource } from './open';
import { SourceProblem } from './source';

/** mysql://user:password@host:3306/ */
const MARIADB = process.env.TEST_MARIADB_URL;
const folder = mkdtempSync(path.join(tmpdir(), 'inprint-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

type Read = Record<string, string | null> & { readonly table: string };

const readAll = async (where: string, wanted = 'news'): Promise<Read[]> => {
  const source = await openSource(where);
  const rows: Read[] = [];
  try {
    for await (const batch of source.read((table) => table === wanted)) {
      for (const { table, columns, values } of batch) {
        const fields = columns.map((column, index) => {
          const bytes = values[index] ?? null;
          return [column, bytes === null ? null : decodeText(bytes).text];
        });
        rows.push({ ...(Object.fromEntries(fields) as Read), table });
      }
    }
  } finally {
    await source.close();
  }
  return rows;
};

const ROWS = [
  { table: 'news', uid: '1', title: 'Grüße; „so“', text: null },
  { table: 'news', uid: '2', title: 'zwei\r\nZeilen "hier"', text: '' },
];
const SQL = `CREATE TABLE news (uid int, title text, text text) DEFAULT CHARSET=utf8mb4;
INSERT INTO news VALUES (1,'Grüße; „so“',NULL),(2,'zwei\\r\\nZeilen "hier"','');
CREATE TABLE other (uid int);
INSERT INTO other VALUES (1);
`;

describe('a source of the old portal’s tables', () => {
  it.each([
    ['a dump', () => put('dump.sql', SQL)],
    ['a compressed dump', () => put('dump.sql.gz', gzipSync(SQL))],
    [
      'a folder with CSV',
      () => {
        const own = mkdtempSync(path.join(folder, 'csv-'));
        writeFileSync(
          path.join(own, 'news.csv'),
          '\ufeffuid;title;text\n1;"Grüße; „so“";NULL\n2;"zwei\r\nZeilen ""hier""";\n'
        );
        writeFileSync(path.join(own, 'other.csv'), 'uid\n1\n');
        return own;
      },
    ],
    [
      'a folder with JSON',
      () => {
        const own = mkdtempSync(path.join(folder, 'json-'));
        writeFileSync(
          path.join(own, 'news.json'),
          JSON.stringify(ROWS.map(({ table: _table, ...row }) => ({ ...row, uid: Number(row.uid) })))
        );
        return own;
      },
    ],
  ])('gives the same rows: %s', async (_name, make) => expect(await readAll(make())).toEqual(ROWS));

  (MARIADB ? it : it.skip)('is read from a running MariaDB, read-only (needs TEST_MARIADB_URL)', async () => {
    const address = String(MARIADB);
    const database = `inprint_test_${randomBytes(6).toString('hex')}`;
    const connection = await createConnection({ uri: address, multipleStatements: true, charset: 'utf8mb4' });
    try {
      await connection.query(`CREATE DATABASE ${database}; USE ${database}; ${SQL}`);
      const url = new URL(address);
      url.pathname = `/${database}`;
      expect(await readAll(url.href)).toEqual(ROWS);
      await expect(readAll(url.href.replace(database, `${database}_not`))).rejects.toThrow(/no such database/);
    } finally {
      await connection.query(`DROP DATABASE IF EXISTS ${database}`);
      await connection.end();
    }
  });

  it('reads a table in Latin-1 that is called UTF-8', async () => {
    const file = put('latin1.sql', Buffer.from("INSERT INTO news (title) VALUES ('Gr\xfc\xdfe');\n", 'latin1'));
    expect(await readAll(file)).toEqual([{ table: 'news', title: 'Grüße' }]);
  });

  it.each([
    ['a line that is no SQL', () => put('bad.sql', `${SQL}\nhello there;\n`), /Line 6: this is no SQL dump/],
    ['a dump that is cut off', () => put('cut.sql', SQL.slice(0, 150)), /Line \d+: .*cut off/],
    ['an empty file', () => put('empty.sql', ''), /is empty/],
    ['a damaged archive', () => put('bad.sql.gz', gzipSync(SQL).subarray(0, 60)), /damaged or cut off/],
    ['a zip archive', () => put('dump.zip', Buffer.from('504b03041400', 'hex')), /it is a zip archive/],
    ['bzip2', () => put('dump.sql.bz2', Buffer.from('BZh91AY&SY')), /compressed by bzip2/],
    ['xz', () => put('dump.sql.xz', Buffer.from('fd377a585a000004', 'hex')), /compressed by xz/],
    ['an export of TYPO3', () => put('dump.t3d', `${'a1'.repeat(16)}:1:9999`), /export of TYPO3 \(\.t3d\)/],
    [
      'a tar archive that is compressed',
      () => put('dump.tar.gz', gzipSync(Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(300)]))),
      /it is a tar archive/,
    ],
    ['a dump that is compressed twice', () => put('twice.sql.gz', gzipSync(gzipSync(SQL))), /by gzip twice/],
    ['UTF-16 that is compressed', () => put('utf16.sql.gz', gzipSync(Buffer.from('\ufeffSET', 'utf16le'))), /UTF-16/],
    ['a file that is not there', () => path.join(folder, 'none.sql'), /There is no file or folder/],
    ['a folder without tables', () => mkdtempSync(path.join(folder, 'none-')), /has no table in it/],
    ['an address without a database', () => 'mysql://root@127.0.0.1:3306', /names no database/],
    ['a port where nothing answers', () => 'mysql://root@127.0.0.1:1/x', /Nothing answers there/],
    [
      'a broken line of CSV',
      () => {
        const own = mkdtempSync(path.join(folder, 'bad-'));
        writeFileSync(path.join(own, 'news.csv'), 'uid,title\n1,a\n2,b,c\n');
        return own;
      },
      /news\.csv, line 3/,
    ],
  ])('is refused in words: %s', async (_name, make, reason) => {
    const reading = readAll(make());
    await expect(reading).rejects.toThrow(reason);
    await expect(reading).rejects.toBeInstanceOf(SourceProblem);
  });

  it('is refused where little unpacks to very much', async () => {
    const bomb = put('bomb.sql.gz', gzipSync(Buffer.alloc(24 * 1024 * 1024, '\n')));
    await expect(readAll(bomb)).rejects.toThrow(/unpacks to more than 200 times its size/);
    const source = await openDump(put('big.sql.gz', gzipSync(SQL)), {}, { maxBytes: 100, mostExpansion: 200 });
    const readFirst = async (): Promise<void> => {
      for await (const batch of source.read(() => true)) expect(batch).toEqual([]);
    };
    await expect(readFirst()).rejects.toThrow(/unpacks to more than/);
  });
});
