/* global expect, jest */
const path = require('node:path');

/**
 * A page in a browser on a machine that is busy with other tests is late now and then. In CI, such a test is tried a second
 * time, and the end of the run names it; what is no browser's is tried once: there, a late answer is a fault.
 */
const { testPath } = expect.getState();
if (process.env.CI === 'true' && testPath.startsWith(path.resolve(__dirname, '../browser') + path.sep))
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
