/** How packages of the registry are installed into a folder of their own, for a test: nothing of theirs is run, and what npm has already is taken. */
export const QUIET_NPM = [
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--prefer-offline',
  '--ignore-scripts',
  '--legacy-peer-deps',
] as const;
