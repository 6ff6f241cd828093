import { dependenciesOf, readingOf, type Tables } from './statement';

const tables: Tables = new Map([
  ['materials', new Set(['id', 'document_id', 'slug'])],
  ['news_articles', new Set(['id', 'document_id', 'slug'])],
  ['news_articles_materials_lnk', new Set(['id', 'news_article_id', 'material_id'])],
  ['ordering_orders', null],
]);

const dependencies = (sql: string, bindings: unknown[] = [], rows: unknown = null): string[] => {
  const reading = readingOf({ sql, bindings }, tables);
  return reading.kind === 'rows' ? dependenciesOf(reading, rows).sort() : [reading.kind];
};

const ENTRY =
  'select `t0`.* from `news_articles` as `t0` where (`t0`.`published_at` is not null and `t0`.`locale` = ? and `t0`.`document_id` = ?) limit ?';
const RELATION =
  'select distinct "t1"."material_ord", "t0".*, "t1"."news_article_id" as "__strapinews_article_id" from "materials" as "t0" left join "news_articles_materials_lnk" as "t1" on "t0"."id" = "t1"."material_id" where ("t1"."news_article_id" in ($1) and "t0"."published_at" is not null) order by "t1"."material_ord" asc';

describe('what a statement depends on', () => {
  it('is the entry, where it asks for one', () => {
    expect(dependencies(ENTRY, ['de', 'abc', 1])).toEqual(['news_articles.document_id=abc']);
  });

  it('is the link and the rows that it leads to, where it asks for a relation', () => {
    expect(dependencies(RELATION, [7], [{ id: 5 }, { id: 6 }])).toEqual([
      'materials.id=5',
      'materials.id=6',
      'materials~',
      'news_articles_materials_lnk.news_article_id=7',
    ]);
  });

  it('is the whole table of a relation, where its rows were not seen or some may be cut off', () => {
    expect(dependencies(RELATION, [7])).toContain('materials');
    expect(dependencies(`${RELATION} limit $2`, [7, 1], [{ id: 5 }])).toContain('materials');
    expect(dependencies(`${RELATION} limit $2`, [7, 2], [{ id: 5 }])).not.toContain('materials');
  });

  it.each([
    ['a list', 'select `t0`.* from `materials` as `t0` where (`t0`.`locale` = ?) limit ?', ['de', 25]],
    [
      'one of several',
      'select `t0`.* from `materials` as `t0` where (`t0`.`document_id` = ? or `t0`.`slug` = ?)',
      ['a', 'b'],
    ],
    ['all but one', 'select `t0`.* from `materials` as `t0` where (`t0`.`document_id` <> ?)', ['a']],
    ['all but some', 'select `t0`.* from `materials` as `t0` where (`t0`.`id` not in (?))', [1]],
    ['a subquery', 'select * from `materials` where `id` in (select `id` from `materials` where `slug` = ?)', ['a']],
    ['a count', 'select count(`t0`.`id`) as `count` from `materials` as `t0` where (`t0`.`slug` = ?)', ['a']],
    ['a number that SQLite reads otherwise', 'select `t0`.* from `materials` as `t0` where (`t0`.`id` = ?)', ['05']],
    [
      'a text in the statement',
      "select `t0`.* from `materials` as `t0` where (`t0`.`slug` = '?' and `t0`.`id` = ?)",
      [1],
    ],
    ['upper case', 'SELECT * FROM MATERIALS', []],
  ])('is the whole table for %s', (_name, sql, bindings) => {
    expect(dependencies(sql, bindings)).toEqual(['materials']);
  });

  it('is a whole table for a relation that is filtered by more than its status', () => {
    const filtered = RELATION.replace('"t0"."published_at" is not null', '"t0"."title" = $2');
    expect(dependencies(filtered, [7, 'x'], [{ id: 5 }])).toEqual(['materials', 'news_articles_materials_lnk']);
  });

  it.each([
    ['a write', 'insert into `materials` (`title`) values (?)'],
    ['a write inside a read', 'with x as (update materials set title = ? returning id) select * from x'],
    ['a table that nobody watches', 'select * from `ordering_orders`'],
    ['no table at all', 'select random()'],
  ])('is not known for %s', (_name, sql) => {
    expect(dependencies(sql)).toEqual(['unknown']);
  });

  it('is nothing for the frame of a transaction', () => {
    expect(dependencies('BEGIN;')).toEqual(['nothing']);
  });
});
