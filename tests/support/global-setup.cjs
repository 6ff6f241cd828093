const { spawnSync } = require('node:child_process');
const { existsSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file)
);

/**
 * Finds out what this machine has. What it has not is skipped with a reason; in CI it must be there.
 */
module.exports = async ({ nonFlagArgs, testNamePattern }) => {
  const built = [
    'dist/src/index.js',
    'plugins/availability/dist/server/index.js',
    'plugins/operations/dist/server/index.js',
    'plugins/ordering/dist/server/index.js',
    'plugins/public-access/dist/server/index.js',
    'plugins/response-cache/dist/server/index.js',
    'plugins/slugs/dist/server/index.js',
    'plugins/translation-desk/dist/server/index.js',
    'plugins/typo3-import/dist/server/index.js',
  ];
  const missing = built.filter((file) => !existsSync(path.join(root, file)));
  if (missing.length > 0) throw new Error(`Not built yet: ${missing.join(', ')}. Use “npm test”, which builds first.`);

  process.env.TEST_CHROMIUM ??= chromium ?? '';
  // In a run of all tests, instances start on copies of what a first start made.
  if (nonFlagArgs.length === 0 && !testNamePattern) {
    process.env.TEST_FIRST_STARTS = mkdtempSync(path.join(tmpdir(), 'inprint-first-starts-'));
  }
  if (process.env.CI === 'true') {
    if (!process.env.TEST_POSTGRES_URL)
      throw new Error('CI must set TEST_POSTGRES_URL: PostgreSQL is part of what is promised.');
    if (!process.env.TEST_MARIADB_URL)
      throw new Error('CI must set TEST_MARIADB_URL: old portals are imported from a running MariaDB.');
    if (spawnSync(process.env.TEST_REDIS_SERVER ?? 'redis-server', ['--version']).status !== 0)
      throw new Error('CI must have redis-server: several servers share answers in it.');
    if (!process.env.TEST_CHROMIUM) throw new Error('CI must have Chromium: the pages are part of what is promised.');
  }
};
