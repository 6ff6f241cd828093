import type { LeftOutReason } from '../../../domain/accounts';
import { decodeTypolink } from '../../../domain/links/typolink';
import { plainText } from '../../../domain/plain-text';
import { listOf, numberOf, textOf, type OldRow } from '../../../domain/record';
import type { Access } from './access';
import type { StagedRow, Staging } from './staging';

/** A file that a record names. */
export interface WantedFile {
  readonly path: string;
  /** Other places where it may lie. */
  readonly elsewhere: readonly string[];
  readonly alternativeText: string | null;
  readonly caption: string | null;
  /** The rows that name it. */
  readonly rows: readonly number[];
}

/** A reference that leads to no file. */
export interface LostReference {
  readonly rows: readonly number[];
  readonly why: 'no-sys-file' | 'other-storage' | 'hidden-file';
  readonly fate: LeftOutReason;
  readonly words: string;
}

export interface FilesOfField {
  readonly wanted: readonly WantedFile[];
  readonly lost: readonly LostReference[];
}

/** A path in fileadmin, in one spelling. */
export const filePathOf = (path: string): string =>
  path
    .replace(/^\d+:/, '')
    .replace(/^\/+/, '')
    .replace(/^fileadmin\//, '')
    .replace(/^\/+/, '');

/** Folders in which TYPO3's own tables keep bare file names. */
const FOLDERS: Readonly<Record<string, string>> = {
  'tt_news.image': 'uploads/pics',
  'tt_news.news_files': 'uploads/media',
  'tt_content.image': 'uploads/pics',
  'tt_content.media': 'uploads/media',
  'tx_news_domain_model_media.image': 'uploads/tx_news',
  'tx_news_domain_model_file.file': 'uploads/tx_news',
};

/** The folder of a storage: of the flexform the base path, else its first value. */
const basePathOf = (configuration: string): string =>
  /basePath"?>\s*<value[^<>]*>([^<]*)</.exec(configuration)?.[1] ??
  /<value[^<>]*>([^<]*)</.exec(configuration)?.[1] ??
  '';

/** Reads which files records name, in all the ways that TYPO3 had for it. */
export const createFileReferences = (staging: Staging, access: Access) => {
  const storages = new Map<number, string | null>();

  /** What a storage's paths begin with in fileadmin or beside it; null for one that lies elsewhere, or is not public. */
  const prefixOf = (storage: number): string | null => {
    const known = storages.get(storage);
    if (known !== undefined) return known;
    const row = staging.find('sys_file_storage', storage)?.row;
    const base = row ? basePathOf(textOf(row, 'configuration')) : '';
    const isPublic = row === undefined || textOf(row, 'is_public') !== '0';
    const isInside = /^(?:\.\/)?(?:fileadmin|uploads)\//.test(base);
    const prefix = !isPublic
      ? null
      : isInside
        ? filePathOf(base.replace(/^\.\//, ''))
        : storage === 1 && (row === undefined || base === '')
          ? ''
          : storage === 0
            ? ''
            : null;
    storages.set(storage, prefix);
    return prefix;
  };

  /** The path of a `sys_file`, or null if its storage is none that files can be taken from. */
  const pathOf = (row: OldRow): string | null => {
    const storage = textOf(row, 'storage');
    const prefix = prefixOf(storage === '' ? 1 : numberOf(row, 'storage'));
    return prefix === null ? null : filePathOf(prefix + filePathOf(textOf(row, 'identifier')));
  };

  /** Folders that visitors had to be logged in for, as the extension “fal_securedownload” keeps them. Read once. */
  let closed: readonly string[] | null = null;
  const closedFolders = (): readonly string[] => {
    closed ??= [...staging.rowsOf('tx_falsecuredownload_folder')].flatMap(({ row }) => {
      const prefix = prefixOf(numberOf(row, 'storage'));
      const groups = textOf(row, 'fe_groups');
      return prefix === null || ['', '0'].includes(groups)
        ? []
        : [filePathOf(prefix + filePathOf(textOf(row, 'folder')))];
    });
    return closed;
  };

  const metadataOf = (file: StagedRow): StagedRow[] => staging.findAll('sys_file_metadata', String(file.uid));

  /** The extension “filemetadata” lets editors hide files, and show them to some. */
  const isShownTo = ({ row }: StagedRow): boolean =>
    textOf(row, 'visible') !== '0' && ['', '0'].includes(textOf(row, 'fe_groups'));

  const isInClosedFolder = (path: string): boolean => closedFolders().some((folder) => path.startsWith(folder));

  /** Did readers get the file at a path? What TYPO3 has no record of, the web server gave to everybody. */
  const isOpenPath = (path: string): boolean =>
    !isInClosedFolder(path) &&
    staging
      .findAll('sys_file', `/${path}`)
      .every((file) => pathOf(file.row) !== path || metadataOf(file).every(isShownTo));

  /** The path of a file that readers could get, or null. */
  const openPathOf = (file: StagedRow): string | null => {
    const path = pathOf(file.row);
    return path !== null && !isInClosedFolder(path) && metadataOf(file).every(isShownTo) ? path : null;
  };

  const ofReference = ({ id, row }: StagedRow): FilesOfField => {
    const lost = (why: LostReference['why'], fate: LeftOutReason, words: string, rows = [id]): FilesOfField => ({
      wanted: [],
      lost: [{ rows, why, fate, words }],
    });
    const file = staging.find('sys_file', numberOf(row, 'uid_local'));
    if (access.ofRow({ row }) !== null) return lost('hidden-file', 'hidden', textOf(file?.row ?? {}, 'identifier'));
    if (!file) return lost('no-sys-file', 'no-file', textOf(row, 'uid_local'));
    const path = pathOf(file.row);
    if (path === null)
      return lost('other-storage', 'no-file', `${textOf(file.row, 'storage')}:${textOf(file.row, 'identifier')}`);
    const metadata = metadataOf(file);
    const inLanguage = (language: number): StagedRow | undefined =>
      metadata.find((each) => numberOf(each.row, 'sys_language_uid') === language);
    const about = (inLanguage(numberOf(row, 'sys_language_uid')) ?? inLanguage(0) ?? metadata[0])?.row ?? {};
    const rows = [id, file.id, ...metadata.map((each) => each.id)];
    if (openPathOf(file) === null) return lost('hidden-file', 'hidden', textOf(file.row, 'identifier'), rows);
    const alternativeText = textOf(row, 'alternative') || textOf(about, 'alternative') || textOf(row, 'title') || null;
    const caption = plainText(textOf(row, 'description') || textOf(about, 'description')) || null;
    return { wanted: [{ path, elsewhere: [], alternativeText, caption, rows }], lost: [] };
  };

  const joined = (parts: readonly FilesOfField[]): FilesOfField => ({
    wanted: parts.flatMap(({ wanted }) => wanted),
    lost: parts.flatMap(({ lost }) => lost),
  });

  /** A bare name lies in the folder that the mapping names, or where TYPO3 keeps it. */
  const byName = (
    name: string,
    folders: readonly (string | undefined)[],
    texts: Partial<WantedFile> = {}
  ): WantedFile => {
    const candidates = name.includes('/')
      ? [filePathOf(name)]
      : [...new Set(folders.flatMap((folder) => (folder ? [filePathOf(`${folder}/${name}`)] : [])))];
    const [path = filePathOf(name), ...elsewhere] = candidates;
    return { path, elsewhere, alternativeText: null, caption: null, rows: [], ...texts };
  };

  const bySorting = (column: string) => (a: StagedRow, b: StagedRow) =>
    numberOf(a.row, column) - numberOf(b.row, column);

  /** The path in fileadmin of a link to a file, or null. */
  const ofLink = (parameters: string): string | null => {
    const { target } = decodeTypolink(parameters);
    if (target.kind !== 'file') return null;
    if (target.identifier !== null) return filePathOf(target.identifier);
    const file = target.uid === null ? null : staging.find('sys_file', target.uid);
    return file ? openPathOf(file) : null;
  };

  /** Files of a column: file references, or names in the column itself. */
  const ofColumn = (staged: StagedRow, column: string | null | undefined, folder?: string): FilesOfField => {
    if (!column) return { wanted: [], lost: [] };
    const references = staging
      .findAll('sys_file_reference', `${staged.table}:${staged.uid}:${column}`)
      .sort(bySorting('sorting_foreign'));
    if (references.length > 0) return joined(references.map(ofReference));
    const names = listOf(textOf(staged.row, column)).filter((name) => !/^\d+$/.test(name));
    const fixed = FOLDERS[`${staged.table}.${column}`];
    // What the mapping says is about the column of images; other columns of TYPO3's tables have a folder of their own.
    const folders = column === 'news_files' ? [fixed, folder] : [folder, fixed];
    // Texts of several images stand on a line each.
    const linesOf = (of: string): string[] =>
      fixed === FOLDERS['tt_news.image'] ? textOf(staged.row, of).split(/\r\n|\r|\n/) : [];
    const [alternatives, captions] = [linesOf('imagealttext'), linesOf('imagecaption')];
    return {
      wanted: names.map((name, index) => {
        const texts = {
          alternativeText: alternatives[index]?.trim() || null,
          caption: (captions.length > 1 && plainText(captions[index] ?? '')) || null,
        };
        const path = /^(?:t3:\/\/file|file:)/.test(name) ? ofLink(name) : null;
        return path === null ? byName(name, folders, texts) : byName(`/${path}`, [], texts);
      }),
      lost: [],
    };
  };

  /** Files that DAM kept for a record, in the order of the record. */
  const ofDam = ({ table, uid }: StagedRow, isOfKind: (ident: string) => boolean): FilesOfField =>
    joined(
      staging
        .findAll('tx_dam_mm_ref', `${table}:${uid}`)
        .filter(({ row }) => isOfKind(textOf(row, 'ident')))
        .sort(bySorting('sorting_foreign'))
        .map(({ id, row }): FilesOfField => {
          const file = staging.find('tx_dam', numberOf(row, 'uid_local'));
          if (!file) {
            const words = textOf(row, 'uid_local');
            return { wanted: [], lost: [{ rows: [id], why: 'no-sys-file', fate: 'no-file', words }] };
          }
          const path = damPathOf(file.row);
          const hidden: LostReference = { rows: [id, file.id], why: 'hidden-file', fate: 'hidden', words: path };
          if (access.ofRow(file) !== null) return { wanted: [], lost: [hidden] };
          const alternativeText = textOf(file.row, 'alt_text') || textOf(file.row, 'title') || null;
          const caption = plainText(textOf(file.row, 'caption')) || null;
          return {
            wanted: [{ path, elsewhere: [], alternativeText, caption, rows: [id, file.id] }],
            lost: [],
          };
        })
    );

  /** Images or files in the tables that the first versions of tx_news had of their own. */
  const ofOwnTable = (uid: number, kind: 'media' | 'file'): FilesOfField =>
    joined(
      staging
        .findAll(`tx_news_domain_model_${kind}`, String(uid))
        .sort(bySorting('sorting'))
        .map(({ id, table, row }): FilesOfField => {
          const column = kind === 'media' ? 'image' : 'file';
          const words = textOf(row, column);
          if (access.ofRow({ row }) !== null)
            return { wanted: [], lost: [{ rows: [id], why: 'hidden-file', fate: 'hidden', words }] };
          const texts = {
            alternativeText: textOf(row, 'alt') || textOf(row, 'title') || null,
            caption: plainText(textOf(row, kind === 'media' ? 'caption' : 'description')) || null,
            rows: [id],
          };
          const names = listOf(words);
          return names.length === 0
            ? {
                wanted: [],
                lost: [{ rows: [id], why: 'no-sys-file', fate: 'no-file', words: textOf(row, 'multimedia') }],
              }
            : { wanted: names.map((name) => byName(name, [FOLDERS[`${table}.${column}`]], texts)), lost: [] };
        })
    );

  return { isOpenPath, openPathOf, ofColumn, ofDam, ofOwnTable, joined };
};

/** The path of a file of DAM. */
export const damPathOf = (row: OldRow): string => filePathOf(`${textOf(row, 'file_path')}${textOf(row, 'file_name')}`);

export type FileReferences = ReturnType<typeof createFileReferences>;
