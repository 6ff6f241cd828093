import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join('shared', 'data', 'sozpad-article.txt');

/** The article that Inprint began with, looked for beside the repository; null where it is not on this machine. */
export const seedArticle = (from = __dirname): string | null => {
  const file = path.join(from, FILE);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const parent = path.dirname(from);
  return parent === from ? null : seedArticle(parent);
};

/** Why a test is skipped, for its name. */
export const skippedWithout = (article: string | null): string =>
  article === null ? ' (skipped: its file is not on this machine)' : '';
