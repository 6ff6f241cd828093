/**
 * Says what is being done, and how long it took: one calm line for each step.
 *
 * @template Result
 * @param {string} what
 * @param {() => Result | Promise<Result>} work
 */
export const step = async (what, work) => {
  const began = Date.now();
  process.stdout.write(`${what} … `);
  try {
    const result = await work();
    console.log(`done (${Math.max(1, Math.round((Date.now() - began) / 1000))} s)`);
    return result;
  } catch (error) {
    console.log('stopped');
    throw error;
  }
};
