import { get } from 'node:http';

import { makeMaterial } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

onEveryDatabase('downloads', (database) => {
  let instance: Instance;
  let second: Instance | null = null;
  beforeAll(async () => {
    instance = await startInstance({ database });
  });
  afterAll(async () => {
    await second?.stop();
    await instance.stop();
  });

  const uploaded = async (): Promise<string> => {
    const material = await makeMaterial(instance, { pdf: await uploadPdf(instance) });
    return (await instance.asReader(`/api/materials/${material}?locale=de&populate=pdf`)).body.data.pdf.url as string;
  };
  const flush = () => instance.run((strapi) => strapi.plugin('ordering').service('downloads').flush() as Promise<void>);
  const rowsOf = (url: string) =>
    instance.run(
      (strapi, file) =>
        strapi.db
          .connection('ordering_downloads')
          .where({ file_url: file })
          .then((rows) => rows) as unknown as Promise<{ copies: number; day: string }[]>,
      url
    );
  const countOf = async (url: string) => {
    await flush();
    return (await rowsOf(url)).reduce((sum, { copies }) => sum + copies, 0);
  };

  it('are counted once for each file that begins to come, whole or in parts', async () => {
    const url = await uploaded();
    await instance.asReader(url);
    expect(await countOf(url)).toBe(1);
    const range = async (bytes: string) => (await instance.asReader(url, { headers: { range: bytes } })).status;
    expect([await range('bytes=0-99'), await range('bytes=100-199'), await range('bytes=200-')]).toEqual([
      206, 206, 206,
    ]);
    await instance.asReader(url, { method: 'HEAD' });
    expect(await countOf(url)).toBe(2);
    const { headers } = await instance.asReader(url);
    // As browsers ask for what they have; `fetch` would add that it wants the file anew.
    await new Promise((resolve) =>
      get(instance.url + url, { headers: { 'if-modified-since': headers.get('last-modified') ?? '' } }, (answer) =>
        answer.resume().once('end', resolve)
      )
    );
    expect(await countOf(url)).toBe(3);
    expect(await rowsOf(url)).toEqual([{ file_url: url, day: new Date().toISOString().slice(0, 10), copies: 3 }]);
  });

  it('are not counted for files that the media library does not know', async () => {
    await instance.run(async (strapi) => {
      const { writeFileSync } = process.getBuiltinModule('node:fs');
      writeFileSync(`${strapi.dirs.static.public}/uploads/foreign.pdf`, '%PDF-1.4');
    });
    expect((await instance.asReader('/uploads/foreign.pdf')).status).toBe(200);
    expect((await instance.asReader('/uploads/nowhere.pdf')).status).toBe(404);
    expect(await countOf('/uploads/foreign.pdf')).toBe(0);
    expect(await countOf('/uploads/nowhere.pdf')).toBe(0);
  });

  it('are kept while the database refuses them', async () => {
    const url = await uploaded();
    await instance.asReader(url);
    await instance.run((strapi) =>
      strapi.db.connection.raw('ALTER TABLE ordering_downloads RENAME TO away').then(() => {})
    );
    await expect(flush()).rejects.toThrow();
    await instance.run((strapi) =>
      strapi.db.connection.raw('ALTER TABLE away RENAME TO ordering_downloads').then(() => {})
    );
    expect(await countOf(url)).toBe(1);
  });

  it('do not keep a server from ending when the database refuses them', async () => {
    const short = await startInstance({ database });
    const material = await makeMaterial(short, { pdf: await uploadPdf(short) });
    const { body } = await short.asReader(`/api/materials/${material}?locale=de&populate=pdf`);
    await short.asReader(body.data.pdf.url as string);
    await short.run((strapi) => strapi.db.connection.raw('DROP TABLE ordering_downloads').then(() => {}));
    await short.stop(); // waits for the end of the process
  });

  if (database === 'postgres') {
    it('of two servers add up', async () => {
      const url = await uploaded();
      const env = await instance.run((strapi) => ({
        DATABASE_URL: (strapi.config.get('database.connection') as { connection: { connectionString: string } })
          .connection.connectionString,
        PUBLIC_DIR: strapi.dirs.static.public,
      }));
      const other = await startInstance({ database, env });
      second = other;
      await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? other : instance).asReader(url)));
      await Promise.all([
        flush(),
        other.run((strapi) => strapi.plugin('ordering').service('downloads').flush() as Promise<void>),
      ]);
      expect(await countOf(url)).toBe(20);
    });
  }
});
