import { takesOrderButton } from './order-button';

const edition = { availability: 'in-stock', quantity: 2, whenSoldOut: 'out-of-print' } as const;
const take = (copies: number) => ({ kind: 'quantity', change: { kind: 'delta', copies: -copies } }) as const;

describe('taking the order button away', () => {
  it('is seen when the last copy goes, and not before', () => {
    expect(takesOrderButton(edition, take(1))).toBe(false);
    expect(takesOrderButton(edition, take(2))).toBe(true);
  });

  it('is seen when a count finds nothing or the state is changed', () => {
    expect(takesOrderButton(edition, { kind: 'quantity', change: { kind: 'count', copies: 0 } })).toBe(true);
    expect(takesOrderButton(edition, { kind: 'update', update: { availability: 'withdrawn' } })).toBe(true);
    expect(takesOrderButton(edition, { kind: 'update', update: { availability: 'on-demand' } })).toBe(false);
    expect(takesOrderButton(edition, { kind: 'update', update: { expectedOn: '2027-01-01' } })).toBe(false);
  });

  it('is not asked about where there was none, or where the server will refuse', () => {
    expect(takesOrderButton({ ...edition, availability: 'out-of-print' }, take(1))).toBe(false);
    expect(takesOrderButton(edition, take(3))).toBe(false);
  });
});
