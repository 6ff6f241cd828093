import { parseMapping, type MappingProblem } from './mapping';
import { PROBLEMS, problemWords } from './problems';
import { RUN_REASONS } from './run-reasons';
import { FINDING_REASONS } from './text/reasons';

const placesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('what people are told', () => {
  it.each(Object.entries({ ...PROBLEMS, ...RUN_REASONS, ...FINDING_REASONS }))(
    'says the same in each language: %s',
    (_code, { en, de, fr }) => {
      expect(placesIn(de)).toEqual(placesIn(en));
      expect(placesIn(fr)).toEqual(placesIn(en));
    }
  );

  it('fills in what differs, and what is a sentence itself in the same language', () =>
    expect(problemWords('no-dump', { file: 'a.sql', kind: 'kind.rar' }, 'de')).toBe(
      'a.sql ist kein SQL-Dump: Es ist ein RAR-Archiv. Entpacken Sie es, und geben Sie die .sql-Datei daraus an.'
    ));

  it('names every wrong place of a mapping in each language', () => {
    let problem: unknown;
    try {
      parseMapping(
        'version: 1\nlanguages: { "0": de, "1": de }\nnews: [{ table: "a b", columns: { title: 3 } }]\nextra: 1'
      );
    } catch (error) {
      problem = error;
    }
    const { words } = problem as MappingProblem;
    expect(words.en).toContain('languages 0 and 1 have the same locale “de”');
    expect(words.de).toContain('Die Sprachen 0 und 1 haben beide „de“');
    expect(words.fr).toContain('news.0.table: doit être le nom');
    expect(words.de).toMatch(/news\.0\.columns\.title: Ungültige Eingabe/);
    expect(words.de).toMatch(/die Datei: Unbekannter Schlüssel/);
  });
});
