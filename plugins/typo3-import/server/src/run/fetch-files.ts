import { entryOfRun, type NewEntry, type ReportedRecord } from '../../../domain/run-report';
import type { Fileadmin, FileRules, FoundFile, NoFile } from '../files/fileadmin';
import type { MediaLibrary, StoredFile } from '../files/media-library';
import type { ReportStore } from '../report/store';
import type { WantedFile } from '../staging/file-references';
import type { Strapi } from '../strapi';

export type FetchedFile = StoredFile | { readonly reason: string; readonly entry: NewEntry };

/** What Strapi's media library takes. */
export const fileRulesOf = (strapi: Strapi): FileRules => {
  const { sizeLimit, security } = strapi.config.get('plugin::upload') as {
    sizeLimit?: number;
    security?: { allowedTypes?: string[]; deniedTypes?: string[] };
  };
  return {
    allowed: security?.allowedTypes ?? ['image/*', 'application/pdf'],
    denied: [...(security?.deniedTypes ?? []), 'image/svg+xml'],
    maxBytes: sizeLimit ?? 64 * 1024 * 1024,
  };
};

/** Brings files of the old portal into the media library, each once, and tells of those that cannot be had. */
export const createFileFetching = (fileadmin: Fileadmin, library: MediaLibrary, report: ReportStore) => {
  const files = new Map<string, FetchedFile>();

  const lacking = (
    path: string,
    record: ReportedRecord,
    reason: NoFile['reason'],
    details: Readonly<Record<string, string>>
  ): FetchedFile => {
    const entry = entryOfRun('file', reason, details, record);
    report.add([entry]);
    return { reason: `${reason}: ${details.file ?? path}`, entry };
  };

  const look = async ({ path, elsewhere }: WantedFile): Promise<FoundFile | NoFile> => {
    const first = await fileadmin.find(path);
    for (const other of first.found || first.reason !== 'missing-file' ? [] : elsewhere) {
      const found = await fileadmin.find(other);
      if (found.found) return found;
    }
    return first;
  };

  const take = async (wanted: WantedFile, record: ReportedRecord): Promise<FetchedFile> => {
    const { path, alternativeText, caption } = wanted;
    const found = await look(wanted);
    if (!found.found) return lacking(path, record, found.reason, found.details);
    if (found.renamedFrom !== null) {
      const details = { before: found.renamedFrom, after: found.name, type: found.mime };
      report.add([entryOfRun('file', 'renamed-file', details, record)]);
    }
    try {
      return await library.keep(found, { alternativeText, caption });
    } catch (error) {
      const type = error instanceof Error ? error.message : String(error);
      return lacking(path, record, 'refused-file', { file: path, type });
    }
  };

  return {
    files,
    /** @returns whether the file can be had */
    async fetch(wanted: WantedFile, record: ReportedRecord): Promise<boolean> {
      const known = files.get(wanted.path);
      if (known && 'entry' in known) report.add([{ ...known.entry, record }]);
      const file = known ?? (await take(wanted, record));
      files.set(wanted.path, file);
      return 'id' in file;
    },
  };
};

export type FileFetching = ReturnType<typeof createFileFetching>;
