import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

onEveryDatabase('who waits for a material in a language', (database) => {
  let instance: Instance;
  const mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-waiting-'));
  beforeAll(async () => {
    instance = await startInstance({ database, env: { MAILBOX_FOLDER: mailbox } });
    await instance.run((strapi) => void strapi.config.set('plugin::ordering.waitlist.endedAfterMinutes', 0));
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(mailbox, { recursive: true, force: true });
  });

  /** Everything that was noted is looked at, and every mail is sent. */
  const settle = () =>
    instance.run(async (strapi) => {
      await strapi.plugin('ordering').service('changes').look();
      await strapi.plugin('ordering').service('outbox').sendDue();
      await strapi.plugin('ordering').service('outbox').sendDue();
    });
  const mailsTo = (email: string): string[] =>
    readdirSync(mailbox)
      .sort()
      .map((name) => readFileSync(path.join(mailbox, name), 'utf8'))
      .filter((mail) => mail.includes(`To: ${email}\n`));
  const wait = async (material: string, email: string, locale = 'de'): Promise<void> => {
    const { status } = await instance.asReader('/api/waitlist', {
      method: 'POST',
      body: { data: { material, locale, email } },
    });
    expect(status).toBe(202);
    await settle();
    const token = /#([\w-]{43})/.exec(mailsTo(email).at(-1) ?? '')?.[1];
    await instance.asReader(`/api/waitlist/${token}/confirm`, { method: 'POST' });
    await settle();
  };
  const remove = (stock: string) => instance.asEditor(`/api/stock-statuses/${stock}`, { method: 'DELETE' });
  const subjectsTo = (email: string): string[] => mailsTo(email).map((mail) => /Subject: (.*)/.exec(mail)?.[1] ?? '');
  const addressesOf = (material: string) =>
    instance.run(
      async (strapi, id) =>
        (
          (await strapi.db.connection('ordering_waitlist').where({ material: id }).select('email', 'state')) as {
            email: string | null;
            state: string;
          }[]
        ).map(({ email, state }) => `${state} ${String(email)}`),
      material
    );
  const known = (name: string) => `${name}-${database}@example.org`;

  it('is told when a deleted record is made anew, once, as many as there are copies', async () => {
    const material = await makeMaterial(instance, { title: 'Neu angelegt' });
    const stock = await makeStock(instance, material, { availability: 'reprinting', quantity: 0 });
    for (const name of ['erste', 'zweite', 'dritte']) await wait(material, known(name));
    await remove(stock);
    await settle();
    await makeStock(instance, material, { quantity: 2 });
    await settle();
    await settle();
    const told = (name: string) =>
      subjectsTo(known(name)).filter((subject) => /kann jetzt bestellt/.test(subject)).length;
    expect(['erste', 'zweite', 'dritte'].map(told)).toEqual([1, 1, 0]);
  });

  it('is told when the language gets an edition of its own', async () => {
    const material = await makeMaterial(instance, { title: 'Heft' });
    await write(instance, `/api/materials/${material}?locale=en`, { title: 'Booklet' });
    await makeStock(instance, material, { availability: 'reprinting', quantity: 0 });
    const [german, english] = [known('deutsch'), known('englisch')];
    await wait(material, german);
    await wait(material, english, 'en');
    await makeStock(instance, material, { edition: 'en', quantity: 5 });
    await settle();
    expect(subjectsTo(english).at(-1)).toMatch(/can be ordered/);
    expect(subjectsTo(german)).toHaveLength(1);
  });

  it('is told and forgotten when no more will come, with the PDF', async () => {
    const material = await makeMaterial(instance, { title: 'Vergriffen', pdfUrl: 'https://example.org/heft.pdf' });
    const stock = await makeStock(instance, material, { availability: 'reprint-undecided' });
    const email = known('vergriffen');
    await wait(material, email);
    await write(instance, `/api/stock-statuses/${stock}`, { availability: 'out-of-print' });
    await settle();
    expect(mailsTo(email).at(-1)).toContain('https://example.org/heft.pdf');
    expect(await addressesOf(material)).toEqual(['told null']);
    await settle();
    expect(mailsTo(email)).toHaveLength(2);
  });

  it('is told and forgotten when it was replaced, with the successor', async () => {
    const successor = await makeMaterial(instance, { title: 'Nachfolger', slug: `nachfolger-${database}` });
    const material = await makeMaterial(instance, { title: 'Vorgänger' });
    const stock = await makeStock(instance, material, { availability: 'out-of-stock' });
    const email = known('ersetzt');
    await wait(material, email);
    await write(instance, `/api/stock-statuses/${stock}`, { availability: 'replaced', successor });
    await settle();
    expect(mailsTo(email).at(-1)).toContain(`/de/materials/nachfolger-${database}`);
    expect(await addressesOf(material)).toEqual(['told null']);
  });

  it('stays on the list where the end was a slip', async () => {
    await instance.run((strapi) => void strapi.config.set('plugin::ordering.waitlist.endedAfterMinutes', 15));
    const material = await makeMaterial(instance, { title: 'Versehen' });
    const stock = await makeStock(instance, material, { availability: 'reprinting' });
    const email = known('versehen');
    await wait(material, email);
    await write(instance, `/api/stock-statuses/${stock}`, { availability: 'withdrawn' });
    await settle();
    await write(instance, `/api/stock-statuses/${stock}`, { availability: 'reprinting' });
    await instance.run((strapi) =>
      strapi.db.connection('ordering_outbox').whereNull('done_at').update({ due_at: '2020-01-01T00:00:00.000Z' })
    );
    await settle();
    expect(mailsTo(email)).toHaveLength(1);
    expect(await addressesOf(material)).toEqual([`waiting ${email}`]);
  });

  it('can leave by the button of the mail program', async () => {
    const material = await makeMaterial(instance, { title: 'Abmelden' });
    await makeStock(instance, material, { availability: 'reprinting' });
    const email = known('abmelden');
    await wait(material, email);
    const leave = /List-Unsubscribe: <(.+)>/.exec(mailsTo(email).at(-1) ?? '')?.[1] ?? '';
    const answer = await instance.asReader(new URL(leave).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(answer.status).toBe(200);
    expect(await addressesOf(material)).toEqual(['gone null']);
  });
});
