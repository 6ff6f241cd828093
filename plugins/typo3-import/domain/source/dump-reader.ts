import { inLanguages, Problem, problemWords, type ProblemCode } from '../problems';

/** A row of a table, its values in the order of `columns`. Numbers are their digits. */
export interface DumpRow {
  readonly table: string;
  readonly columns: readonly string[];
  readonly values: readonly (Buffer | null)[];
  readonly line: number;
  /** The database that it is of, '' if the dump does not say. */
  readonly database: string;
  /** What becomes of a row that is there already: the statement is refused, the new row replaces it, or the old one stays. */
  readonly again: 'insert' | 'replace' | 'ignore';
  /** Numbers the statement that it stands in: what it says behind its last row holds for all of them. */
  readonly statement: number;
}

/** ON DUPLICATE KEY UPDATE: what becomes of a row that is there already. */
export interface DumpUpdate {
  readonly statement: number;
  /** Columns that take the new row's value. */
  readonly columns: readonly string[];
  /** Columns whose new value is computed, which nobody does here. */
  readonly computed: readonly string[];
}

/** A dump that cannot be read; `message` names the line. */
export class MalformedDump extends Problem {
  override readonly name = 'MalformedDump';

  /** @param code says why; `values` fill its words */
  constructor(
    readonly line: number,
    code: ProblemCode,
    values: Readonly<Record<string, string>> = {}
  ) {
    super('dump-line', {
      words: inLanguages((language) =>
        problemWords('dump-line', { line: String(line), why: problemWords(code, values, language) }, language)
      ),
    });
  }
}

export interface DumpReader {
  /** Takes the next piece of the file. @throws {MalformedDump} */
  push(chunk: Buffer): void;
  /** Says that this was all. @throws {MalformedDump} if a statement was cut off */
  end(): void;
}

export interface DumpListener {
  /** Tables whose rows are of no interest are passed over without looking at the values. */
  readonly wants: (table: string) => boolean;
  readonly onRow: (row: DumpRow) => void;
  readonly onUpdate?: (update: DumpUpdate) => void;
}

/** No statement but INSERT, and no row, is longer than this. */
const LONGEST_UNIT = 64 * 1024 * 1024;

/** Thrown inside of the reader where a token goes on in the next piece; caught in `push`. */
const MORE = Symbol('more input is needed');

// prettier-ignore
const STATEMENTS = new Set([
  'SET', 'DROP', 'CREATE', 'LOCK', 'UNLOCK', 'INSERT', 'REPLACE', 'ALTER', 'USE', 'START', 'COMMIT', 'BEGIN', 'ROLLBACK', 'ANALYZE',
  'OPTIMIZE', 'DELETE', 'TRUNCATE', 'UPDATE', 'CHANGE', 'GRANT', 'FLUSH', 'DELIMITER',
]);

/** What a definition in CREATE TABLE begins with if it is no column. */
const KEYS = new Set([
  'PRIMARY',
  'UNIQUE',
  'KEY',
  'INDEX',
  'FULLTEXT',
  'SPATIAL',
  'CONSTRAINT',
  'FOREIGN',
  'CHECK',
  'PERIOD',
]);

const INSERT_WORDS = new Set(['INTO', 'IGNORE', 'LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED']);

const code = (character: string): number => character.charCodeAt(0);
const QUOTE = code("'");
const DOUBLE = code('"');
const TICK = code('`');
const BACKSLASH = code('\\');
const OPEN = code('(');
const CLOSE = code(')');
const COMMA = code(',');
const SEMICOLON = code(';');
const NEWLINE = 10;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const ESCAPES: Readonly<Record<number, number>> = {
  [code('0')]: 0,
  [code('n')]: 10,
  [code('r')]: 13,
  [code('t')]: 9,
  [code('b')]: 8,
  [code('Z')]: 26,
};

/** One name for a table of a database. */
const keyOf = (database: string, table: string): string => `${database}\n${table}`;

const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);
const isWordByte = (byte: number): boolean =>
  (byte >= 48 && byte <= 57) ||
  (byte >= 65 && byte <= 90) ||
  (byte >= 97 && byte <= 122) ||
  byte === 95 ||
  byte === 36 ||
  byte >= 128;
const isNumberByte = (byte: number): boolean => (byte >= 48 && byte <= 57) || byte === 43 || byte === 45 || byte === 46;

type State =
  | { readonly at: 'statement' }
  | { readonly at: 'skipping' }
  | { readonly at: 'delimited' }
  | {
      readonly at: 'rows';
      readonly table: string;
      readonly columns: readonly string[] | null;
      readonly wanted: boolean;
      readonly database: string;
      readonly again: DumpRow['again'];
      readonly statement: number;
    };

/**
 * Reads what mysqldump and its relatives write, piece by piece: extended inserts, escapes, hex and bit literals, introducers,
 * comments, DELIMITER. It holds no more than one row or one statement at a time.
 */
export const createDumpReader = ({ wants, onRow, onUpdate }: DumpListener): DumpReader => {
  let buffer: Buffer = Buffer.alloc(0);
  let position = 0;
  /** The line of the buffer's first byte. */
  let firstLine = 1;
  let statementLine = 1;
  let state: State = { at: 'statement' };
  let isLast = false;
  let isBegun = false;
  let statements = 0;
  /** What USE said last. */
  let database = '';
  const columnsOf = new Map<string, readonly string[]>();
  const remade = new Set<string>();

  /** Lines are counted once, from where the last question left off. */
  let counted = { to: 0, line: 1 };
  const lineAt = (end: number): number => {
    if (end < counted.to) counted = { to: 0, line: firstLine };
    const piece = buffer.subarray(counted.to, end);
    let { line } = counted;
    for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) line += 1;
    counted = { to: end, line };
    return line;
  };
  const fail = (code: ProblemCode, values: Readonly<Record<string, string>> = {}, at = position): never => {
    throw new MalformedDump(lineAt(at), code, values);
  };
  const need = (): never => {
    throw MORE;
  };
  const at = (index: number): number => buffer[index] ?? -1;
  const peek = (): number => (position < buffer.length ? at(position) : need());
  const shown = (): string => JSON.stringify(buffer.subarray(position, position + 24).toString('latin1'));

  /** To the end of a quoted text that begins here; the quote itself is doubled inside, or escaped. */
  const endOfQuoted = (from: number, quote: number, escapes: boolean): number => {
    let index = from + 1;
    for (;;) {
      if (index >= buffer.length) return need();
      const byte = buffer[index];
      if (byte === BACKSLASH && escapes) index += 2;
      else if (byte === quote) {
        if (index + 1 >= buffer.length && !isLast) return need();
        if (buffer[index + 1] !== quote) return index;
        index += 2;
      } else index += 1;
    }
  };

  const unescaped = (from: number, to: number, quote: number): Buffer => {
    const raw = buffer.subarray(from, to);
    if (!raw.includes(BACKSLASH) && !raw.includes(quote)) return Buffer.from(raw);
    const result = Buffer.allocUnsafe(raw.length);
    let length = 0;
    for (let index = 0; index < raw.length; index += 1) {
      let byte = raw[index] as number;
      if (byte === BACKSLASH) {
        index += 1;
        byte = raw[index] as number;
        // LIKE patterns keep their backslash.
        if (byte === code('%') || byte === code('_')) result[length++] = BACKSLASH;
        else byte = ESCAPES[byte] ?? byte;
      } else if (byte === quote) index += 1;
      result[length++] = byte;
    }
    return result.subarray(0, length);
  };

  const skipLine = (): void => {
    const end = buffer.indexOf(NEWLINE, position);
    if (end === -1 && !isLast) need();
    position = end === -1 ? buffer.length : end + 1;
  };

  /** Past white space and comments, conditional ones among them: what they set does not change how rows are written. */
  const skipSpace = (): void => {
    for (;;) {
      while (position < buffer.length && isSpace(at(position))) position += 1;
      if (position >= buffer.length) return isLast ? undefined : need();
      const byte = at(position);
      if (byte === code('#')) skipLine();
      else if (byte === code('-')) {
        if (position + 2 >= buffer.length && !isLast) need();
        if (at(position + 1) !== code('-') || !(isSpace(at(position + 2)) || position + 2 >= buffer.length)) return;
        skipLine();
      } else if (byte === code('/')) {
        if (position + 1 >= buffer.length && !isLast) need();
        if (at(position + 1) !== code('*')) return;
        const end = buffer.indexOf('*/', position + 2);
        if (end === -1) return isLast ? fail('dump.comment') : need();
        position = end + 2;
      } else return;
    }
  };

  const word = (): string => {
    let end = position;
    while (end < buffer.length && isWordByte(at(end))) end += 1;
    if (end >= buffer.length && !isLast) need();
    const text = buffer.toString('latin1', position, end);
    position = end;
    return text;
  };

  /** What stood before the dot of the last name. */
  let qualifier = '';
  /** A name, quoted or not; of `database`.`table` the last. */
  const name = (): string => {
    qualifier = '';
    return namePart();
  };
  const namePart = (): string => {
    skipSpace();
    let text: string;
    if (peek() === TICK || peek() === DOUBLE) {
      const quote = peek();
      const end = endOfQuoted(position, quote, false);
      text = unescaped(position + 1, end, quote).toString('utf8');
      position = end + 1;
    } else text = word();
    if (text === '') fail('dump.name', { shown: shown() });
    skipSpace();
    if (position < buffer.length && peek() === code('.')) {
      position += 1;
      const last = namePart();
      qualifier = text;
      return last;
    }
    return text;
  };

  /** Past a value that nobody wants, whatever it is: a function, a sum, a text. @param ends what may stand behind it */
  const skipUntil = (ends: readonly number[]): void => {
    for (let depth = 0; ;) {
      skipSpace();
      const byte = peek();
      if (depth === 0 && ends.includes(byte)) return;
      if (byte === SEMICOLON) fail('dump.row-open');
      if (byte === QUOTE || byte === DOUBLE) position = endOfQuoted(position, byte, true) + 1;
      else if (byte === TICK) position = endOfQuoted(position, byte, false) + 1;
      else {
        if (byte === OPEN) depth += 1;
        if (byte === CLOSE) depth -= 1;
        position += 1;
      }
    }
  };

  const skipValue = (): void => skipUntil([COMMA, CLOSE]);
  const skipExpression = (): void => skipUntil([COMMA, SEMICOLON]);
  const skipBrackets = (): void => {
    position += 1;
    skipUntil([CLOSE]);
    position += 1;
  };

  /** A value of a row. Its bytes are copied only if somebody wants them. */
  const value = (wanted: boolean): Buffer | null => {
    skipSpace();
    const first = peek();
    if (first === QUOTE || first === DOUBLE) {
      const end = endOfQuoted(position, first, true);
      const bytes = wanted ? unescaped(position + 1, end, first) : null;
      position = end + 1;
      return bytes;
    }
    if (isNumberByte(first) && !(first === code('0') && /[xb]/i.test(String.fromCharCode(at(position + 1))))) {
      let end = position;
      while (end < buffer.length && (isNumberByte(at(end)) || at(end) === code('e') || at(end) === code('E'))) end += 1;
      if (end >= buffer.length) need();
      const digits = Buffer.from(buffer.subarray(position, end));
      position = end;
      return digits;
    }
    const begin = position;
    const text = word();
    if (/^0x[0-9a-f]*$/i.test(text))
      return Buffer.from(text.slice(2).padStart(text.length + (text.length % 2) - 2, '0'), 'hex');
    const upper = text.toUpperCase();
    if (upper === 'NULL' || upper === 'DEFAULT') return null;
    if (upper === 'TRUE' || upper === 'FALSE') return Buffer.from(upper === 'TRUE' ? '1' : '0');
    if (/^0b[01]+$/i.test(text)) return Buffer.from(String(Number.parseInt(text.slice(2), 2)));
    const isIntroducer = text.startsWith('_');
    if (isIntroducer) skipSpace();
    if ((isIntroducer || upper === 'X' || upper === 'B' || upper === 'N') && peek() === QUOTE) {
      const inner = value(true)?.toString('latin1') ?? '';
      if (upper === 'X') return Buffer.from(inner, 'hex');
      if (upper === 'B') return Buffer.from(String(Number.parseInt(inner || '0', 2)));
      return Buffer.from(inner, 'latin1');
    }
    if (isIntroducer) return value(wanted);
    position = begin;
    skipSpace();
    if (text !== '' && peek() === OPEN) {
      position = begin;
      fail('dump.function', { shown: shown() });
    }
    position = begin;
    return fail('dump.value', { shown: shown() });
  };

  const skipStatement = (): void => {
    for (;;) {
      skipSpace();
      if (position >= buffer.length) return need();
      const byte = at(position);
      if (byte === QUOTE || byte === DOUBLE) position = endOfQuoted(position, byte, true) + 1;
      else if (byte === TICK) position = endOfQuoted(position, byte, false) + 1;
      else {
        position += 1;
        if (byte === SEMICOLON) {
          state = { at: 'statement' };
          return;
        }
      }
      give();
    }
  };

  /** The columns of CREATE TABLE, in their order. The statement is read as a whole. */
  const createTable = (): void => {
    const from = position;
    const table = name();
    const owner = qualifier || database;
    skipSpace();
    if (peek() !== OPEN) {
      // CREATE TABLE … LIKE, or a view's stand-in
      position = from;
      state = { at: 'skipping' };
      return;
    }
    position += 1;
    const columns: string[] = [];
    let depth = 1;
    let isStart = true;
    while (depth > 0) {
      skipSpace();
      const byte = peek();
      if (isStart && depth === 1 && byte !== CLOSE) {
        const isQuoted = byte === TICK || byte === DOUBLE;
        const column = isQuoted ? name() : word();
        if (column === '') fail('dump.column', { shown: shown() });
        if (isQuoted || !KEYS.has(column.toUpperCase())) columns.push(column);
        isStart = false;
      } else if (byte === QUOTE || byte === DOUBLE) position = endOfQuoted(position, byte, true) + 1;
      else if (byte === TICK) position = endOfQuoted(position, byte, false) + 1;
      else {
        position += 1;
        if (byte === OPEN) depth += 1;
        else if (byte === CLOSE) depth -= 1;
        else if (byte === COMMA && depth === 1) isStart = true;
        else if (byte === SEMICOLON) fail('dump.create-open', { table });
      }
    }
    // A dump behind another, or one that drops the table on its way: what comes now takes the place of what was there.
    if (columnsOf.has(keyOf(owner, table))) remade.add(keyOf(owner, table));
    columnsOf.set(keyOf(owner, table), columns);
    state = { at: 'skipping' };
  };

  const insert = (verb: 'INSERT' | 'REPLACE'): void => {
    let again: DumpRow['again'] = verb === 'REPLACE' ? 'replace' : 'insert';
    for (;;) {
      skipSpace();
      if (peek() === TICK || peek() === DOUBLE) break;
      const before = position;
      const keyword = word().toUpperCase();
      if (!INSERT_WORDS.has(keyword)) {
        position = before;
        break;
      }
      if (keyword === 'IGNORE') again = 'ignore';
    }
    const table = name();
    const owner = qualifier || database;
    if (remade.has(keyOf(owner, table))) again = 'replace';
    let columns = columnsOf.get(keyOf(owner, table)) ?? null;
    skipSpace();
    if (peek() === OPEN) {
      position += 1;
      const named: string[] = [];
      for (;;) {
        named.push(name());
        skipSpace();
        const byte = peek();
        position += 1;
        if (byte === CLOSE) break;
        if (byte !== COMMA) fail('dump.columns-open', {}, position - 1);
      }
      columns = named;
    }
    skipSpace();
    const keyword = word().toUpperCase();
    if (keyword !== 'VALUES' && keyword !== 'VALUE') {
      fail('dump.no-values', { table, keyword });
    }
    const wanted = wants(table);
    if (wanted && columns === null) {
      fail('dump.no-columns', { table });
    }
    statements += 1;
    state = { at: 'rows', table, columns, wanted, database: owner, again, statement: statements };
  };

  /** Past a word that has to stand here. */
  const expectWord = (wanted: string, table: string): void => {
    skipSpace();
    const before = position;
    if (word().toUpperCase() === wanted) return;
    position = before;
    fail('dump.behind-row', { table, shown: shown() });
  };

  /** Behind the last row: `[AS alias] ON DUPLICATE KEY UPDATE column = VALUES(column), …`, up to the semicolon. */
  const update = (table: string, statement: number): DumpUpdate => {
    let alias = '';
    const before = position;
    if (word().toUpperCase() === 'AS') {
      alias = name();
      if (peek() === OPEN) skipBrackets();
    } else position = before;
    for (const wanted of ['ON', 'DUPLICATE', 'KEY', 'UPDATE']) expectWord(wanted, table);
    const columns: string[] = [];
    const computed: string[] = [];
    for (;;) {
      const column = name();
      skipSpace();
      if (peek() !== code('=')) fail('dump.no-equals', { column, shown: shown() });
      position += 1;
      skipSpace();
      const from = position;
      skipExpression();
      const value = buffer.toString('utf8', from, position).replaceAll(/[\s`]/g, '').toLowerCase();
      const own = column.toLowerCase();
      const isNew =
        value === `values(${own})` || value === `value(${own})` || value === `${alias.toLowerCase()}.${own}`;
      (isNew ? columns : computed).push(column);
      if (peek() === SEMICOLON) return { statement, columns, computed };
      position += 1;
    }
  };

  const row = ({ table, columns, wanted, database: owner, again, statement }: State & { at: 'rows' }): void => {
    skipSpace();
    const begin = position;
    if (peek() !== OPEN) fail('dump.no-row', { table, shown: shown() });
    position += 1;
    const values: (Buffer | null)[] = [];
    for (;;) {
      if (wanted) values.push(value(true));
      else {
        skipValue();
        values.push(null);
      }
      skipSpace();
      const byte = peek();
      if (byte !== COMMA && byte !== CLOSE) fail('dump.row-broken', { table, shown: shown() });
      position += 1;
      if (byte === CLOSE) break;
    }
    skipSpace();
    const byte = peek();
    if (columns !== null && values.length !== columns.length) {
      fail('dump.values-count', { table, values: String(values.length), columns: String(columns.length) }, begin);
    }
    const updating = byte === COMMA || byte === SEMICOLON ? null : update(table, statement);
    position += 1;
    if (wanted && columns !== null) {
      onRow({ table, columns, values, line: lineAt(begin), database: owner, again, statement });
      if (updating) onUpdate?.(updating);
    }
    if (byte !== COMMA) state = { at: 'statement' };
  };

  const statement = (): void => {
    while (position < buffer.length && isSpace(at(position))) position += 1;
    give();
    skipSpace();
    give();
    if (position >= buffer.length) return;
    if (peek() === SEMICOLON) {
      position += 1;
      return;
    }
    statementLine = -1;
    const begin = position;
    const first = word().toUpperCase();
    if (!STATEMENTS.has(first)) {
      position = begin;
      fail('dump.no-sql', { shown: shown() });
    }
    if (first === 'DELIMITER') {
      const end = buffer.indexOf(NEWLINE, position);
      if (end === -1 && !isLast) need();
      const delimiter = buffer.toString('latin1', position, end === -1 ? buffer.length : end).trim();
      position = end === -1 ? buffer.length : end + 1;
      state = { at: delimiter === ';' ? 'statement' : 'delimited' };
    } else if (first === 'INSERT' || first === 'REPLACE') insert(first);
    else if (first === 'USE') {
      database = name();
      state = { at: 'skipping' };
    } else if (first === 'CREATE') {
      skipSpace();
      let next = word().toUpperCase();
      if (next === 'TEMPORARY') {
        skipSpace();
        next = word().toUpperCase();
      }
      if (next !== 'TABLE') state = { at: 'skipping' };
      else {
        skipSpace();
        const before = position;
        if (word().toUpperCase() === 'IF') {
          skipSpace();
          word(); // NOT
          skipSpace();
          word(); // EXISTS
        } else position = before;
        createTable();
      }
    } else state = { at: 'skipping' };
    statementLine = lineAt(begin);
  };

  /** Routines and triggers: up to the line that gives “;” its meaning back. */
  const delimited = (): void => {
    const end = buffer.indexOf(NEWLINE, position);
    if (end === -1 && !isLast) need();
    const line = buffer.toString('latin1', position, end === -1 ? buffer.length : end).trim();
    position = end === -1 ? buffer.length : end + 1;
    if (/^DELIMITER\s+;$/i.test(line)) state = { at: 'statement' };
  };

  /** Where reading goes on if the input ends now; what was read before is let go. */
  let resumeAt = 0;
  const give = (): void => {
    resumeAt = position;
  };

  const drop = (): void => {
    if (resumeAt === 0) return;
    firstLine = lineAt(resumeAt);
    counted = { to: 0, line: firstLine };
    buffer = buffer.subarray(resumeAt);
    position = 0;
    resumeAt = 0;
  };

  const work = (): void => {
    try {
      while (position < buffer.length) {
        if (state.at === 'statement') statement();
        else if (state.at === 'rows') row(state);
        else if (state.at === 'delimited') delimited();
        else skipStatement();
        give();
      }
    } catch (error) {
      if (error !== MORE) throw error;
      position = resumeAt;
    }
    drop();
  };

  return {
    push(chunk) {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
      if (!isBegun && buffer.length < BYTE_ORDER_MARK.length) return;
      if (!isBegun && buffer.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK))
        buffer = buffer.subarray(BYTE_ORDER_MARK.length);
      isBegun = true;
      position = 0;
      work();
      if (buffer.length > LONGEST_UNIT) {
        fail('dump.too-long', { megabytes: String(LONGEST_UNIT / 1024 / 1024) }, 0);
      }
    },
    end() {
      isLast = true;
      const begun = firstLine;
      work();
      if (state.at === 'delimited') fail('dump.delimiter', {}, buffer.length);
      if (state.at !== 'statement' || buffer.length > 0) {
        const line = statementLine > 0 && state.at !== 'statement' ? statementLine : begun;
        throw new MalformedDump(line, 'dump.cut-off');
      }
    },
  };
};
