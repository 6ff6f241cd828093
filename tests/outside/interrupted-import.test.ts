import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial } from '../support/content';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const ENTRIES = 60;

interface Report {
  readonly isWritten: boolean;
  readonly taken: number;
  readonly already: number;
  readonly refused: number;
  readonly untouched: number;
  readonly entries: readonly { readonly fields: readonly { readonly outcome: string }[] }[];
}

/** As an office sends it back: each text has a translation. */
const translated = (xliff: string): string =>
  xliff.replace(/<source>(.*?)<\/source>/g, '$&<target state="final">FR $1</target>');

onEveryDatabase('an import that a crash interrupts', (database) => {
  let own: OwnDatabase;
  let instance: Instance;
  let translator: AdminUser;

  const start = async (): Promise<void> => {
    instance = await startInstance({ database, env: own.env });
    translator = await makeAdminUser(instance, 'inprint-translator');
  };
  beforeAll(async () => {
    own = await makeDatabase(database);
    await start();
  });
  afterAll(async () => {
    await instance.stop();
    await own.drop();
  });

  const send = (xliff: string, dryRun: boolean) => {
    const form = new FormData();
    form.append('file', new Blob([xliff]), 'fr.xlf');
    return translator.ask(`/translation-desk/import?dryRun=${dryRun}`, { method: 'POST', body: form });
  };
  const importTexts = async (xliff: string, dryRun: boolean): Promise<Report> => {
    const { status, body } = await send(xliff, dryRun);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.data as Report;
  };
  const jobs = async () =>
    (await translator.ask('/translation-desk/jobs')).body.data as { entries: number; returned: number }[];
  const frenchRows = (): Promise<{ documentId: string; title: string; abstract: string }[]> =>
    instance.run(
      (strapi) =>
        strapi.db.query('api::material.material').findMany({ where: { locale: 'fr' }, orderBy: 'id' }) as never
    );

  it('goes on where it stood when the same file is imported again: nothing is lost, nothing is there twice', async () => {
    const ids: string[] = [];
    for (let number = 1; number <= ENTRIES; number += 1) {
      ids.push(await makeMaterial(instance, { title: `Absturz ${number}`, abstract: `Kurz ${number}` }));
    }
    const out = await translator.ask('/translation-desk/export?locale=fr&search=Absturz&version=1.2&recipient=Office');
    expect(out.body.data).toMatchObject({ entries: ENTRIES });
    const xliff = translated(out.body.data.xliff as string);

    const interrupted = send(xliff, false).then(
      () => 'answered',
      () => 'interrupted'
    );
    const enough = ENTRIES / 4;
    const isUnderWay = async (): Promise<boolean> => {
      const [job] = await jobs();
      return (job?.returned ?? ENTRIES) >= enough;
    };
    while (!(await isUnderWay()));
    await instance.kill();
    expect(await interrupted).toBe('interrupted');

    await start();
    const before = await frenchRows();
    expect(before.length).toBeGreaterThanOrEqual(enough);
    expect(before.length).toBeLessThan(ENTRIES);
    // What an entry has, it has whole, and the job knows of it.
    for (const { title, abstract } of before)
      expect([title, abstract]).toEqual([`FR ${title.slice(3)}`, `FR ${abstract.slice(3)}`]);
    expect(await jobs()).toMatchObject([{ entries: ENTRIES, returned: before.length }]);

    // The file says where the import stands.
    const fields = ENTRIES * 2;
    const there = before.length * 2;
    expect(await importTexts(xliff, true)).toMatchObject({
      isWritten: false,
      taken: fields - there,
      already: there,
      refused: 0,
      untouched: 0,
    });
    expect(await importTexts(xliff, false)).toMatchObject({
      isWritten: true,
      taken: fields - there,
      already: there,
      refused: 0,
      untouched: 0,
    });
    expect(await importTexts(xliff, false)).toMatchObject({ taken: 0, already: fields, refused: 0 });

    const after = await frenchRows();
    expect(after.map(({ documentId }) => documentId).sort()).toEqual([...ids].sort());
    expect(new Set(after.map(({ title }) => title)).size).toBe(ENTRIES);
    expect(await jobs()).toEqual([]);
    const { body } = await translator.ask(
      '/translation-desk/entries?search=Absturz&locales=fr&states=draft&pageSize=100'
    );
    expect(body.meta.total).toBe(ENTRIES);
    const again = await translator.ask('/translation-desk/export?locale=fr&search=Absturz');
    expect([again.status, again.body.error.message]).toEqual([400, expect.stringMatching(/nothing to export/)]);
  });
});
