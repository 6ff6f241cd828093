import { lastSegmentOf, oldPathOf, recordInQuery } from './old-address';

describe('an old address', () => {
  it.each([
    ['https://www.example.org/materials/sozpad/', '/materials/sozpad'],
    ['/materials/sozpad.html#top', '/materials/sozpad'],
    ['index.php?tx_pool[uid]=3&id=45&cHash=abc', '/index.php?id=45&tx_pool[uid]=3'],
    ['/', '/'],
    ['mailto:a@example.org', null],
    ['http://[', null],
  ])('%s is %s', (address, path) => expect(oldPathOf(address)).toBe(path));

  it.each([
    ['tx_news_pi1[news]=3&L=1', { table: 'tx_news_domain_model_news', uid: 3 }],
    ['&tx_ttnews%5Btt_news%5D=12', { table: 'tt_news', uid: 12 }],
    ['L=1', null],
    ['tx_news_pi1[news]=x', null],
  ])('%s names %j', (query, record) => expect(recordInQuery(query)).toEqual(record));

  it('ends in what may be a slug', () => expect(lastSegmentOf('/db2/Materialien/SozPad.html?x#y')).toBe('SozPad'));
});
