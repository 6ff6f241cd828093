import { stat } from 'node:fs/promises';
import path from 'node:path';

import { openDump } from './dump';
import { openFolder } from './folder';
import { openLive } from './live';
import { SourceProblem, type Source, type SourceOptions } from './source';

/**
 * Opens the old portal's tables, whatever they are kept in.
 *
 * @param where `mysql://…` (or `mariadb://…`), a dump file (`.sql`, `.sql.gz`), or a folder with CSV or JSON files
 */
export const openSource = async (where: string, options: SourceOptions = {}): Promise<Source> => {
  if (/^(?:mysql|mariadb):\/\//i.test(where)) {
    if (!URL.canParse(where)) throw new SourceProblem('no-database-address');
    return openLive(where);
  }
  let found;
  try {
    found = await stat(where);
  } catch (error) {
    throw new SourceProblem('no-source', { path: path.resolve(where) }, { cause: error });
  }
  return found.isDirectory() ? openFolder(where) : openDump(where, options);
};
