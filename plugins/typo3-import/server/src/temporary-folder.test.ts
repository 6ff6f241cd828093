import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeTemporaryFolder } from './temporary-folder';

it('removes the folders of processes that are gone, and no others', () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const left = path.join(tmpdir(), `inprint-typo3-${gone}-abc`);
  mkdirSync(left);
  const own = makeTemporaryFolder();
  const second = makeTemporaryFolder();
  expect([existsSync(left), existsSync(own), existsSync(second)]).toEqual([false, true, true]);
  for (const folder of [own, second]) rmSync(folder, { recursive: true });
});
