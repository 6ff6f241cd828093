import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createActionRequests } from './batching';

const answerFor = (documentId: string) => ({ documentId, action: { type: 'none', url: null, locale: 'de' } });

describe('createActionRequests', () => {
  let server: Server;
  let base = '';
  let asked: URL[] = [];
  let status = 200;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      asked.push(url);
      const ids = (url.searchParams.get('materials') ?? '').split(',').filter((id) => id !== 'unknown');
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: ids.map(answerFor) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
    status = 200;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('asks once for all buttons of a language, each material once', async () => {
    const ask = createActionRequests(fetch);
    const answers = await Promise.all(['a', 'b', 'a'].map((id) => ask(base, 'de', id)));
    expect(answers.map(({ action }) => action?.type)).toEqual(['none', 'none', 'none']);
    expect(asked.map((url) => url.searchParams.get('materials'))).toEqual(['a,b']);
  });

  it('asks once for each language', async () => {
    const ask = createActionRequests(fetch);
    await Promise.all([ask(base, 'de', 'a'), ask(base, 'en', 'a')]);
    expect(asked.map((url) => url.searchParams.get('locale')).sort()).toEqual(['de', 'en']);
  });

  it('asks for at most 100 materials in one request', async () => {
    const ask = createActionRequests(fetch);
    await Promise.all(Array.from({ length: 230 }, (_, index) => ask(base, 'de', `m${index}`)));
    const sizes = asked.map((url) => url.searchParams.get('materials')?.split(',').length);
    expect(sizes.sort()).toEqual([100, 100, 30]);
  });

  it('answers null for a material that the API left out', async () => {
    const ask = createActionRequests(fetch);
    expect((await ask(base, 'de', 'unknown')).action).toBeNull();
  });

  it('fails where the API fails, and asks again next time', async () => {
    const ask = createActionRequests(fetch);
    status = 503;
    await expect(ask(base, 'de', 'a')).rejects.toThrow('503');
    status = 200;
    expect((await ask(base, 'de', 'a')).action?.type).toBe('none');
  });
});
