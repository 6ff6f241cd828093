import type { Locator, Page } from 'playwright-core';

/** More than any page here has to offer: whoever presses Tab so often has been everywhere. */
const MAX_PRESSES = 150;

/** Presses Tab, as people do, until something has the focus. @throws if that never happens */
export const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
  for (let pressed = 0; pressed < MAX_PRESSES; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(wanted)}.`);
};

/** A frame and a moment: the browser tells a text editor of a moved cursor some time after the key, and a dialog fades in. */
export const pause = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150))));

/**
 * Presses keys, and again until they have done what they should, as a person would: a busy browser draws a text editor anew between
 * two keys and puts the cursor back, and a dialog hears no key before it is set up. Only for what can be done twice.
 *
 * @param isDone looks at the page, and does not wait
 */
export const insist = async (page: Page, press: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> => {
  for (let attempts = 0; attempts < 10; attempts += 1) {
    await press();
    for (let looks = 0; looks < 8; looks += 1) {
      await pause(page);
      if (await isDone()) return;
    }
  }
  throw new Error('The keys were pressed ten times, and never did what they should.');
};

/** Leaves the dialog that is open without an answer. */
export const escapeFrom = (page: Page, dialog: Locator): Promise<void> =>
  insist(
    page,
    () => page.keyboard.press('Escape'),
    async () => (await dialog.count()) === 0
  );
