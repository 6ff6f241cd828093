import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
/** The languages of our own screens: whoever works here reads one of them. */
const SCREENS = ['de', 'en', 'fr'];
/** Errors name an attribute to programs, in English, and the field of a form to people: English has places that they do not need. */
const ERRORS = ['plugins/availability/domain/refusals', 'plugins/translation-desk/domain/problems'];

type Messages = Readonly<Record<string, string>>;
type Part = ReturnType<IntlMessageFormat['getAst']>[number];

const languagesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => /^([a-z]{2})\.json$/.exec(name)?.[1] ?? []);

/** Every folder of texts: those with one file for each language. */
const familiesIn = (folder: string): string[] => {
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name))
    .flatMap(({ name }) => familiesIn(join(folder, name)));
  return languagesIn(folder).length > 1 ? [folder, ...folders] : folders;
};

const FAMILIES = ['packages', 'plugins', 'src'].flatMap((folder) => familiesIn(join(ROOT, folder)));

const read = (family: string, language: string): Messages =>
  JSON.parse(readFileSync(join(family, `${language}.json`), 'utf8')) as Messages;

const placesIn = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => {
    const inside = 'options' in part ? Object.values(part.options).flatMap(({ value }) => placesIn(value)) : [];
    return 'value' in part && typeof part.type === 'number' && part.type !== 0 ? [part.value, ...inside] : inside;
  });

/** The places to fill in a message. A message that is not ICU throws. */
const placesOf = (text: string, language: string): string[] =>
  [...new Set(placesIn(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()))].sort();

/** What counts in a message: an argument must be counted in every language, or the noun beside it is wrong. */
const countedIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+), plural,/g)].map(([, name]) => name ?? ''))].sort();

describe.each(FAMILIES.map((family) => [relative(ROOT, family), family]))('%s', (name, family) => {
  const english = read(family, 'en');
  const others = languagesIn(family).filter((language) => language !== 'en');

  it('has every language of our screens', () => expect(languagesIn(family)).toEqual(expect.arrayContaining(SCREENS)));

  it.each(others)('%s has the messages of English, no more and no less', (language) => {
    expect(Object.keys(read(family, language)).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(others)('%s fills the places of English', (language) => {
    const places = Object.entries(read(family, language)).map(([key, text]) => ({
      key,
      places: placesOf(text, language),
    }));
    if (ERRORS.includes(name)) {
      for (const { key, places: own } of places) {
        expect(placesOf(english[key] ?? '', 'en')).toEqual(expect.arrayContaining(own));
      }
      return;
    }
    expect(places).toEqual(places.map(({ key }) => ({ key, places: placesOf(english[key] ?? '', 'en') })));
  });

  it.each(others)('%s counts what English counts', (language) => {
    for (const [key, text] of Object.entries(read(family, language))) {
      expect({ key, counted: countedIn(text) }).toEqual({
        key,
        counted: expect.arrayContaining(countedIn(english[key] ?? '')) as string[],
      });
    }
  });
});

/**
 * Whether a text lacks a no-break space where French has one before a sign, or a typographic apostrophe: U+00A0 before a colon or semicolon
 * and inside quotation marks, U+202F before a question or exclamation mark. “Content-Type:” and “database:” are names of a header and
 * a setting, “https:” the beginning of an address, and '{' a brace that is no placeholder.
 */
const isWronglySpaced = (text: string): boolean =>
  /[^\u00a0][:;](?=\s|$)|«[^\u00a0]|[^\u00a0]»|[^\u202f][?!]|'/.test(
    text.replaceAll(/Content-Type:|database:/g, '').replaceAll(/'[{}][^']*'/g, '')
  );

/** Source files, tests and what was built left out. */
const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesIn(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name) ? [path] : [];
  });

/** The texts in a file that stand under the name `fr`; a value that is filled in stands as a letter. */
const frenchIn = (path: string): string[] => {
  const texts: string[] = [];
  const read = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join(''));
    else ts.forEachChild(node, read);
  };
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'fr') read(node.initializer);
    else ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
};

describe('French has no-break spaces where it has a space before a sign, and typographic apostrophes', () => {
  it.each(FAMILIES.map((family) => [relative(ROOT, family), family]))('%s', (_name, family) => {
    expect(Object.entries(read(family, 'fr')).filter(([, text]) => isWronglySpaced(text))).toEqual([]);
  });

  it('in the code', () => {
    const files = ['packages', 'plugins', 'src']
      .flatMap((folder) => sourcesIn(join(ROOT, folder)))
      .filter((path) => !path.endsWith('wording/phrases.ts')); // patterns that find texts of others
    const texts = files.flatMap((path) => frenchIn(path).map((text) => ({ path: relative(ROOT, path), text })));
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter(({ text }) => isWronglySpaced(text))).toEqual([]);
  });
});

describe('the languages of the admin', () => {
  it('are all that readers are spoken to in', () => {
    const chosen = /locales: \[([^\]]+)\]/.exec(readFileSync(join(__dirname, 'app.tsx'), 'utf8'))?.[1] ?? '';
    const spoken = languagesIn(join(ROOT, 'plugins/availability/domain/messages'));
    expect(['en', ...[...chosen.matchAll(/'([^']+)'/g)].map(([, language]) => language)].sort()).toEqual(spoken.sort());
  });
});
