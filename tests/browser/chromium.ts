import { chromium, type Browser, type Page } from 'playwright-core';

const QUIET = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const SLOW = Number(process.env.TEST_SLOW ?? 1);

/** A page that is closed again before it is slowed needs no slowing. */
const slowDown = async (page: Page): Promise<void> => {
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW });
  } catch (error) {
    if (!page.isClosed()) throw error;
  }
};

/**
 * The Chromium that TEST_CHROMIUM names, without a window. `TEST_SLOW=8` makes its processor eight times as slow, as it is on a machine
 * with too much to do: what a test does not wait for shows then.
 */
export const openBrowser = async (): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? '', args: QUIET });
  if (SLOW > 1) browser.on('context', (context) => context.on('page', (page) => void slowDown(page)));
  return browser;
};
