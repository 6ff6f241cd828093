import { MAX_ATTEMPTS, secondsUntilRetry, withoutAddresses, writeOfLowStock, writeToReader } from './mail';
import { speechFor } from './speech';

describe('mails about an order', () => {
  const order = {
    number: 'AB12-CD34',
    name: 'Ada',
    lines: [{ title: 'Heft', quantity: 2 }],
    fee: { amount: '3.50', currency: 'EUR' },
    tracking: null,
    statusUrl: null,
  };

  it('name the copies and the fee', () => {
    const { subject, text } = writeToReader('received', order, speechFor('de'));
    expect(subject).toBe('Ihre Bestellung AB12-CD34');
    expect(text).toMatch(/- 2 × Heft\n\nSchutzgebühr: 3,50\s€/);
  });

  it('lead to where the order stands, if there is such a page', () => {
    const statusUrl = 'https://example.org/order?token=t';
    expect(writeToReader('sent', { ...order, statusUrl }, speechFor('fr')).text).toMatch(
      /commande\u00a0: https:\/\/example\.org/
    );
    expect(writeToReader('sent', order, speechFor('en')).text).not.toMatch(/http/);
  });

  it('name the parcel’s number once it is on its way', () => {
    const sent = { ...order, tracking: 'JJD-0001' };
    expect(writeToReader('sent', sent, speechFor('de')).text).toContain('\n\nSendungsnummer: JJD-0001');
    expect(writeToReader('received', sent, speechFor('de')).text).not.toContain('JJD');
    expect(writeToReader('sent', order, speechFor('de')).text).not.toContain('Sendungsnummer');
  });

  it('tell staff which editions run low', () => {
    const editions = [
      { title: 'Heft', edition: 'fr', orderNumber: 'H-1', copies: 1 },
      { title: 'Plakat', edition: null, orderNumber: null, copies: 0 },
    ];
    expect(writeOfLowStock(editions, 'https://example.org/desk', speechFor('de'))).toEqual({
      subject: '2 Ausgaben gehen zur Neige',
      text: 'Von diesen Ausgaben sind nur noch wenige Exemplare verfügbar:\n\n- Heft, Französisch, H-1: 1 Exemplar\n- Plakat: keines\n\nhttps://example.org/desk',
    });
  });

  it('ask no fee for an order that was cancelled', () => {
    expect(writeToReader('cancelled', order, speechFor('en')).text).not.toMatch(/Fee/);
  });

  it('are tried again after longer and longer pauses, for days', () => {
    const pauses = Array.from({ length: MAX_ATTEMPTS }, (_, index) => secondsUntilRetry(index + 1));
    expect(pauses.slice(0, 4)).toEqual([60, 120, 240, 480]);
    expect(Math.max(...pauses)).toBe(6 * 3600);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(2 * 24 * 3600);
  });

  it('leave no address in what a mail server answered', () => {
    expect(withoutAddresses('550 5.1.1 <ada@example.org>: unknown')).toBe('550 5.1.1 <[address]>: unknown');
  });
});
