/**
 * Chooses the SQLite driver by the Node that installs; called after each install.
 *
 * better-sqlite3 13 wants Node 22, 12 aborts on Node 24.19 and later: one does not fit them all. Both are optional
 * dependencies, of which npm leaves out what does not fit. Where 13 is left out, 12 takes its name.
 */
import { existsSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const driver = `${modules}better-sqlite3`;

if (!existsSync(driver)) {
  if (!existsSync(`${modules}better-sqlite3-for-node-20`)) {
    console.error(
      `No SQLite driver could be installed for Node ${process.version}. Node 20.19, 22, 24 and 26 have one.`
    );
    process.exit(1);
  }
  symlinkSync('better-sqlite3-for-node-20', driver, 'junction');
}
