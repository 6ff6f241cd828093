import requestLog from './request-log';

it.each([
  ['/ordering/orders?search=Ada%20Muster&page=2', '/ordering/orders?search=…&page=2'],
  ['/ordering/orders?page=2&search=ada@example.org', '/ordering/orders?page=2&search=…'],
  ['/ordering/orders?search=', '/ordering/orders?search=…'],
  ['/ordering/orders?state=sent', '/ordering/orders?state=sent'],
])('the log of requests holds no words that were looked for: %s', async (url, noted) => {
  const lines: string[] = [];
  const strapi = { log: { http: (line: string) => lines.push(line) } };
  const note = requestLog({}, { strapi } as never);
  await note({ method: 'GET', url, status: 401 } as never, () => Promise.resolve());
  expect(lines).toEqual([expect.stringMatching(/^GET .* 401$/)]);
  expect(lines[0]).toContain(`GET ${noted} (`);
});
