/** How long the others wait at most between two steps of one question, in ms; a single step can take longer. */
const STEP_MS = 10;

/** When the event loop's present turn began, as far as it was seen here. */
let turnBegan: number | null = null;
const waiting: (() => void)[] = [];

const letOneGoOn = (): void => {
  turnBegan = null;
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letOneGoOn);
};

const noteNextTurn = (): void => {
  turnBegan = null;
};

/**
 * Lets others have their turn, if this turn of the event loop has been a long one. Steps of a question that wait for nothing, as all do on SQLite, follow
 * each other without a pause, and so do those of all questions that came with it: whoever comes later would wait for the last of them.
 * One goes on in each turn, in the order in which they stopped.
 */
export const breathe = async (): Promise<void> => {
  const now = performance.now();
  if (turnBegan === null) {
    turnBegan = now;
    setImmediate(noteNextTurn);
    if (waiting.length === 0) return;
  } else if (now - turnBegan < STEP_MS) return;
  await new Promise<void>((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(letOneGoOn);
  });
};
