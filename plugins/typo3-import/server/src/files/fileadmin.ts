import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, lstat, readdir, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import { SourceProblem } from '../sources/source';
import { makeTemporaryFolder } from '../temporary-folder';

/** A file of the old portal, copied so that it cannot change between the look at it and its use. */
export interface FoundFile {
  readonly found: true;
  readonly copy: string;
  /** Its name, with the extension that its content has. */
  readonly name: string;
  readonly mime: string;
  readonly sha256: string;
  readonly size: number;
  /** Set if the name promised something else. */
  readonly renamedFrom: string | null;
}

/** Why a file cannot be had. */
export interface NoFile {
  readonly found: false;
  readonly reason: 'missing-file' | 'outside-file' | 'refused-file' | 'large-file' | 'no-fileadmin';
  readonly details: Readonly<Record<string, string>>;
}

export interface Fileadmin {
  /** @param reference a path in `fileadmin`, as TYPO3 stores it; with or without `fileadmin/` in front */
  find(reference: string): Promise<FoundFile | NoFile>;
  close(): Promise<void>;
}

export interface FileRules {
  /** Kinds of content that the media library takes: `image/*`, `application/pdf`. */
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly maxBytes: number;
}

const matches = (mime: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => (pattern.endsWith('/*') ? mime.startsWith(pattern.slice(0, -1)) : mime === pattern));

const decoded = (reference: string): string => {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference; // a stray “%” is part of the name
  }
};

const isSafe = (relative: string): boolean =>
  relative !== '' &&
  !/[\0\\]/.test(relative) &&
  !relative.split('/').includes('..') &&
  !path.posix.isAbsolute(relative);

const realOf = (file: string): Promise<string | null> => realpath(file).catch(() => null); // missing, or not to be read

/**
 * The file of a name, also where the disk has its letters composed otherwise: macOS writes “ü” as two characters, TYPO3's database as one.
 */
const realNameOf = async (base: string, relative: string): Promise<string | null> => {
  const exact = await realOf(path.join(base, relative));
  if (exact !== null) return exact;
  let folder = base;
  for (const part of relative.split('/')) {
    const wanted = part.normalize('NFC');
    const names = await readdir(folder).catch(() => []);
    const name = names.find((each) => each.normalize('NFC') === wanted);
    if (name === undefined) return null;
    folder = path.join(folder, name);
  }
  return realOf(folder);
};

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

const noFile = (reason: NoFile['reason'], file: string, details: Record<string, string> = {}): NoFile => ({
  found: false,
  reason,
  details: { file: file.slice(0, 300), ...details },
});

/**
 * The only folder that files are taken from. A path that leads out of it, by `..` or by a symbolic link, is refused; what a file is
 * is told by its content, not by its name.
 *
 * @param folder '' if there is none: then every file is reported
 * @throws if the folder is not there
 */
export const openFileadmin = async (folder: string, rules: FileRules): Promise<Fileadmin> => {
  if (folder === '') {
    return { find: async (reference) => noFile('no-fileadmin', reference), close: async () => {} };
  }
  const root = await realpath(folder).catch((error: unknown) => {
    throw new SourceProblem('no-fileadmin-folder', { folder }, { cause: error });
  });
  if (!(await stat(root)).isDirectory()) throw new SourceProblem('fileadmin-no-folder', { folder });
  const workplace = makeTemporaryFolder();
  let copies = 0;

  // TYPO3's own folder of uploads lies beside fileadmin; nothing else beside it is looked at.
  const uploads = await realpath(path.join(path.dirname(root), 'uploads')).catch(() => null);

  const within = async (base: string, relative: string): Promise<string | 'outside' | null> => {
    const real = await realNameOf(base, relative);
    if (real === null) return null;
    if (!real.startsWith(base + path.sep)) return 'outside';
    return (await lstat(real)).isFile() ? real : null;
  };

  const locate = async (relative: string): Promise<string | 'outside' | null> => {
    const found = await within(root, relative);
    if (found !== null || uploads === null || !relative.startsWith('uploads/')) return found;
    return within(uploads, relative.slice('uploads/'.length));
  };

  const find = async (reference: string): Promise<FoundFile | NoFile> => {
    const spellings = [...new Set([reference, decoded(reference)])].map((each) =>
      (each.split(/[?#]/, 1)[0] ?? '')
        .replace(/^\/+/, '')
        .replace(/^fileadmin\//, '')
        .replace(/^\/+/, '')
    );
    if (!spellings.every(isSafe)) return noFile('outside-file', reference);
    let real: string | null = null;
    for (const spelling of spellings) {
      const at = await locate(spelling);
      if (at === 'outside') return noFile('outside-file', reference);
      real ??= at;
    }
    if (real === null) return noFile('missing-file', reference);
    if ((await stat(real)).size > rules.maxBytes) {
      return noFile('large-file', reference, { most: `${Math.round(rules.maxBytes / 1024 / 1024)} MB` });
    }

    copies += 1;
    const copy = path.join(workplace, String(copies));
    await copyFile(real, copy, constants.COPYFILE_FICLONE);
    const { fileTypeFromFile } = await import('file-type');
    const type = await fileTypeFromFile(copy);
    if (!type || !matches(type.mime, rules.allowed) || matches(type.mime, rules.denied)) {
      await rm(copy);
      return noFile('refused-file', reference, { type: type?.mime ?? '?' });
    }
    const given = path.basename(real).normalize('NFC');
    const { name, ext } = path.parse(given);
    const isSame = ext.toLowerCase() === `.${type.ext}` || (type.ext === 'jpg' && ext.toLowerCase() === '.jpeg');
    return {
      found: true,
      copy,
      // eslint-disable-next-line no-control-regex -- names that the media library refuses
      name: `${name.replace(/[<>:"/\\|?*\u0000-\u001f]/g, '-').slice(0, 200) || 'file'}${isSame ? ext : `.${type.ext}`}`,
      mime: type.mime,
      sha256: await hashOf(copy),
      size: (await stat(copy)).size,
      renamedFrom: isSame ? null : given,
    };
  };

  return { find, close: () => rm(workplace, { recursive: true, force: true }) };
};
