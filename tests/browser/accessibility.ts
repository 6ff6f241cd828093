import { readFileSync } from 'node:fs';

import type { ElementHandle, Locator, Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Waits until nothing fades in or out any more: what does has other colours. What turns without end is not waited for. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const ending = (): Animation[] =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState !== 'finished' && Number.isFinite(effect?.getComputedTiming().endTime ?? Infinity)
        );
    // A change of colour begins with the frame after the one that asked for it.
    await frame();
    await frame();
    for (let animations = ending(); animations.length > 0; animations = ending()) {
      await Promise.allSettled(animations.map(({ finished }) => finished));
      await frame();
    }
  });

/** What axe finds in a part of a page that would keep people out. */
const problemsIn = async (page: Page, part: string | ElementHandle): Promise<string[]> => {
  await settle(page);
  await page.evaluate(AXE);
  return page.evaluate(async (context) => {
    const { axe } = window as unknown as {
      axe: { run: (part: unknown, options: object) => Promise<{ violations: Violation[] }> };
    };
    const { violations } = await axe.run(context, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  }, part);
};

/** @param part a selector */
export const accessibilityProblemsIn = (page: Page, part = 'main'): Promise<string[]> => problemsIn(page, part);

export const accessibilityProblemsOf = async (part: Locator): Promise<string[]> => {
  const element = await part.elementHandle();
  if (!element) throw new Error('What is to be looked at is not there.');
  return problemsIn(part.page(), element);
};
