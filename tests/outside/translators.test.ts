import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const MATERIAL = 'api::material.material';

interface Outcome {
  readonly field: string;
  readonly outcome: string;
  readonly reason: string | null;
}

interface Report {
  readonly taken: number;
  readonly refused: number;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  readonly entries: readonly { readonly documentId: string; readonly fields: readonly Outcome[] }[];
}

const paragraphs = (...words: string[]) =>
  words.map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] }));

const wordsIn = (blocks: readonly { children: readonly { text: string }[] }[]): string[] =>
  blocks.map(({ children }) => children.map(({ text }) => text).join(''));

onEveryDatabase('a translation manager and an office', (database) => {
  let instance: Instance;
  let translator: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    translator = await makeAdminUser(instance, 'inprint-translator');
  });
  afterAll(() => instance.stop());

  let count = 0;
  const word = (): string => `Amt${database}${(count += 1)}`;
  const put = (id: string, locale: string, data: object) =>
    write(instance, `/api/materials/${id}?locale=${locale}`, data);
  const cellOf = async (title: string, locale = 'fr') => {
    const { body } = await translator.ask(`/translation-desk/entries?search=${title}`);
    return body.data[0].locales[locale] as { state: string; outdatedFields: string[]; incompleteFields: string[] };
  };
  const exportTexts = async (search: string, more = ''): Promise<{ xliff: string; entries: number; out: number }> => {
    const { status, body } = await translator.ask(`/translation-desk/export?locale=fr&search=${search}${more}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.data;
  };
  const send = (file: string | Uint8Array<ArrayBuffer>, dryRun = false) => {
    const form = new FormData();
    form.append('file', new Blob([file]), 'fr.xlf');
    return translator.ask(`/translation-desk/import?dryRun=${dryRun}`, { method: 'POST', body: form });
  };
  const importTexts = async (file: string | Uint8Array<ArrayBuffer>): Promise<Report> => {
    const { status, body } = await send(file);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.data as Report;
  };
  const french = async (id: string) =>
    (await instance.asEditor(`/api/materials/${id}?locale=fr&status=draft`)).body.data as {
      title: string;
      abstract: string;
      description: { children: { text: string }[] }[];
    };

  /** A material with three paragraphs, translated. */
  const translated = async (): Promise<{ title: string; id: string }> => {
    const title = word();
    const id = await makeMaterial(instance, { title, description: paragraphs('Eins', 'Zwei', 'Drei') });
    await put(id, 'fr', { title: `Cahier ${title}`, description: paragraphs('Un', 'Deux', 'Trois') });
    expect((await cellOf(title)).state).toBe('published');
    return { title, id };
  };

  it('have to do what is half done by hand, until the other half is', async () => {
    const { title, id } = await translated();
    await put(id, 'de', { description: paragraphs('Eins neu', 'Zwei neu', 'Drei') });
    await put(id, 'fr', { description: paragraphs('Un nouveau', 'Deux', 'Trois') });
    expect(await cellOf(title)).toMatchObject({ state: 'outdated', outdatedFields: ['description'] });
    await put(id, 'fr', { description: paragraphs('Un nouveau', 'Deux nouveau', 'Trois') });
    expect((await cellOf(title)).state).toBe('published');
  });

  it('have to do what is half done in a file, and the rest goes out again with what is done as final', async () => {
    const { title, id } = await translated();
    await put(id, 'de', { description: paragraphs('Neu', 'Eins', 'Zwei neu', 'Drei') });
    const { xliff } = await exportTexts(title);
    // Old translations follow their text, not their place.
    expect(xliff).toMatch(/state="initial">\s*<source>Neu<\/source>\s*<\/segment>/);
    expect(xliff).toMatch(/state="final">\s*<source>Eins<\/source>\s*<target>Un<\/target>/);
    expect(xliff).toMatch(/state="initial">\s*<source>Zwei neu<\/source>\s*<target>Deux<\/target>/);
    const half = xliff.replace(
      /<segment state="initial">(\s*<source>Neu<\/source>)/,
      '<segment state="translated">$1<target>Nouveau</target>'
    );
    expect(await importTexts(half)).toMatchObject({ taken: 1, refused: 0 });
    expect(wordsIn((await french(id)).description)).toEqual(['Nouveau', 'Un', 'Deux', 'Trois']);
    expect(await cellOf(title)).toMatchObject({ state: 'outdated', outdatedFields: ['description'] });
    const rest = (await exportTexts(title)).xliff;
    expect(rest.match(/state="initial"/g)).toHaveLength(1);
    await importTexts(rest.replace('state="initial"', 'state="translated"').replace('>Deux<', '>Deux nouveau<'));
    expect(await cellOf(title)).toMatchObject({ outdatedFields: [], incompleteFields: [] });
  });

  it('find an entry again of which a field was refused: it is incomplete', async () => {
    const title = word();
    await makeMaterial(instance, { title, abstract: 'Kurz', description: paragraphs('Eins', 'Zwei') });
    const { xliff } = await exportTexts(title, '&version=1.2');
    const half = xliff
      .replace(`<source>${title}</source>`, `$&<target state="translated">FR ${title}</target>`)
      .replace('<source>Eins</source>', '$&<target state="translated">Un</target>');
    const report = await importTexts(half);
    expect(report.entries[0]?.fields.map(({ field, outcome, reason }) => [field, outcome, reason])).toEqual([
      ['title', 'new', null],
      ['abstract', 'untouched', null],
      ['description', 'refused', 'incomplete'],
    ]);
    expect(await cellOf(title)).toMatchObject({
      state: 'incomplete',
      incompleteFields: expect.arrayContaining(['abstract', 'description']) as string[],
    });
    expect((await exportTexts(title)).xliff).toContain('<source>Zwei</source>');
  });

  it('see boxes that change places, and what stands beside their texts goes with them', async () => {
    const title = word();
    const [one, two] = [await makeMaterial(instance, { title: `${title}x` }), await makeMaterial(instance)];
    for (const id of [one, two]) await put(id, 'fr', { title: 'Ici' });
    const box = (heading: string, material: string) => ({
      __component: 'news.material-box',
      heading,
      materials: [material],
    });
    const id = await makeArticle(instance, { title: `${title}y`, boxes: [box('Eins', one), box('Zwei', two)] });
    const news = `/api/news-articles/${id}`;
    await write(instance, `${news}?locale=fr`, { title: 'Nouvelle', boxes: [box('Un', one), box('Deux', two)] });
    await write(instance, `${news}?locale=de`, { boxes: [box('Zwei', two), box('Eins', one)] });
    expect(await cellOf(`${title}y`)).toMatchObject({ outdatedFields: ['boxes'] });
    await importTexts((await exportTexts(`${title}y`)).xliff);
    const { body } = await instance.asEditor(`${news}?locale=fr&status=draft&populate[boxes][populate]=*`);
    const boxes = body.data.boxes as { heading: string; materials: { documentId: string }[] }[];
    expect(boxes.map(({ heading, materials }) => [heading, materials[0]?.documentId])).toEqual([
      ['Deux', two],
      ['Un', one],
    ]);
    expect((await cellOf(`${title}y`)).outdatedFields).toEqual([]);
  });

  it('see a link that was put on words', async () => {
    const { title, id } = await translated();
    const linked = { type: 'link', url: 'https://example.org', children: [{ type: 'text', text: 'Eins' }] };
    await put(id, 'de', {
      description: [{ type: 'paragraph', children: [linked] }, ...paragraphs('Zwei', 'Drei')],
    });
    expect(await cellOf(title)).toMatchObject({ outdatedFields: ['description'] });
  });

  it('see a relation that was taken away from the source', async () => {
    const title = word();
    const [one, two] = [await makeMaterial(instance, { title: `${title}x` }), await makeMaterial(instance)];
    for (const id of [one, two]) await put(id, 'fr', { title: 'Ici' });
    const id = await makeArticle(instance, { title: `${title}y`, materials: [one, two] });
    await write(instance, `/api/news-articles/${id}?locale=fr`, { title: 'Nouvelle', materials: [one, two] });
    await write(instance, `/api/news-articles/${id}?locale=de`, { materials: [two] });
    const { body } = await translator.ask(
      `/translation-desk/entries/api::news-article.news-article/${id}/fr/relations`
    );
    expect(body.data.gaps).toMatchObject([
      { path: 'materials', missing: [], absent: [], surplus: [{ documentId: one }] },
    ]);
  });

  it('are not told that a half is whole: the second of two new paragraphs, done first, goes out as no final', async () => {
    const { title, id } = await translated();
    await put(id, 'de', { description: paragraphs('Neu', 'Auch neu', 'Eins', 'Zwei', 'Drei') });
    await put(id, 'fr', { description: paragraphs('Nouveau aussi', 'Un', 'Deux', 'Trois') });
    expect(await cellOf(title)).toMatchObject({ state: 'outdated', outdatedFields: ['description'] });
    const { xliff } = await exportTexts(title);
    expect(xliff).not.toMatch(/state="final">\s*<source>(Neu|Auch neu)</);
    expect(xliff.match(/state="final"/g)).toHaveLength(3);
    await put(id, 'fr', { description: paragraphs('Nouveau', 'Nouveau aussi', 'Un', 'Deux', 'Trois') });
    expect((await cellOf(title)).state).toBe('published');
  });

  it('say that a text is still right: it holds until the source changes again, names them, and can be taken back', async () => {
    const { title, id } = await translated();
    await put(id, 'de', { description: paragraphs('Eins!', 'Zwei', 'Drei') });
    const path = `/translation-desk/entries/${MATERIAL}/${id}/fr`;
    const shown = (await translator.ask(path)).body.data.fields as { field: string; source: string }[];
    const { source } = shown.find(({ field }) => field === 'description') ?? {};
    const fields = [{ field: 'description', source }];
    const { body } = await translator.ask(`${path}/up-to-date`, { method: 'POST', body: { data: { fields } } });
    const confirmed = (body.data.fields as { field: string; confirmed: { by: string } | null }[]).find(
      ({ field }) => field === 'description'
    )?.confirmed;
    expect(confirmed?.by).toMatch(/\S/);
    expect((await cellOf(title)).state).toBe('published');
    await put(id, 'fr', { description: paragraphs('Un', 'Deux corrigé', 'Trois') });
    expect((await cellOf(title)).state).toBe('published');
    const undo = { method: 'POST', body: { data: { fields: ['description'] } } };
    expect((await translator.ask(`${path}/up-to-date/undo`, undo)).status).toBe(200);
    expect((await cellOf(title)).state).toBe('outdated');
    const all = { data: { locale: 'fr', entries: [`${MATERIAL}:${id}`] } };
    const bulk = await translator.ask('/translation-desk/up-to-date', { method: 'POST', body: all });
    expect(bulk.body.data).toEqual({ confirmed: 1 });
    expect((await cellOf(title)).state).toBe('published');
    await put(id, 'de', { description: paragraphs('Eins!', 'Zwei!', 'Drei') });
    expect((await cellOf(title)).state).toBe('outdated');
  });

  it('know what is out, to whom and since when, and do not export it twice', async () => {
    const title = word();
    await makeMaterial(instance, { title: `${title} eins` });
    const first = await exportTexts(title, '&version=1.2&recipient=Office&note=Informal');
    expect(first.xliff).toContain('Informal');
    expect((await translator.ask(`/translation-desk/export?locale=fr&search=${title}`)).body.error.message).toMatch(
      /out with translators/
    );
    await makeMaterial(instance, { title: `${title} zwei` });
    expect(await exportTexts(title)).toMatchObject({ entries: 1, out: 1 });
    expect((await exportTexts(title, '&withOut=true')).entries).toBe(2);
    const jobs = async () => (await translator.ask('/translation-desk/jobs')).body.data as { recipient: string }[];
    expect(await jobs()).toMatchObject([{ recipient: 'Office', locale: 'fr', entries: 1, returned: 0 }]);
    await importTexts(first.xliff.replace(/<source>(.*?)<\/source>/, '$&<target state="final">FR $1</target>'));
    expect(await jobs()).toEqual([]);
  });

  it('take files as tools leave them: other encodings and tags, copied sources, a foreign and a broken part', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title, abstract: 'Kurz' });
    const { xliff } = await exportTexts(title, '&version=1.2');
    const latin = xliff
      .replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
      .replace('target-language="fr"', 'target-language="fr-FR"')
      .replace('source-language="de"', 'source-language="de-DE"')
      .replace(`<source>${title}</source>`, `$&<target state="translated">Été ${title}</target>`)
      .replace('<source>Kurz</source>', '$&<target state="new">Kurz</target>')
      .replace('</body>', '<trans-unit><source>x</source></trans-unit></body>')
      .replace('</xliff>', '<file original="page.html" target-language="fr-FR"><body/></file></xliff>');
    const report = await importTexts(new Uint8Array(Buffer.from(latin, 'latin1')));
    expect(report.entries[0]?.fields.map(({ field, outcome }) => [field, outcome])).toEqual([
      ['title', 'new'],
      ['abstract', 'untouched'],
    ]);
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/no id/),
      expect.stringMatching(/page\.html/),
    ]);
    expect(await french(id)).toMatchObject({ title: `Été ${title}`, abstract: null });
  });
});
