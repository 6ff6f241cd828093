import {
  copiesPerMonth,
  daysLeft,
  givenOutByMonth,
  lastCopyOn,
  monthsBetween,
  sumOf,
  type GivenOut,
  runOutOf,
} from './reprint';

const month = (name: string, all: number): GivenOut => ({ month: name, ordered: all, warehouse: 0, all });

describe('months between two', () => {
  it('go over the turn of the year and include both ends', () => {
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });

  it('are one where both are the same, and none where they are the wrong way round', () => {
    expect(monthsBetween('2027-02', '2027-02')).toEqual(['2027-02']);
    expect(monthsBetween('2027-03', '2027-02')).toEqual([]);
  });
});

describe('copies given out', () => {
  it('are told for each month up to this one, also where there were none', () => {
    expect(
      givenOutByMonth(
        [
          { month: '2027-01', state: 'sent', copies: 5 },
          { month: '2027-01', state: 'received', copies: 2 },
        ],
        [{ month: '2027-03', copies: 40 }],
        '2027-04'
      )
    ).toEqual([
      { month: '2027-01', ordered: 7, warehouse: 0, all: 7 },
      { month: '2027-02', ordered: 0, warehouse: 0, all: 0 },
      { month: '2027-03', ordered: 0, warehouse: 40, all: 40 },
      { month: '2027-04', ordered: 0, warehouse: 0, all: 0 },
    ]);
  });

  it('do not count cancelled orders, in whatever month they were cancelled', () => {
    const months = givenOutByMonth(
      [
        { month: '2026-12', state: 'cancelled', copies: 100 },
        { month: '2027-01', state: 'cancelled', copies: 3 },
        { month: '2027-01', state: 'passed-on', copies: 4 },
      ],
      [],
      '2027-01'
    );
    expect(months).toEqual([{ month: '2027-01', ordered: 4, warehouse: 0, all: 4 }]);
    expect(sumOf(months)).toBe(4);
  });

  it('are an empty month where there never were any', () => {
    expect(givenOutByMonth([], [], '2027-01')).toEqual([{ month: '2027-01', ordered: 0, warehouse: 0, all: 0 }]);
  });
});

describe('copies a month', () => {
  it('are those of the months in which there were copies', () => {
    const months = [month('2027-01', 30), month('2027-02', 10), month('2027-03', 0), month('2027-04', 0)];
    expect(copiesPerMonth(months, '2027-02')).toBe(20);
    expect(copiesPerMonth(months, null)).toBe(10);
  });

  it('are those of the last year', () => {
    const months = monthsBetween('2025-01', '2026-12').map((name, index) => month(name, index < 12 ? 1000 : 2));
    expect(copiesPerMonth(months, null)).toBe(2);
  });

  it('are unknown where nothing was given out', () => {
    expect(copiesPerMonth([month('2027-01', 0)], null)).toBeNull();
    expect(copiesPerMonth([month('2027-01', 5)], '2026-12')).toBeNull();
  });
});

describe('the last copy', () => {
  it.each([
    [null, 'never-counted'],
    [5, 'never-out'],
    [1, 'never-out'],
    [0, 'out'],
  ] as const)('with %j copies at the least: %s', (least, runOut) => {
    expect(runOutOf(least)).toBe(runOut);
  });
});

describe('the day of the last copy', () => {
  const today = new Date('2027-03-01T12:00:00Z');

  it('follows from how fast copies went', () => {
    expect(lastCopyOn(100, { copies: 365, days: 365 }, today)).toBe('2027-06-09');
    expect(daysLeft(0, { copies: 10, days: 100 })).toBe(0);
  });

  it('takes a few days for no pace', () => {
    expect(daysLeft(100, { copies: 50, days: 2 })).toBe(60);
  });

  it('is not known where nobody counts, nothing went, or it is too far away', () => {
    expect(daysLeft(null, { copies: 10, days: 100 })).toBeNull();
    expect(daysLeft(100, { copies: 0, days: 100 })).toBeNull();
    expect(daysLeft(1_000_000, { copies: 1, days: 365 })).toBeNull();
  });
});
