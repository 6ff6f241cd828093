import { readDay } from './day';

it.each([
  ['27.03.2013', '2013-03-27'],
  ['27. 3. 2013', '2013-03-27'],
  ['27.3.13', '2013-03-27'],
  ['27.3.98', '1998-03-27'],
  ['27. März 2013', '2013-03-27'],
  ['Mittwoch, 27. März 2013', '2013-03-27'],
  ['Mittwoch, den 27. März 2013, 14:30 Uhr', '2013-03-27'],
  ['Stand: 27.03.2013', '2013-03-27'],
  ['1. Jänner 2014', '2014-01-01'],
  ['2013-03-27', '2013-03-27'],
  ['2013-03-27T12:00:00Z', '2013-03-27'],
  ['27 March 2013', '2013-03-27'],
  ['27th of March 2013', '2013-03-27'],
  ['March 27, 2013', '2013-03-27'],
  ['Published on Mar. 27, 2013', '2013-03-27'],
  ['27/03/2013', '2013-03-27'],
  ['03/27/2013', '2013-03-27'],
  ['mercredi, le 27 mars 2013', '2013-03-27'],
  ['1er août 2013', '2013-08-01'],
  ['27.03.2013 14:30', '2013-03-27'],
])('%s is a day', (text, day) => {
  expect(readDay(text)).toEqual({ day, isAmbiguous: false });
});

it('says where day and month could be the other way round', () => {
  expect(readDay('03/04/2013')).toEqual({ day: '2013-04-03', isAmbiguous: true });
  expect(readDay('04/04/2013')).toEqual({ day: '2013-04-04', isAmbiguous: false });
});

it.each([
  '31.02.2013',
  '2013',
  'am 27.03.2013 fand statt',
  '27. Foo 2013',
  '32.01.2013',
  'Mai',
  '',
  '1.2.3',
  'Version 27.03.2013 B',
])('%j is none', (text) => {
  expect(readDay(text)).toBeNull();
});
