/**
 * What the dearest question costs that anybody may ask: `npm run bench:attack`. Fills a portal with 1,000 materials in three languages
 * (ATTACK_MATERIALS), asks at random, makes the dearest dearer step by step for ATTACK_SECONDS (120) from ATTACK_SEED (1), and prints the
 * processor time of each. Then asks the dearest fifty at once, as fifty clients would, and looks how long /_health takes meanwhile.
 * On SQLite; with TEST_POSTGRES_URL also on PostgreSQL. Nothing is answered from the cache.
 */
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import processorTime from '../support/processor-time.cjs';
import content from './attack-content.cjs';
import { anyQuestion, besideOf, chanceOf, otherQuestions, writtenDown } from './attack-questions.mjs';
import { DATABASES } from './databases.mjs';
import { folder, start } from './instance.mjs';

const MATERIALS = Number(process.env.ATTACK_MATERIALS ?? 1000);
const TOPICS = 12;
const SECONDS = Number(process.env.ATTACK_SECONDS ?? 120);
const SEED = Number(process.env.ATTACK_SEED ?? 1);
const AT_ONCE = 50;
const KEPT = 8;
const SHOWN = 12;
const POLL_MS = 20;
/** So many of each kind, REST and GraphQL, are asked fifty at once. */
const FLOODS = Number(process.env.ATTACK_FLOODS ?? 2);

const send = async (instance, { path, query, body = query && { query }, headers = {} }) => {
  const answer = await fetch(instance.url + path, {
    ...(body === undefined ? { headers } : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
  }); // prettier-ignore
  const text = await answer.text();
  return {
    status: answer.status,
    bytes: text.length,
    isRefused: answer.status >= 400 || /^\{"errors"/.test(text),
    text,
  };
};

/** Asks once, alone: the whole processor time of the server in between. */
const measure = async (instance, asked) => {
  const before = await instance.run(processorTime.usedMs);
  const { status, bytes, isRefused, text } = await send(instance, asked);
  return { ...asked, cpu: (await instance.run(processorTime.usedMs)) - before, status, bytes, isRefused, text };
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Looks for the dearest questions that are answered. */
const search = async (instance) => {
  const chance = chanceOf(SEED);
  const kept = { rest: [], graphql: [] };
  const counts = { asked: 0, refused: 0, codes: {} };
  const until = Date.now() + SECONDS * 1000;
  const known = new Set();
  while (Date.now() < until) {
    const kind = chance.one(Object.keys(kept));
    const best = kept[kind];
    const question = best.length >= KEPT && chance.whether(0.75) ? besideOf(chance, chance.one(best).question) : anyQuestion(chance);
    const asked = writtenDown(question);
    if (known.has(asked.name)) continue;
    known.add(asked.name);
    const measured = await measure(instance, asked);
    counts.asked += 1;
    if (measured.status >= 500) throw new Error(`${asked.name}: ${measured.status} ${measured.text.slice(0, 500)}`);
    if (measured.isRefused) {
      counts.refused += 1;
      const code = /"code":"((?!GRAPHQL_VALIDATION)[\w-]+)"/.exec(measured.text)?.[1] ?? measured.text.slice(0, 160).replace(/\d+/g, '…');
      counts.codes[code] = (counts.codes[code] ?? 0) + 1;
      continue;
    }
    const list = kept[question.kind];
    list.push({ ...measured, question });
    list.sort((one, other) => other.cpu - one.cpu);
    list.splice(KEPT);
  } // prettier-ignore
  console.log(`${counts.asked} questions asked, ${counts.refused} refused: ${JSON.stringify(counts.codes)}`);
  return [...kept.rest, ...kept.graphql];
};

/** Fifty at once, as of fifty clients; the longest wait for /_health meanwhile, in ms. */
const flood = async (instance, asked) => {
  let isOver = false;
  const waits = [];
  const health = (async () => {
    while (!isOver) {
      const started = performance.now();
      // A connection of its own, as monitors have: one that is kept could be closed just when it is used.
      await fetch(`${instance.url}/_health`, { headers: { connection: 'close' } });
      waits.push(performance.now() - started);
      await pause(POLL_MS);
    }
  })();
  const cpuBefore = await instance.run(processorTime.usedMs);
  await instance.run(processorTime.watchSteps);
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => send(instance, asked)));
  const took = performance.now() - started;
  isOver = true;
  await health;
  const statuses = [...new Set(answers.map(({ status }) => status))].join(' ');
  const step = await instance.run(processorTime.longestStepMs);
  return { step, longest: Math.max(...waits), middle: median(waits), took, statuses, cpu: (await instance.run(processorTime.usedMs)) - cpuBefore };
}; // prettier-ignore

const whole = (number) => Math.round(number).toLocaleString('en');

const attack = async ({ name, make }) => {
  const database = await make('attack');
  const instance = await start('attack', { ...database.env, RESPONSE_CACHE: 'off', RATE_LIMIT: 'off' });
  try {
    console.log(`\n${name}: making ${whole(MATERIALS)} materials in three languages…`);
    await instance.run(content.seed, { materials: MATERIALS, topics: TOPICS });
    const others = [];
    for (const asked of otherQuestions(MATERIALS)) {
      await measure(instance, asked);
      others.push(await measure(instance, asked));
    }
    const found = await search(instance);
    const all = [];
    for (const asked of [...others, ...found]) {
      const turns = [];
      for (let turn = 0; turn < 3; turn += 1) turns.push((await measure(instance, asked)).cpu);
      all.push({ ...asked, cpu: median(turns) });
    }
    all.sort((one, other) => other.cpu - one.cpu);
    console.table(
      all.slice(0, SHOWN).map(({ cpu, bytes, status, name: question }) => ({ 'cpu ms': whole(cpu), kB: whole(bytes / 1000), status, question: question.slice(0, 150) }))
    ); // prettier-ignore
    console.log(`Other addresses: ${others.map((asked) => `${asked.name.slice(0, 60)} ${whole(asked.cpu)} ms ${asked.status}`).join('; ')}`); // prettier-ignore
    for (const { name: question, bytes } of all.slice(0, 2)) console.log(`${bytes} bytes: ${question}\n`);
    const dearest = [...all.filter(({ query }) => query === undefined).slice(0, FLOODS), ...all.filter(({ query }) => query).slice(0, FLOODS)]; // prettier-ignore
    const rows = [];
    for (const asked of dearest) {
      const { step, longest, middle, took, statuses, cpu } = await flood(instance, asked);
      rows.push({ question: asked.name.slice(0, 90), 'cpu ms, alone': whole(asked.cpu), 'cpu ms, 50': whole(cpu), 's, all 50': whole(took / 1000), statuses, 'longest step, cpu ms': whole(step), '/_health: longest ms': whole(longest), 'middle ms': whole(middle) }); // prettier-ignore
    }
    console.table(rows);
  } finally {
    await instance.stop();
    await database.drop();
  }
};

try {
  for (const database of DATABASES) await attack(database);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
