/** Unit tests stand beside the code, what needs a running instance under tests/. `npm test` builds first. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,packages,plugins,database,tests}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/(plugins|packages)/[^/]+/dist/'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } } }],
  },
  globalSetup: '<rootDir>/tests/support/global-setup.cjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/tests/support/closing-line.cjs'],
  testTimeout: 120_000,
  maxWorkers: 2,
};
