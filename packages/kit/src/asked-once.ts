/** Reading once for all who ask the same while it is being read. */

/**
 * Whoever asks alone is answered at once. Whoever asks for what is under way already waits until that is over: it may have begun before a
 * change that they know of. Then it is read once for all of them, so nobody gets what is older than their question.
 *
 * @returns reads under a name, which says all that the answer depends on, apart from the database
 */
export const createAskedOnce = <Value>(): ((name: string, read: () => Promise<Value>) => Promise<Value>) => {
  const underWay = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<Value>>();

  const begin = (name: string, read: () => Promise<Value>): Promise<Value> => {
    const value = read();
    const ended = value.then(
      () => undefined,
      () => undefined // whoever asked is told
    );
    underWay.set(name, ended);
    void ended.then(() => {
      if (underWay.get(name) === ended) underWay.delete(name);
    });
    return value;
  };

  return (name, read) => {
    const before = underWay.get(name);
    if (!before) return begin(name, read);
    const waiting = next.get(name);
    if (waiting) return waiting;
    const asked = before.then(() => {
      next.delete(name);
      return begin(name, read);
    });
    next.set(name, asked);
    return asked;
  };
};
