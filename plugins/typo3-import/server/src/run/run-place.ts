import { hostname } from 'node:os';

import { Problem } from '../../../domain/problems';
import { TABLES } from '../database';
import { isAlive } from '../temporary-folder';
import { inTransaction, rowsOf, type Strapi } from '../strapi';

/** A run of another process is given up if it was not heard of for so long. */
const SILENCE_MS = 120_000;

/** A run that cannot begin or go on: `message` says why and what to do. */
export class RunProblem extends Problem {
  override readonly name = 'RunProblem';
}

/** Takes the place of the one run that may write, also from a run whose process is gone. */
export const beginRun = async (strapi: Strapi, runId: string, importSource: string): Promise<void> => {
  const now = new Date().toISOString();
  await inTransaction(strapi, async () => {
    const running = await rowsOf(strapi, `SELECT id, owner, seen_at FROM ${TABLES.runs} WHERE state = 'running'`);
    for (const { id, owner, seen_at: seenAt } of running) {
      const [host, pid] = String(owner).split(' ');
      const isGone = host === hostname() ? !isAlive(Number(pid)) : Date.now() - Date.parse(String(seenAt)) > SILENCE_MS;
      if (!isGone) throw new RunProblem('writing-already');
      await rowsOf(strapi, `UPDATE ${TABLES.runs} SET state = 'interrupted' WHERE id = ?`, [id]);
    }
    await rowsOf(
      strapi,
      `INSERT INTO ${TABLES.runs} (id, import_source, owner, state, started_at, seen_at) VALUES (?, ?, ?, 'running', ?, ?)`,
      [...[runId, importSource, `${hostname()} ${process.pid}`, now, now]]
    );
  });
};

/** Says that a run is still alive. */
export const seeRun = async (strapi: Strapi, runId: string, done: number): Promise<void> => {
  const now = new Date().toISOString();
  await rowsOf(strapi, `UPDATE ${TABLES.runs} SET seen_at = ?, done = ? WHERE id = ?`, [now, done, runId]);
};

export const endRun = async (strapi: Strapi, runId: string, state: 'done' | 'failed' | 'stopped'): Promise<void> => {
  await rowsOf(strapi, `UPDATE ${TABLES.runs} SET state = ? WHERE id = ?`, [state, runId]);
};
