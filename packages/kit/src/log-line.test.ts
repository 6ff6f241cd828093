import { withoutSecrets } from './log-line';

const TOKEN = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE';

it.each([
  ['/ordering/orders?search=Ada%20Muster&page=2', '/ordering/orders?search=…&page=2'],
  ['/ordering/orders?page=2&search=ada@example.org', '/ordering/orders?page=2&search=…'],
  ['/ordering/orders?search=', '/ordering/orders?search=…'],
  ['/ordering/orders?state=sent', '/ordering/orders?state=sent'],
  [`/api/orders/${TOKEN}`, '/api/orders/…'],
  [`/api/waitlist/${TOKEN}/confirm`, '/api/waitlist/…/confirm'],
  [`/api/preview/eyJ1aWQiOiJhIn0.${TOKEN}`, '/api/preview/…'],
  [
    `/material.html?slug=heft&locale=de&preview=eyJ1aWQiOiJhIn0.${TOKEN}`,
    '/material.html?slug=heft&locale=de&preview=…',
  ],
  ['/admin/register?registrationToken=abc', '/admin/register?registrationToken=…'],
  ['/api/auth/email-confirmation?confirmation=abc', '/api/auth/email-confirmation?confirmation=…'],
  ['/api/materials?_q=Name&locale=de', '/api/materials?_q=…&locale=de'],
])('the log of requests holds no secrets and no words that were looked for: %s', (url, noted) => {
  expect(withoutSecrets(`GET ${url} (12 ms) 200`)).toBe(`GET ${noted} (12 ms) 200`);
});
