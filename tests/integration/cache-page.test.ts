import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial } from '../support/content';
import { startInstance, type Instance } from '../support/instance';

describe('the cache in the admin', () => {
  let instance: Instance;
  let admin: AdminUser;
  let editor: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ env: { RESPONSE_CACHE: 'on', LOG_LEVEL: 'error' } });
    admin = await makeAdminUser(instance, 'strapi-super-admin');
    editor = await makeAdminUser(instance, 'strapi-editor');
  });
  afterAll(() => instance.stop());

  const report = async () => (await admin.ask('/response-cache/report')).body.data;

  it('says how many reads it answered, and why an answer was made again', async () => {
    const material = await makeMaterial(instance, { title: 'Heft' });
    const path = `/api/materials/${material}?fields[0]=title`;
    const { counts } = await report();
    for (let turn = 0; turn < 3; turn += 1) await instance.asReader(path);
    const after = await report();
    expect([after.counts.misses - counts.misses, after.counts.hits - counts.hits]).toEqual([1, 2]);
    expect(after).toMatchObject({ isActive: true, store: 'memory' });
    expect(after.bytes).toBeGreaterThan(0);
    expect(after.bytes).toBeLessThan(after.maxBytes);

    await instance.asEditor(`/api/materials/${material}?locale=de`, {
      method: 'PUT',
      body: { data: { title: 'Heft neu' } },
    });
    await instance.asReader(path);
    const { outdated } = await report();
    expect(outdated[0]).toMatchObject({ kind: 'rest', question: path, what: expect.any(String) });
  });

  it('empties it for whoever may', async () => {
    await instance.asReader('/api/materials');
    expect((await report()).answers).toBeGreaterThan(0);
    expect((await editor.ask('/response-cache/report')).status).toBe(403);
    expect((await editor.ask('/response-cache/empty', { method: 'POST' })).status).toBe(403);
    expect((await instance.asReader('/response-cache/report')).status).toBe(401);
    expect((await admin.ask('/response-cache/empty', { method: 'POST' })).status).toBe(204);
    const { misses } = (await report()).counts;
    await instance.asReader('/api/materials');
    const after = await report();
    expect([after.answers, after.counts.misses]).toEqual([1, misses + 1]);
  });
});
