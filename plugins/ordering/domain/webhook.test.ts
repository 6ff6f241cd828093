import { isWebhookAddress, isWebhookSecret } from './webhook';

describe('a webhook', () => {
  it('goes to a web address without a password', () => {
    expect(['https://example.org/hook', 'http://127.0.0.1:8080/'].every(isWebhookAddress)).toBe(true);
    for (const wrong of [
      '',
      'example.org',
      'ftp://example.org',
      'file:///etc/hosts',
      'https://ada:secret@example.org',
    ]) {
      expect(isWebhookAddress(wrong)).toBe(false);
    }
  });

  it('is signed with 24 to 64 bytes', () => {
    const secret = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
    expect([24, 32, 64].map(secret).every(isWebhookSecret)).toBe(true);
    for (const wrong of ['', 'whsec_', secret(23), secret(65), secret(32).slice(6), `${secret(32)}!`]) {
      expect(isWebhookSecret(wrong)).toBe(false);
    }
  });
});
