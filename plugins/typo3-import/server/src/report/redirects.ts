import Database from 'better-sqlite3';

import { createRedirectStore } from './redirect-store';

/** The redirect maps of a finished run, by host; '' is the one for all hosts. */
export const redirectsOf = (stagingFile: string): Record<string, string> => {
  const db = new Database(stagingFile, { fileMustExist: true });
  try {
    return Object.fromEntries(
      [...createRedirectStore(db).maps()].map(([host, pieces]) => [host, [...pieces].join('')])
    );
  } finally {
    db.close();
  }
};
