/**
 * Ends a run with what failed, a few lines each, and one line that counts: `12 passed, 0 failed, 3 skipped`. Who sees
 * nothing but the end of a long log finds every failure there.
 */
const { stripVTControlCharacters } = require('node:util');
const path = require('node:path');

const MAX_LINES = 6;
const MAX_CHARACTERS = 400;

const firstLines = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .slice(0, MAX_LINES)
    .join(' | ')
    .slice(0, MAX_CHARACTERS);

module.exports = class ClosingLine {
  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, testResults }
  ) {
    const failures = testResults.flatMap(({ testFilePath, testExecError, testResults: tests }) => {
      const file = path.relative(process.cwd(), testFilePath);
      return [
        ...(testExecError ? [`${file}: ${firstLines(testExecError.stack ?? testExecError.message)}`] : []),
        ...tests
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => `${file} › ${fullName}: ${firstLines(failureMessages[0])}`),
      ];
    });
    const late = testResults.flatMap(({ testFilePath, testResults: tests }) =>
      tests
        .filter(({ status, invocations = 1 }) => status === 'passed' && invocations > 1)
        .map(({ fullName }) => `${path.relative(process.cwd(), testFilePath)} › ${fullName}`)
    );
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    const lines = [
      ...late.map((name) => `PASSED AT THE SECOND TRY ${name}`),
      ...failures.map((failure) => `FAILED ${failure}`),
      `${numPassedTests} passed, ${failed} failed${skipped}`,
    ];
    // Jest writes a summary after all reporters; these lines come last.
    process.once('exit', () => process.stdout.write(`\n${lines.join('\n')}\n`));
  }
};
