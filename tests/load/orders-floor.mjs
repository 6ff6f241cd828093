/**
 * The floor that `bench:orders` measures against: the smallest program that does for an order what has to be done (all or nothing,
 * once for a key, a ledger that checks itself, the order, its line, its history, a message to send), over HTTP with Koa, on the same
 * kind of database, with statements prepared once. Started as `node orders-floor.mjs sqlite FILE` or `… postgres URL`; says its address.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

import Koa from 'koa';

const [, , client, target] = process.argv;

const tables = (id, now) => [
  `CREATE TABLE stock (id TEXT PRIMARY KEY, quantity INTEGER NOT NULL CHECK (quantity >= 0))`,
  `CREATE TABLE ledger (id ${id}, stock TEXT NOT NULL, delta INTEGER NOT NULL, balance INTEGER NOT NULL CHECK (balance >= 0),
     reference TEXT, at TEXT NOT NULL DEFAULT ${now})`,
  `CREATE INDEX ledger_stock ON ledger (stock, id)`,
  `CREATE TABLE orders (id ${id}, number TEXT NOT NULL UNIQUE, token TEXT NOT NULL UNIQUE, state TEXT NOT NULL, recipient TEXT NOT NULL,
     at TEXT NOT NULL DEFAULT ${now})`,
  `CREATE TABLE lines (id ${id}, order_id BIGINT NOT NULL REFERENCES orders (id), stock TEXT NOT NULL, quantity INTEGER NOT NULL)`,
  `CREATE TABLE events (id ${id}, order_id BIGINT NOT NULL REFERENCES orders (id), state TEXT NOT NULL, at TEXT NOT NULL DEFAULT ${now})`,
  `CREATE TABLE requests (key TEXT PRIMARY KEY, hash TEXT NOT NULL, answer TEXT NOT NULL)`,
  `CREATE TABLE outbox (id ${id}, payload TEXT NOT NULL)`,
];

const SQL = {
  known: 'SELECT hash, answer FROM requests WHERE key = $1',
  keep: 'INSERT INTO requests (key, hash, answer) VALUES ($1, $2, $3)',
  take: `INSERT INTO ledger (stock, delta, balance, reference)
    SELECT id, -CAST($1 AS INTEGER), quantity - CAST($1 AS INTEGER), $2 FROM stock WHERE id = $3 AND quantity >= CAST($1 AS INTEGER)`,
  order: `INSERT INTO orders (number, token, state, recipient) VALUES ($1, $2, 'received', $3) RETURNING id`,
  line: 'INSERT INTO lines (order_id, stock, quantity) VALUES ($1, $2, $3)',
  event: `INSERT INTO events (order_id, state) VALUES ($1, 'received')`,
  message: 'INSERT INTO outbox (payload) VALUES ($1)',
};

/** @returns `place` one order: true, or false where there are not that many copies */
const openSqlite = () => {
  const Database = createRequire(import.meta.url)('better-sqlite3');
  const database = new Database(target);
  database.pragma('journal_mode = WAL');
  for (const sql of tables('INTEGER PRIMARY KEY AUTOINCREMENT', `(strftime('%Y-%m-%dT%H:%M:%fZ','now'))`))
    database.exec(sql);
  database.exec(`CREATE TRIGGER chain BEFORE INSERT ON ledger WHEN NEW.balance <> NEW.delta + COALESCE((
      SELECT balance FROM ledger WHERE stock = NEW.stock ORDER BY id DESC LIMIT 1), 0)
    BEGIN SELECT RAISE(ABORT, 'out of step'); END;
    CREATE TRIGGER apply AFTER INSERT ON ledger BEGIN UPDATE stock SET quantity = NEW.balance WHERE id = NEW.stock; END;`);
  const statements = Object.fromEntries(
    Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql.replace(/\$(\d)/g, '@p$1'))])
  );
  const values = (...all) => Object.fromEntries(all.map((value, index) => [`p${index + 1}`, value]));
  const write = database.transaction(({ key, hash, answer, number, token, stock, quantity, recipient }) => {
    statements.keep.run(values(key, hash, answer));
    if (statements.take.run(values(quantity, number, stock)).changes === 0) throw new Error('too few');
    const { id } = statements.order.get(values(number, token, recipient));
    statements.line.run(values(id, stock, quantity));
    statements.event.run(values(id));
    statements.message.run(values(JSON.stringify({ order: number })));
  });
  return {
    stock(ids, copies) {
      const insert = database.prepare('INSERT INTO stock VALUES (?, 0)');
      const count = database.prepare('INSERT INTO ledger (stock, delta, balance) VALUES (?, ?, ?)');
      for (const id of ids) {
        insert.run(id);
        count.run(id, copies, copies);
      }
    },
    known: async (key) => statements.known.get(values(key)),
    async place(order) {
      write(order);
    },
  };
};

const openPostgres = async () => {
  const pg = createRequire(import.meta.url)('pg');
  const pool = new pg.Pool({ connectionString: target, max: 10 });
  const now = `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  for (const sql of tables('BIGSERIAL PRIMARY KEY', now)) await pool.query(sql);
  await pool.query(`CREATE FUNCTION chain() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE before INTEGER; BEGIN
      SELECT balance INTO before FROM ledger WHERE stock = NEW.stock ORDER BY id DESC LIMIT 1;
      IF NEW.balance <> NEW.delta + COALESCE(before, 0) THEN RAISE EXCEPTION 'out of step'; END IF; RETURN NEW; END $$;
    CREATE FUNCTION apply() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE stock SET quantity = NEW.balance WHERE id = NEW.stock; RETURN NULL; END $$;
    CREATE TRIGGER chain BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION chain();
    CREATE TRIGGER apply AFTER INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION apply();`);
  const ask = (connection, name, ...values) => connection.query({ name, text: SQL[name], values });
  return {
    async stock(ids, copies) {
      for (const id of ids) {
        await pool.query('INSERT INTO stock VALUES ($1, 0)', [id]);
        await pool.query('INSERT INTO ledger (stock, delta, balance) VALUES ($1, $2, $2)', [id, copies]);
      }
    },
    known: async (key) => (await ask(pool, 'known', key)).rows[0],
    async place({ key, hash, answer, number, token, stock, quantity, recipient }) {
      const connection = await pool.connect();
      try {
        await connection.query('BEGIN');
        await ask(connection, 'keep', key, hash, answer);
        await connection.query('SELECT 1 FROM stock WHERE id = $1 FOR UPDATE', [stock]);
        if ((await ask(connection, 'take', quantity, number, stock)).rowCount === 0) throw new Error('too few');
        const { id } = (await ask(connection, 'order', number, token, recipient)).rows[0];
        await ask(connection, 'line', id, stock, quantity);
        await ask(connection, 'event', id);
        await ask(connection, 'message', JSON.stringify({ order: number }));
        await connection.query('COMMIT');
      } catch (error) {
        await connection.query('ROLLBACK');
        throw error;
      } finally {
        connection.release();
      }
    },
  };
};

const database = client === 'sqlite' ? openSqlite() : await openPostgres();
await database.stock(
  Array.from({ length: 100 }, (_, index) => `m${index}`),
  10_000_000
);

const bodyOf = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

const app = new Koa();
app.use(async (ctx) => {
  const text = await bodyOf(ctx.req);
  const { lines, recipient } = JSON.parse(text).data;
  const [{ material: stock, quantity }] = lines;
  const key = ctx.get('Idempotency-Key');
  const hash = createHash('sha256').update(text).digest('base64url');
  const known = await database.known(key);
  if (known) {
    ctx.status = known.hash === hash ? 201 : 422;
    ctx.body = known.answer;
    return;
  }
  const number = randomBytes(6).toString('base64url');
  const token = randomBytes(32).toString('base64url');
  const answer = JSON.stringify({ data: { number, token, lines } });
  await database.place({ key, hash, answer, number, token, stock, quantity, recipient: JSON.stringify(recipient) });
  ctx.status = 201;
  ctx.type = 'json';
  ctx.body = answer;
});
const server = app.listen(0, '127.0.0.1', () => process.send?.({ ready: `http://127.0.0.1:${server.address().port}` }));
process.on('message', () => process.exit(0));
