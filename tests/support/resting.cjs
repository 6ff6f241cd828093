/**
 * Processes whose Strapi has ended, kept for the next one: to load Strapi and its plugins takes longer than all that it does at a start. They
 * are kept beside the tests, which have a world of their own for each file.
 */

/** Strapi leaves some memory behind each time. */
const MOST_STARTS = 10;
const MOST_RESTING = 3;

/** @type {{ child: import('node:child_process').ChildProcess, kind: string, starts: number, forget: () => void }[]} */
const resting = [];

/** A worker does not wait for those at its end; they end with it. */
const partsOf = (child) => [child, child.channel, child.stdout, child.stderr];

module.exports = {
  /**
   * One of them, if there is one; whoever takes it has it alone.
   *
   * @param {string} kind what ran in it before: modules of Strapi read some settings once, when they are loaded
   */
  take(kind) {
    const at = resting.findIndex((one) => one.kind === kind);
    if (at === -1) return null;
    const [taken] = resting.splice(at, 1);
    taken.child.removeListener('exit', taken.forget);
    for (const part of partsOf(taken.child)) part.ref();
    return taken;
  },
  /** @returns whether it is kept; else it is to be ended */
  keep(child, kind, starts) {
    const others = resting.filter((one) => one.kind === kind).length;
    if (starts >= MOST_STARTS || others >= MOST_RESTING || !child.connected) return false;
    for (const event of ['message', 'exit']) child.removeAllListeners(event);
    for (const stream of [child.stdout, child.stderr]) {
      stream.removeAllListeners('data');
      stream.resume();
    }
    const kept = {
      child,
      kind,
      starts,
      forget: () => {
        if (resting.includes(kept)) resting.splice(resting.indexOf(kept), 1);
      },
    };
    child.once('exit', kept.forget);
    for (const part of partsOf(child)) part.unref();
    resting.push(kept);
    return true;
  },
};
