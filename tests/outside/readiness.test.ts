import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

/** Whoever watches a site is told what is not as it must be, while it still answers. */
onEveryDatabase('/_ready', (database) => {
  let instance: Instance;

  beforeAll(async () => {
    instance = await startInstance({ database });
  });
  afterAll(() => instance.stop());

  const ready = (): Promise<Answer> => instance.asReader('/_ready');
  const sql = (statement: string): Promise<void> =>
    instance.run(async (strapi, text) => {
      await strapi.db.connection.raw(text);
    }, statement);
  const expectFailing = async (...failing: string[]): Promise<void> => {
    const { status, body } = await ready();
    expect({ status, body }).toEqual({ status: 503, body: { status: 'not-ready', failing } });
  };

  it('names triggers that are missing, or disabled', async () => {
    expect((await ready()).status).toBe(204);
    if (database === 'postgres') {
      await sql('ALTER TABLE ordering_ledger DISABLE TRIGGER ALL');
      await expectFailing('triggers');
      await sql('ALTER TABLE ordering_ledger ENABLE TRIGGER ALL');
    } else {
      const trigger = await instance.run(async (strapi) => {
        const query = `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ordering_ledger' LIMIT 1`;
        const [first] = (await strapi.db.connection.raw(query)) as { name: string; sql: string }[];
        return first;
      });
      await sql(`DROP TRIGGER ${trigger?.name}`);
      await expectFailing('triggers');
      await sql(trigger?.sql ?? '');
    }
    expect((await ready()).status).toBe(204);
  });

  it('names a release that is older than the one that wrote the database', async () => {
    await sql(`UPDATE inprint_releases SET release = '99.0.0' WHERE plugin = 'ordering'`);
    await expectFailing('release');
    await sql(`UPDATE inprint_releases SET release = '0.1.0' WHERE plugin = 'ordering'`);
    expect((await ready()).status).toBe(204);
  });

  it('names the disk where files cannot be written', async () => {
    await instance.run((strapi) => {
      Object.assign(strapi.dirs.static, { before: strapi.dirs.static.public, public: '/proc' });
    });
    await expectFailing('disk');
    await instance.run((strapi) => {
      const { before } = strapi.dirs.static as { before?: string };
      Object.assign(strapi.dirs.static, { public: before });
    });
    expect((await ready()).status).toBe(204);
  });
});
