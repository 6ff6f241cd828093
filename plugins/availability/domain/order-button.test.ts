import { mayChangeButtons, stockAfter, turnOf } from './order-button';

const edition = { availability: 'in-stock', quantity: 2, whenSoldOut: 'out-of-print', soldOut: false } as const;
const take = (copies: number) => ({ kind: 'quantity', change: { kind: 'delta', copies: -copies } }) as const;

describe('the order button', () => {
  it('is taken when the last copy goes, and not before', () => {
    expect(turnOf(edition, take(1))).toBeNull();
    expect(turnOf(edition, take(2))).toBe('taken');
  });

  it('is taken when a count finds nothing or the state is changed', () => {
    expect(turnOf(edition, { kind: 'quantity', change: { kind: 'count', copies: 0 } })).toBe('taken');
    expect(turnOf(edition, { kind: 'update', update: { availability: 'withdrawn' } })).toBe('taken');
    expect(turnOf(edition, { kind: 'update', update: { availability: 'on-demand' } })).toBeNull();
    expect(turnOf(edition, { kind: 'update', update: { expectedOn: '2027-01-01' } })).toBeNull();
  });

  it('is not taken where there was none, or where the server will refuse', () => {
    expect(turnOf({ ...edition, availability: 'out-of-print' }, take(1))).toBeNull();
    expect(turnOf(edition, take(3))).toBeNull();
  });

  it('is brought back when nobody counts any more what the count had turned, and not what an editor chose', () => {
    const uncounted = { kind: 'quantity', change: { kind: 'uncounted' } } as const;
    const soldOut = { ...edition, availability: 'out-of-print', quantity: 0, soldOut: true } as const;
    expect(turnOf(soldOut, uncounted)).toBe('brought-back');
    expect(turnOf({ ...soldOut, soldOut: false }, uncounted)).toBeNull();
    expect(turnOf(edition, uncounted)).toBeNull();
    expect(turnOf(soldOut, { kind: 'quantity', change: { kind: 'count', copies: 5 } })).toBeNull();
  });
});

describe('a change of stock', () => {
  const soldOut = { ...edition, availability: 'out-of-print', quantity: 0, soldOut: true } as const;
  const deliver = (copies: number) => ({ kind: 'quantity', change: { kind: 'delta', copies } }) as const;

  it('is written down with the state that the count turns back', () => {
    expect(stockAfter(soldOut, deliver(5))).toMatchObject({ availability: 'in-stock', quantity: 5 });
    expect(stockAfter({ ...soldOut, soldOut: false }, deliver(5))).toMatchObject({ availability: 'out-of-print' });
    expect(stockAfter(edition, { kind: 'update', update: { availability: 'withdrawn' } })).toMatchObject({
      availability: 'withdrawn',
    });
  });

  it('may change buttons where the state or the successor becomes another one, and not else', () => {
    expect(mayChangeButtons(soldOut, deliver(5))).toBe(true);
    expect(mayChangeButtons(edition, deliver(5))).toBe(false);
    expect(mayChangeButtons(edition, { kind: 'update', update: { availability: 'on-demand' } })).toBe(true);
    expect(mayChangeButtons(edition, { kind: 'update', update: { successor: 'a' } })).toBe(true);
    expect(mayChangeButtons(edition, { kind: 'update', update: { expectedOn: '2027-01-01' } })).toBe(false);
  });
});
