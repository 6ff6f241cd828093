/** Something the user can put right: shown as a message, without a stack. */
export class Problem extends Error {
  /** @param {string | readonly string[]} lines what is wrong, and the way out @param {ErrorOptions} [options] */
  constructor(lines, options) {
    super([lines].flat().join('\n'), options);
    this.name = 'Problem';
  }
}

/** @param {unknown} error */
export const report = (error) => {
  if (error instanceof Problem) console.error(`\n${error.message}`);
  else console.error(error);
  process.exitCode = 1;
};
