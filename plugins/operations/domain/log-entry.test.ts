import { logEntry } from './log-entry';

const TIME = new Date('2026-03-01T12:00:00.000Z');
const TOKEN = 'A'.repeat(43);
const parsed = (...given: Parameters<typeof logEntry>): unknown => JSON.parse(logEntry(...given));

describe('a line of the log in JSON', () => {
  it('says when, how grave and what', () => {
    expect(parsed({ level: 'info', message: 'Up.' }, TIME, null)).toEqual({
      time: '2026-03-01T12:00:00.000Z',
      level: 'info',
      message: 'Up.',
    });
  });

  it('says of a request who it was and how it was answered, without tokens and without what was searched for', () => {
    const request = {
      requestId: 'id-of-it',
      method: 'GET',
      url: `/api/orders/${TOKEN}?token=secret&page=2`,
      answer: { status: 200, ms: 12 },
    };
    const line = logEntry({ level: 'http', message: `GET /api/orders/${TOKEN} (12 ms) 200` }, TIME, request);
    expect(line).not.toMatch(/AAAA|secret/);
    expect(JSON.parse(line)).toMatchObject({
      requestId: 'id-of-it',
      method: 'GET',
      path: '/api/orders/…?token=…&page=2',
      status: 200,
      ms: 12,
    });
  });

  it('is one line with the stack of an error, wherever that stands', () => {
    const error = new Error('Two\nlines.');
    for (const logged of [
      { level: 'error', message: error },
      { level: 'error', message: error.message, stack: error.stack },
    ]) {
      const line = logEntry(logged, TIME, null);
      expect(line.split('\n')).toHaveLength(1);
      expect(JSON.parse(line)).toMatchObject({ message: 'Two\nlines.', error: { stack: error.stack } });
    }
  });

  it('has no colours, and takes whatever is logged', () => {
    expect(parsed({ level: 'info', message: '\u001B[32mgreen\u001B[39m' }, TIME, null)).toMatchObject({
      message: 'green',
    });
    expect(parsed({ level: 'info', message: { a: 1 } }, TIME, null)).toMatchObject({ message: '{"a":1}' });
    expect(parsed({ level: 'info', message: undefined }, TIME, null)).toMatchObject({ message: 'undefined' });
  });
});
