import { parseMapping } from '../../../domain/mapping';
import { mappingDocumentOf } from './mapping-document';

const DRAFT = `# A first draft.
version: 1
languages:  # which language is which
  "0": de
  # "1": ??
hosts: []
materials: []
news:
  - table: tt_news  # 12 records
    columns:
      title: title
      lead: short
    oldUrls: []
`;

describe('a mapping as a form', () => {
  it('shows what the YAML says', () =>
    expect(mappingDocumentOf(DRAFT)).toMatchObject({
      languages: { 0: 'de' },
      hosts: [],
      tables: [{ part: 'news', index: 0, table: 'tt_news', columns: { title: 'title', lead: 'short' }, oldUrls: [] }],
    }));

  it('changes one thing, and leaves comments and the rest alone', () => {
    const changed = [
      [['languages', '1'], 'en'],
      [['hosts'], ['www.old.example']],
      [['news', 0, 'columns', 'lead'], null],
      [['news', 0, 'columns', 'text'], 'bodytext'],
    ].reduce(
      (draft, [path, value]) => mappingDocumentOf(draft)?.with(path as string[], value as string | null) ?? '',
      DRAFT
    );
    expect(changed).toContain('# A first draft.');
    expect(changed).toContain('# 12 records');
    expect(parseMapping(changed)).toMatchObject({
      languages: { 0: 'de', 1: 'en' },
      hosts: ['www.old.example'],
      news: [{ table: 'tt_news', columns: { title: 'title', text: 'bodytext' } }],
    });
  });

  it.each(['a: [', 'just words', ''])('has no form where it is no mapping: %j', (draft) =>
    expect(mappingDocumentOf(draft)).toBeNull()
  );
});
