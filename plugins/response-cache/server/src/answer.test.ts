import { makeAnswer } from './answer';

const settings = { sharedMaxAge: 0, keyHeadersOf: () => [] };

describe('an answer that is kept', () => {
  it('holds on to its own bytes and to no more', () => {
    const body = Buffer.from('{"data":[]}'); // a part of Node’s pool
    expect(body.buffer.byteLength).toBeGreaterThan(body.length);
    const { plain, pack } = makeAnswer(
      { kind: 'rest', key: '/api/a', body, headers: {}, dependencies: new Set(), expiresAt: 1 },
      settings
    );
    expect(plain.body.toString()).toBe('{"data":[]}');
    expect(plain.body.buffer.byteLength).toBe(body.length);
    expect(pack('br', body).etag).not.toBe(plain.etag);
  });
});
