import { rm } from 'node:fs/promises';

import type { MediaFile } from '../../../domain/contract';
import { TABLES } from '../database';
import { inTransaction, rowsOf, type Strapi } from '../strapi';
import type { FoundFile } from './fileadmin';

const FILE = 'plugin::upload.file';
const FOLDER = 'plugin::upload.folder';

/** The folder of the media library that all imported files are in. */
const IMPORT_FOLDER = 'TYPO3';

export interface StoredFile extends MediaFile {
  readonly id: number;
}

export interface FileTexts {
  readonly alternativeText: string | null;
  readonly caption: string | null;
}

export interface MediaLibrary {
  /** The file in the library: by its content the one that is there, else it is uploaded. The copy is removed. */
  keep(file: FoundFile, texts: FileTexts): Promise<StoredFile>;
}

interface UploadServices {
  readonly folder: { create(folder: { name: string; parent: null }): Promise<{ id: number }> };
  readonly upload: { upload(what: object): Promise<StoredFile[]> };
}

/** What a file would be in the library. */
const notUploaded = ({ name, mime, sha256, size }: FoundFile, texts: FileTexts): StoredFile => {
  const at = new Date(0).toISOString();
  return {
    ...{ id: 0, name, mime, hash: sha256, size: size / 1000, ext: name.slice(name.lastIndexOf('.')), ...texts },
    ...{ url: `/uploads/${name}`, width: 0, height: 0, provider: 'local', createdAt: at, updatedAt: at },
  };
};

/**
 * Strapi's media library. A file and what is remembered of its content are written in one transaction.
 *
 * @param write false: files that are not there are not uploaded either, and have the id 0
 */
export const createMediaLibrary = async (strapi: Strapi, write: boolean): Promise<MediaLibrary> => {
  const { folder: folders, upload } = strapi.plugin('upload').services as unknown as UploadServices;
  const rows = await rowsOf(strapi, `SELECT sha256, file_id FROM ${TABLES.files}`);
  const ids = new Map(rows.map((row) => [String(row.sha256), Number(row.file_id)]));
  const kept = new Map<string, StoredFile>();
  let folder: Promise<number> | null = null;

  const folderId = async (): Promise<number> => {
    const found = (await strapi.db.query(FOLDER).findOne({ where: { name: IMPORT_FOLDER, parent: null } })) as {
      id: number;
    } | null;
    return (found ?? (await folders.create({ name: IMPORT_FOLDER, parent: null }))).id;
  };

  const store = async ({ copy, name, mime, sha256, size }: FoundFile, texts: FileTexts): Promise<StoredFile> => {
    const id = ids.get(sha256);
    const known =
      id === undefined ? null : ((await strapi.db.query(FILE).findOne({ where: { id } })) as StoredFile | null);
    if (known) return known;
    if (!write) return notUploaded({ copy, name, mime, sha256, size } as FoundFile, texts);
    folder ??= folderId();
    const fileInfo = { name, ...texts, folder: await folder };
    return inTransaction(strapi, async () => {
      const files = { filepath: copy, originalFilename: name, mimetype: mime, size };
      const [file] = await upload.upload({ data: { fileInfo }, files });
      if (!file) throw new Error(`The media library did not take ${name}.`);
      await rowsOf(
        strapi,
        `INSERT INTO ${TABLES.files} (sha256, file_id) VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET file_id = excluded.file_id`,
        [sha256, file.id]
      );
      return file;
    });
  };

  return {
    async keep(file, texts) {
      try {
        const stored = kept.get(file.sha256) ?? (await store(file, texts));
        kept.set(file.sha256, stored);
        return stored;
      } finally {
        await rm(file.copy, { force: true });
      }
    },
  };
};
