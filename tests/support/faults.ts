import { readFileSync } from 'node:fs';

import type { Locator } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  readonly run: (
    part: Element,
    options: object
  ) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds in a part of a page that would keep people out: looked at when nothing fades in any more. */
export const faultsOf = async (part: Locator): Promise<string[]> => {
  const page = part.page();
  await page.evaluate(AXE);
  return part.evaluate(async (element) => {
    const ends = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished);
    await Promise.allSettled(ends);
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(element, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  });
};
