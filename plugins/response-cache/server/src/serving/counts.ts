export interface Counts {
  hits: number;
  unchanged: number;
  shared: number;
  misses: number;
  /** Made by another server, and proved to be right. */
  fromStore: number;
  /** Made, but not kept: something changed meanwhile, or the answer is none that is kept. */
  notKept: number;
  /** Never asked of the cache: personal, a write, too long. */
  passed: number;
}

export const noCounts = (): Counts => ({
  hits: 0,
  unchanged: 0,
  shared: 0,
  misses: 0,
  fromStore: 0,
  notKept: 0,
  passed: 0,
});
