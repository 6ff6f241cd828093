import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'inprint-typo3-';

/** Is a process of this machine still there? */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Removes folders of processes that were killed before they could. The folder's name tells whose it is. */
export const sweepTemporaryFolders = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^inprint-typo3-(\d+)-/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !isAlive(pid)) rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
};

/** A folder for what a run needs while it lasts. It is removed by whoever made it, or by the next run after a kill. */
export const makeTemporaryFolder = (): string => {
  sweepTemporaryFolders();
  return mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
};
