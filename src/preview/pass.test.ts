import { readPass, signPass } from './pass';

const pass = { uid: 'api::material.material', documentId: 'sozpad', locale: 'de', expiresAt: 1000 };

describe('a preview pass', () => {
  it('is read back as it was signed, until it expires', () => {
    const token = signPass(pass, 'key');
    expect(readPass(token, 'key', 999)).toEqual(pass);
    expect(readPass(token, 'key', 1000)).toBeNull();
  });

  it('is worth nothing under another key or with a changed word', () => {
    const token = signPass(pass, 'key');
    const [, signature] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...pass, documentId: 'other' })).toString('base64url');
    expect(readPass(token, 'another key', 0)).toBeNull();
    expect(readPass(`${other}.${signature ?? ''}`, 'key', 0)).toBeNull();
    expect(readPass(`${token}x`, 'key', 0)).toBeNull();
  });

  it.each(['', '.', 'x', 'x.y', '.x.', 'ä.ö'])('is not “%s”', (token) => {
    expect(readPass(token, 'key', 0)).toBeNull();
  });
});
