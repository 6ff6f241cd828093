import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

import { checkBeforeSync } from './before-sync';
import type { Strapi } from './strapi';

const { hooks } = createRequire(__filename)('@strapi/utils') as {
  hooks: {
    createAsyncParallelHook: () => { register: (handler: () => Promise<void>) => void; call: () => Promise<void> };
  };
};

describe('a check before Strapi changes the schema', () => {
  const begin = () => {
    const hook = hooks.createAsyncParallelHook();
    const order: string[] = [];
    const strapi = { hook: () => hook } as unknown as Strapi;
    hook.register(async () => void order.push('made'));
    return { hook, order, strapi };
  };

  it('comes before whatever is made then, also by who registered earlier', async () => {
    const { hook, order, strapi } = begin();
    for (const name of ['one', 'another'])
      checkBeforeSync(strapi, async () => {
        await sleep(1);
        order.push(name);
      });
    hook.register(async () => void order.push('made later'));
    await hook.call();
    expect(order.slice(0, 2).sort()).toEqual(['another', 'one']);
    expect(order.slice(2)).toEqual(['made', 'made later']);
  });

  it('is asked beside all that, and says so, where Strapi calls its hooks in another way', async () => {
    const { hook, order } = begin();
    const said: string[] = [];
    const other = { register: hook.register.bind(hook) };
    checkBeforeSync(
      {
        hook: () => other,
        config: { get: () => '5.99.0' },
        log: { error: (words: string) => said.push(words) },
      } as unknown as Strapi,
      async () => void order.push('checked')
    );
    await hook.call();
    expect(order).toEqual(['made', 'checked']);
    expect(said).toEqual([expect.stringMatching(/^Strapi 5\.99\.0 changed this: the hook .*beforeSync/)]);
  });

  it('keeps everything from being made where it refuses', async () => {
    const { hook, order, strapi } = begin();
    checkBeforeSync(strapi, async () => {
      await sleep(1);
      throw new Error('Not here.');
    });
    await expect(hook.call()).rejects.toThrow('Not here.');
    expect(order).toEqual([]);
  });
});
