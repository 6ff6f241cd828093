import { whileSetUp } from '@inprint/kit/standing-still';

import { isReady } from './strapi';

const MESSAGE =
  'The translation desk is not set up yet: it needs the plugin “availability”, set up. Administrators find what is missing in the log and in the settings.';

/** A controller whose handlers answer only where the plugin works. */
export const whenReady = whileSetUp(isReady, MESSAGE);
