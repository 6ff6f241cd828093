import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FOLDER = 'plugin::upload.folder';
const FILE = 'plugin::upload.file';

/** The folder of the media library that holds all of the demo's files. */
export const DEMO_FOLDER = 'Inprint Demo';

const MIME = { '.pdf': 'application/pdf', '.jpg': 'image/jpeg' };

/**
 * The media library, as the seed uses it: files have stable names in folders of their own, and what is there is not uploaded again.
 *
 * @param {import('@strapi/strapi').Core.Strapi} strapi
 */
export const createMediaLibrary = (strapi) => {
  const { folder: folders, upload } = strapi.plugin('upload').services;

  const findOrMakeFolder = async (name, parent) => {
    const found = await strapi.db.query(FOLDER).findOne({ where: { name, parent: parent ?? { $null: true } } });
    return found ?? folders.create({ name, parent });
  };

  /** @type {Map<string, Promise<{ id: number }>>} */
  const known = new Map();
  const folderNamed = (name) => {
    const folder =
      known.get(name) ??
      (name === DEMO_FOLDER
        ? findOrMakeFolder(name, null)
        : folderNamed(DEMO_FOLDER).then(({ id }) => findOrMakeFolder(name, id)));
    known.set(name, folder);
    return folder;
  };

  const write = async (name, content, fileInfo) => {
    const workplace = await mkdtemp(path.join(tmpdir(), 'inprint-demo-'));
    try {
      const filepath = path.join(workplace, name);
      await writeFile(filepath, content);
      const mimetype = MIME[path.extname(name)];
      const files = { filepath, originalFilename: name, mimetype, size: content.length };
      const [file] = await upload.upload({ data: { fileInfo }, files });
      return file.id;
    } finally {
      await rm(workplace, { recursive: true, force: true });
    }
  };

  return {
    /**
     * @param {{ folder: string, name: string, alternativeText: string, caption?: string, make: () => Promise<Uint8Array> }} file
     *   made only if the library does not have it
     * @returns {Promise<number>} its id
     */
    async findOrUpload({ folder: folderName, name, alternativeText, caption, make }) {
      const { id: folder } = await folderNamed(folderName);
      const found = await strapi.db.query(FILE).findOne({ where: { name, folder } });
      return found ? found.id : write(name, await make(), { name, alternativeText, caption, folder });
    },
  };
};
