import type { Locator, Page } from 'playwright-core';

/** More than any page here has to offer: whoever presses Tab so often has been everywhere. */
const MOST_PRESSES = 150;

/** Presses Tab, as people do, until something has the focus. @throws if that never happens */
export const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
  for (let pressed = 0; pressed < MOST_PRESSES; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(wanted)}.`);
};
