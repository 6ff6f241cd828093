import type { XliffReading } from './imported';
import { dialectOfXliff1, languagesIn } from './read-1';
import { XLIFF_2_DIALECT } from './read-2';
import { readEntries } from './read-entries';
import { Unreadable } from './unreadable';
import { parseXliff } from './xml-tree';

/** Reads an XLIFF document: 1.2, 2.0 and its successors. */
export const readXliff = (text: string): XliffReading => {
  try {
    const root = parseXliff(text);
    const { version = '', srcLang, trgLang } = root.attributes;
    const isFirst = /^1\.[12]$/.test(version);
    if (!isFirst && !/^2\.\d$/.test(version)) throw new Unreadable(root.line, 'other-version', { version });
    const languages = isFirst ? languagesIn(root) : { source: srcLang, target: trgLang };
    const { source, target } = languages;
    if (!source) throw new Unreadable(root.line, 'no-source-language');
    if (!target) throw new Unreadable(root.line, 'no-target-language');
    const read = readEntries(root, isFirst ? dialectOfXliff1(languages) : XLIFF_2_DIALECT);
    return { ok: true, file: { sourceLocale: source, targetLocale: target, ...read } };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
};
