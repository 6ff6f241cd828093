import { dayOf, hiddenBy, isLeftOut, listOf } from './record';

const NOW = 1_700_000_000;

describe('a record of the old portal', () => {
  it.each([
    [{ hidden: '1' }, 'hidden'],
    [{ hidden: '0', starttime: String(NOW + 1) }, 'not-yet'],
    [{ endtime: String(NOW) }, 'no-longer'],
    [{ hidden: '0', starttime: '0', endtime: '0' }, null],
    [{ starttime: String(NOW), endtime: String(NOW + 1) }, null],
  ] as const)('%j is shown, or why not: %s', (row, why) => expect(hiddenBy(row, NOW)).toBe(why));

  it.each([
    [{ deleted: '1' }, 'deleted'],
    [{ deleted: '0', t3ver_wsid: '2' }, 'workspace'],
    [{ pid: '-1' }, 'workspace'],
    [{ pid: '12', deleted: '0' }, null],
  ] as const)('%j is left out, or not: %s', (row, why) => expect(isLeftOut(row)).toBe(why));

  it.each([
    // 2013-03-26T23:30:00Z is the next day in Berlin
    ['1364340600', '2013-03-27'],
    ['2013-03-27 12:00:00', '2013-03-27'],
    ['27.3.2013', '2013-03-27'],
    ['2013', '2013-01-01'],
    ['0', null],
    ['', null],
    ['0000-00-00', null],
    ['2013-02-31', null],
    ['soon', null],
  ])('%s is the day %s', (text, day) => expect(dayOf(text, 'Europe/Berlin')).toBe(day));

  it('names files in a list', () => expect(listOf('a.pdf, b.pdf,')).toEqual(['a.pdf', 'b.pdf']));
});
