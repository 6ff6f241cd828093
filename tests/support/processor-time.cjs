/** What benchmarks and tests run inside an instance, as text: each function stands by itself. Processor time also says something on a busy machine. */
module.exports = {
  /** The processor time that the instance has used, in ms. */
  usedMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },

  /** From now on, notes the longest time that the processor worked on one thing while everything else had to wait. */
  watchSteps: () => {
    globalThis.longestStep = 0;
    let last = process.cpuUsage();
    globalThis.stepTimer ??= setInterval(() => {
      const { user, system } = process.cpuUsage(last);
      last = process.cpuUsage();
      globalThis.longestStep = Math.max(globalThis.longestStep, (user + system) / 1000);
    }, 1);
  },

  /** That time, in ms. */
  longestStepMs: () => globalThis.longestStep,
};
