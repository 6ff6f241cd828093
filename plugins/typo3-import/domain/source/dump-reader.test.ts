import { createDumpReader, MalformedDump } from './dump-reader';

interface Read {
  readonly table: string;
  readonly row: Record<string, string | null>;
  readonly line: number;
}

/** Reads a dump in pieces of a size: what it says must not depend on where the pieces end. */
const read = (dump: string | Buffer, size: number, wants: (table: string) => boolean = () => true): Read[] => {
  const rows: Read[] = [];
  const reader = createDumpReader({
    wants,
    onRow: ({ table, columns, values, line }) =>
      rows.push({
        table,
        line,
        row: Object.fromEntries(columns.map((column, index) => [column, values[index]?.toString('utf8') ?? null])),
      }),
  });
  const bytes = Buffer.from(dump);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.end();
  return rows;
};

const SIZES = [1, 2, 3, 7, 64, 100_000];

const NEWS = `-- MySQL dump 10.13
/*!40101 SET NAMES utf8 */;
/*M!999999\\- enable the sandbox mode */
DROP TABLE IF EXISTS \`news\`;
CREATE TABLE \`news\` (
  \`uid\` int(11) NOT NULL AUTO_INCREMENT COMMENT 'a, (comment); with \\'quotes\\'',
  \`title\` varchar(255) NOT NULL DEFAULT '',
  \`kind\` enum('a','b;') DEFAULT NULL,
  PRIMARY KEY (\`uid\`),
  KEY \`parent\` (\`uid\`,\`title\`(10))
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
LOCK TABLES \`news\` WRITE;
INSERT INTO \`news\` VALUES (1,'It''s \\'so\\'; (really)\\r\\nnew',NULL),(-2,"double ""quoted""",'b;'), # comment
(3,_binary 'raw',X'4142');
INSERT INTO portal.news (title, uid) VALUES ('named', 0x34), ('bits', b'101') ON DUPLICATE KEY UPDATE uid=VALUES(uid), title='x;y';
UNLOCK TABLES;
DELIMITER ;;
CREATE TRIGGER t BEFORE INSERT ON news FOR EACH ROW BEGIN SET NEW.title = 'x'; INSERT INTO log VALUES (1); END ;;
DELIMITER ;
INSERT IGNORE INTO other VALUES (1,'never looked at');
-- Dump completed`;

describe('a mysqldump', () => {
  it.each(SIZES)('is read row by row, whatever the size of the pieces (%d)', (size) => {
    expect(read(NEWS, size, (table) => table === 'news')).toEqual([
      { table: 'news', line: 13, row: { uid: '1', title: "It's 'so'; (really)\r\nnew", kind: null } },
      { table: 'news', line: 13, row: { uid: '-2', title: 'double "quoted"', kind: 'b;' } },
      { table: 'news', line: 14, row: { uid: '3', title: 'raw', kind: 'AB' } },
      { table: 'news', line: 15, row: { title: 'named', uid: '4' } },
      { table: 'news', line: 15, row: { title: 'bits', uid: '5' } },
    ]);
  });

  it('keeps bytes that are no UTF-8 as they are', () => {
    const rows: (Buffer | null)[] = [];
    const reader = createDumpReader({ wants: () => true, onRow: ({ values }) => rows.push(values[0] ?? null) });
    reader.push(Buffer.from("INSERT INTO a (t) VALUES ('Gr\xfc\xdfe');\n", 'latin1'));
    reader.end();
    expect(rows).toEqual([Buffer.from('Gr\xfc\xdfe', 'latin1')]);
  });

  it.each([
    ['a page instead of a dump', '<html>\n', 1, /no SQL dump/],
    [
      'too few values',
      'CREATE TABLE a (x int, y int);\nINSERT INTO a VALUES (1,2),\n(3);\n',
      3,
      /1 values for 2 columns/,
    ],
    ['a text that never ends', "INSERT INTO a (x) VALUES ('one'),\n('two", 1, /cut off/],
    ['a statement that never ends', 'SET x = 1;\n\nCREATE TABLE a (x int', 3, /cut off/],
    ['a row that is none', 'INSERT INTO a (x) VALUES\n(1),\nnonsense;', 3, /a row of “a” is expected/],
    ['a value that is none', 'INSERT INTO a (x) VALUES (1),\n(SELECT 1);', 2, /a value is expected/],
    ['rows without columns', '\nINSERT INTO a VALUES (1);', 2, /names its columns/],
    ['INSERT … SELECT', 'INSERT INTO a SELECT * FROM b;', 1, /Only INSERT … VALUES/],
  ])('is refused with its line: %s', (_name, dump, line, reason) => {
    for (const size of SIZES) {
      let error: unknown;
      try {
        read(dump, size);
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(MalformedDump);
      expect((error as MalformedDump).message).toMatch(reason);
      expect((error as MalformedDump).line).toBe(line);
    }
  });
});

describe('a row that is there already', () => {
  const TABLE = 'CREATE TABLE news (uid int, title text);\n';
  it.each([
    [`${TABLE}INSERT INTO news VALUES (1,'a');`, ['insert']],
    [`${TABLE}REPLACE INTO news VALUES (1,'a'),(1,'b');`, ['replace', 'replace']],
    [`${TABLE}INSERT IGNORE INTO news VALUES (1,'a');`, ['ignore']],
    [`${TABLE}INSERT INTO news VALUES (1,DEFAULT) ON DUPLICATE KEY UPDATE title='b';`, ['insert']],
    [
      `${TABLE}INSERT INTO news VALUES (1,'a');\nDROP TABLE news;\n${TABLE}INSERT INTO news VALUES (1,'b');`,
      ['insert', 'replace'],
    ],
  ])('stays or gives way as MySQL would have it: %s', (dump, expected) => {
    const found: string[] = [];
    const reader = createDumpReader({ wants: () => true, onRow: ({ again }) => found.push(again) });
    reader.push(Buffer.from(dump));
    reader.end();
    expect(found).toEqual(expected);
  });

  it.each([
    ['title = VALUES(title)', { columns: ['title'], computed: [] }],
    ['`title`=VALUES(`title`), uid = uid + 1', { columns: ['title'], computed: ['uid'] }],
    ["title = CONCAT(title, ', ;')", { columns: [], computed: ['title'] }],
  ])('says of all rows of a statement what they update: %s', (tail, expected) => {
    for (const [alias, assignments] of [
      ['', tail],
      [' AS new', tail.replace('VALUES(title)', 'new.title').replace('VALUES(`title`)', 'new.`title`')],
    ] as const) {
      const rows: number[] = [];
      const updates: object[] = [];
      const reader = createDumpReader({
        wants: () => true,
        onRow: ({ statement }) => rows.push(statement),
        onUpdate: (update) => updates.push(update),
      });
      const dump = `${TABLE}INSERT INTO news VALUES (1,'a'),(2,'b')${alias} ON DUPLICATE KEY UPDATE ${assignments};\nINSERT INTO news VALUES (3,'c');`;
      for (const byte of Buffer.from(dump)) reader.push(Buffer.from([byte]));
      reader.end();
      expect(rows).toEqual([1, 1, 2]);
      expect(updates).toEqual([{ statement: 1, ...expected }]);
    }
  });
});
