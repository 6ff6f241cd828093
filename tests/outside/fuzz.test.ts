import { appendFileSync } from 'node:fs';

import fc from 'fast-check';

import { ADMINS, makeCallers, mountedRoutes, READERS, type Caller, type Callers } from '../support/callers';
import { makeArticle, makeMaterial, makeStock, orderFor } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { oddRequest, type OddRequest } from '../support/odd-requests';

const { usedMs } = jest.requireActual<{ usedMs: () => number }>('../support/processor-time.cjs');

/** How many requests each database is asked. FUZZ_REQUESTS=20000 is what a release is tried with; each FUZZ_SEED asks others, and the same again. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 600);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const AT_ONCE = 6;
const MAX_MS = 2000;
const HANGS_MS = 60_000;
/** What waits so much longer than a plain request beside it does not wait for a busy machine. */
const TIMES_PLAIN = 5;
const UNAUTHORIZED = 401;
/** What the server said about a fault, in signs. */
const LOG_TAIL = 1500;

/** Copies in the warehouse: orders take a few, so that its last digits say nothing. */
const COPIES = 48_617_203;

/** What stands in one place only, and who may read it there. */
const SECRETS: readonly { readonly words: string; readonly mayRead: readonly Caller[] }[] = [
  { words: '486172', mayRead: ['super', 'editor', 'translator', 'stock', 'read-only'] },
  { words: 'Noch-nicht-oeffentlicher-Entwurf', mayRead: ['super', 'editor', 'author', 'translator', 'stock', 'read-only', 'custom'] }, // prettier-ignore
  { words: 'zurueckgezogen-und-geheim', mayRead: ['super', 'editor', 'author', 'translator', 'stock', 'read-only', 'custom'] }, // prettier-ignore
  { words: 'geheime.leserin@', mayRead: ['super', 'stock'] },
  // How the server is made.
  ...['node_modules', 'SQLITE_', 'syntax error at or near', '    at '].map((words) => ({ words, mayRead: [] })),
];

/** Who asks what: half of it strangers, the others by turns. The admin's routes are asked by everybody. */
const callersOf = (route: string): readonly Caller[] =>
  / \/(?:api\/|graphql|uploads\/|_health|_ready)/.test(route)
    ? [...READERS, 'anonymous', 'anonymous', 'anonymous', 'super']
    : ['anonymous', ...READERS, ...ADMINS, 'super', 'editor', 'translator'];

/** What ends the login of who asks is asked by who can log in again. */
const ENDS_LOGIN = /\/(?:logout|sessions|users\/me|users\/:id|users\/batch-delete|roles\/)/;

onEveryDatabase('odd requests of everybody to every route', (database) => {
  let instance: Instance;
  let callers: Callers;
  let known: string[];
  let secret: string[];
  let withdrawal: { readonly material: string; stock: string };

  beforeAll(async () => {
    instance = await startInstance({ database });
    callers = await makeCallers(instance);
    const materials: string[] = [];
    for (const title of ['Heft', 'Plakat', 'Karte', 'Band', 'Faltblatt'])
      materials.push(await makeMaterial(instance, { title, pdfUrl: 'https://files.example.org/a.pdf' }));
    const [material = ''] = materials;
    const stock = await makeStock(instance, material, { quantity: COPIES, orderNumber: 'A-1' });
    const draft = await makeMaterial(instance, { title: 'Noch-nicht-oeffentlicher-Entwurf' }, 'de', '&status=draft');
    const withdrawn = await makeMaterial(instance, { pdfUrl: 'https://files.example.org/zurueckgezogen-und-geheim.pdf' }); // prettier-ignore
    withdrawal = { material: withdrawn, stock: await makeStock(instance, withdrawn, { availability: 'withdrawn' }) };
    const article = await makeArticle(instance, { materials: [material, draft] });
    const order = await orderFor(instance, material, 1, 'geheime.leserin@example.org');
    expect(order.status).toBe(201);
    known = [...materials.slice(1), article, 'heft', 'A-1', '1', '2', 'de', 'fr'];
    secret = [material, stock, draft, withdrawn, order.body.data.number];
  });
  afterAll(() => instance?.stop());

  interface Outcome {
    readonly status: number;
    readonly text: string;
    readonly ms: number;
  }

  const send = async ({ caller, method, address, headers, body }: OddRequest): Promise<Outcome> => {
    const token = callers.tokenOf(caller);
    const started = performance.now();
    const response = await fetch(instance.url + address, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === null ? {} : { body }),
      signal: AbortSignal.timeout(HANGS_MS),
    });
    const text = await response.text();
    return { status: response.status, text, ms: performance.now() - started };
  };

  /**
   * Asks once more, with a plain request beside it. On a machine with other work, an answer can be late for no reason of its own: it hangs if it
   * keeps the processor busy, or if it waits and the plain one does not.
   */
  const askAlone = async (asked: OddRequest): Promise<{ readonly hangs: boolean; readonly words: string }> => {
    const plain: OddRequest = { caller: 'anonymous', method: 'GET', address: '/api/topics', headers: {}, body: null };
    const before = await instance.run(usedMs);
    const [own, beside] = await Promise.all(
      [asked, plain].map((one) => send(one).then(({ ms }) => ms, () => HANGS_MS))
    ); // prettier-ignore
    const cpu = (await instance.run(usedMs)) - before;
    const [ms = 0, plainMs = 0] = [own, beside];
    const words = `${Math.round(ms)} ms (${Math.round(cpu)} of the processor, a plain request ${Math.round(plainMs)})`;
    return { hangs: ms > MAX_MS && (cpu > MAX_MS || ms > TIMES_PLAIN * plainMs), words };
  };

  /** Among 20,000 requests, one of somebody who may can take back what made it a secret; it is made one again. */
  const isStillSecret = async (words: string): Promise<boolean> => {
    if (!words.startsWith('zurueckgezogen')) return true;
    const { body } = await instance.asEditor(`/api/stock-statuses/${withdrawal.stock}`);
    if (body.data?.availability === 'withdrawn') return true;
    withdrawal.stock = await makeStock(instance, withdrawal.material, { availability: 'withdrawn' });
    return false;
  };

  const describe = ({ caller, method, address, headers, body }: OddRequest, said: string): string =>
    `${caller}: ${method} ${address.slice(0, 400)} ${JSON.stringify(headers)} ${(body ?? '').slice(0, 400)} → ${said}`;

  it(
    `are answered without a fault, soon, and tell nobody what is not theirs (${REQUESTS}, seed ${SEED})`,
    async () => {
      const routes = await mountedRoutes(instance);
      expect(routes).toEqual(
        expect.arrayContaining(['POST /api/orders', 'POST /graphql', 'GET /translation-desk/entries', 'POST /admin/users'])
      ); // prettier-ignore
      const requests = fc.sample(oddRequest(routes, callersOf, { known, secret }), { numRuns: REQUESTS, seed: SEED });
      const faults: string[] = [];
      /** FUZZ_REPORT names a file that each fault is written to as it is found: a long run may be ended before its end. */
      const note = (text: string): void => {
        if (process.env.FUZZ_REPORT) appendFileSync(`${process.env.FUZZ_REPORT}.${database}`, `${text}\n`);
      };
      const complain = (text: string): void => {
        faults.push(text);
        note(text);
      };
      const slow: OddRequest[] = [];
      const seen = new Map<string, number>();
      let answered = 0;

      const judge = async (asked: OddRequest, { status, text, ms }: Outcome): Promise<void> => {
        const group = asked.address.startsWith('/api') || asked.address.startsWith('/graphql') ? 'public' : 'admin';
        answered += 1;
        if (answered % 1000 === 0)
          note(`${new Date().toISOString()} ${answered} answered, ${slow.length} slow at first`);
        seen.set(`${group} ${status}`, (seen.get(`${group} ${status}`) ?? 0) + 1);
        const leak = SECRETS.find(({ words, mayRead }) => text.includes(words) && !mayRead.includes(asked.caller));
        if (leak && (await isStillSecret(leak.words)))
          complain(describe(asked, `tells “${leak.words}”: ${text.slice(0, 2000)}`));
        if (status >= 500)
          complain(describe(asked, `${status} ${text.slice(0, 300)}\n${instance.log().slice(-LOG_TAIL)}`));
        if (ms > MAX_MS) slow.push(asked);
      };

      const ask = async (asked: OddRequest): Promise<void> => {
        try {
          const outcome = await send(asked);
          await judge(asked, outcome);
          const isLoggedOut = outcome.status === UNAUTHORIZED || ENDS_LOGIN.test(asked.address);
          if (isLoggedOut && (ADMINS as readonly string[]).includes(asked.caller)) {
            const { status } = await send({ ...asked, method: 'GET', address: '/admin/users/me', headers: {}, body: null }); // prettier-ignore
            if (status === UNAUTHORIZED) await callers.logIn(asked.caller);
          }
        } catch (error) {
          if ((error as Error).name === 'TimeoutError') slow.push(asked);
          else complain(describe(asked, `no answer: ${String((error as Error).cause ?? error)}`));
        }
      };
      const waiting = [...requests].reverse();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let next = waiting.pop(); next; next = waiting.pop()) await ask(next);
        })
      );
      for (const asked of slow) {
        const turns = [await askAlone(asked), await askAlone(asked)];
        if (turns.every(({ hangs }) => hangs))
          complain(describe(asked, `took ${turns.map(({ words }) => words).join(', and ')}`));
      }

      note(JSON.stringify(Object.fromEntries([...seen].sort())));
      expect({ seed: SEED, faults: faults.slice(0, 10) }).toEqual({ seed: SEED, faults: [] });
      // Were all of them turned away at the same door, nothing would have been tried.
      for (const status of [
        'public 200',
        'public 400',
        'public 403',
        'public 404',
        'admin 200',
        'admin 400',
        'admin 403',
      ])
        expect({ status, seen: seen.get(status) ?? 0 }).not.toEqual({ status, seen: 0 });
      expect((await instance.asReader('/api/materials')).status).toBe(200);
    },
    120_000 + REQUESTS * 300
  );
});
