/** Unit tests stand beside the code and need no build (`npm run test:unit`); what needs a running portal stands under tests/. */
const shared = {
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  // The parser of Markdown comes as ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(commonmark|micromark|mdast-util|unist-util|decode-named|character-entities|devlop|zwitch|longest-streak|escape-string|markdown-table|ccount)[^/]*/)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/(plugins|packages)/[^/]+/dist/'],
  transform: {
    '^.+\\.(tsx?|js)$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } } }],
  },
};

module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{src,plugins,packages,database}/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'portal',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testEnvironment: '<rootDir>/tests/support/environment.cjs',
      setupFilesAfterEnv: ['<rootDir>/tests/support/second-try.cjs'],
      globalSetup: '<rootDir>/tests/support/global-setup.cjs',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
  reporters: ['default', '<rootDir>/tests/support/closing-line.cjs'],
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  testTimeout: 240_000,
  maxWorkers: 3,
};
