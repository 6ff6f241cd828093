import { readdir } from 'node:fs/promises';

import publishers from './publishers.mjs';
import topics from './topics.mjs';

/** French wants a space that does not break before : ; ! ? » and after «. The content files are typed with plain ones. */
const spacedFrench = (value) => {
  if (typeof value === 'string')
    return value
      .replace(/ ([:;»])/g, '\u00a0$1')
      .replace(/ ([!?])/g, '\u202f$1')
      .replace(/« /g, '«\u00a0');
  if (Array.isArray(value)) return value.map(spacedFrench);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spacedFrench(inner)]));
};

const withTypography = (entry) =>
  entry.locales.fr ? { ...entry, locales: { ...entry.locales, fr: spacedFrench(entry.locales.fr) } } : entry;

/** The content files of a folder, in the order of their names. @param {string} folder */
const entriesIn = async (folder) => {
  const files = (await readdir(new URL(`./${folder}/`, import.meta.url)))
    .filter((name) => name.endsWith('.mjs'))
    .sort();
  const modules = await Promise.all(files.map((name) => import(new URL(`./${folder}/${name}`, import.meta.url).href)));
  return modules.map((module) => withTypography(module.default));
};

/** All of the demo's content, as the files in this folder say it. */
export const loadContent = async () => ({
  topics,
  publishers,
  materials: await entriesIn('materials'),
  news: await entriesIn('news'),
});
