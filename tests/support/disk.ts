import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MEGABYTE = 1024 * 1024;

/** A disk of the test's own, in memory. */
export interface Disk {
  readonly folder: string;
  /** Writes until no more than so many megabytes are free; 0 leaves not a byte. */
  readonly fill: (megabytesLeft?: number) => void;
  /** Takes away what `fill` wrote. */
  readonly empty: () => void;
  readonly remove: () => void;
}

const run = (...[program = '', ...words]: string[]): void => {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
};

/** Mounts a disk of so many megabytes. */
export const makeDisk = (megabytes: number): Disk => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-disk-'));
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  chmodSync(folder, 0o777); // PostgreSQL has a user of its own
  const ballast = path.join(folder, 'ballast');
  const free = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    fill(megabytesLeft = 0) {
      writeFileSync(ballast, '');
      while (free() > megabytesLeft * MEGABYTE) {
        appendFileSync(ballast, Buffer.alloc(Math.min(MEGABYTE, free() - megabytesLeft * MEGABYTE)));
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      run('umount', '--lazy', folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Lets nobody write in a folder, whoever it is. @returns what allows it again */
export const makeReadOnly = (folder: string): (() => void) => {
  run('mount', '--bind', folder, folder);
  run('mount', '-o', 'remount,bind,ro', folder);
  return () => run('umount', '--lazy', folder);
};

/** May this user mount a disk? Only root may, and not in every container. */
export const canMount = ((): boolean => {
  try {
    makeDisk(1).remove();
    return true;
  } catch {
    return false;
  }
})();

export const WITHOUT_MOUNT = 'needs the right to mount a disk: run it as root';
