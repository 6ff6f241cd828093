import { chromium, type Browser } from 'playwright-core';

const QUIET = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** The Chromium that TEST_CHROMIUM names, without a window. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? '', args: QUIET });
