import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

type Attributes = Record<string, object>;

/** The attributes of a type as they become; by the type's name: `material`. */
export type ModelChange = Readonly<Record<string, (attributes: Attributes) => Attributes>>;

/**
 * This portal with other content types, as if their files had been edited.
 *
 * @returns what an instance on it needs to know, and what removes it again
 */
export const changeModel = (change: ModelChange): { env: Readonly<Record<string, string>>; remove: () => void } => {
  // Inside the repository: the built server finds its packages from there.
  mkdirSync(path.join(ROOT, '.tmp'), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, '.tmp/model-'));
  cpSync(path.join(ROOT, 'dist'), folder, { recursive: true });
  for (const [type, changeAttributes] of Object.entries(change)) {
    const file = path.join(folder, `src/api/${type}/content-types/${type}/schema.json`);
    const schema = JSON.parse(readFileSync(file, 'utf8')) as { attributes: Attributes };
    writeFileSync(file, JSON.stringify({ ...schema, attributes: changeAttributes({ ...schema.attributes }) }));
  }
  return { env: { TEST_DIST: folder }, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
