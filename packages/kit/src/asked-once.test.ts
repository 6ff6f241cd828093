import { createAskedOnce } from './asked-once';

/** Reads that end when they are told to. */
const controlledReads = () => {
  const begun: { readonly end: (value: number) => void; readonly fail: (error: Error) => void }[] = [];
  const read = () => new Promise<number>((end, fail) => begun.push({ end, fail }));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { begun, read, settle };
};

describe('what is asked once', () => {
  it('is read at once for whoever asks alone, and anew for whoever asks later', async () => {
    const { begun, read, settle } = controlledReads();
    const ask = createAskedOnce<number>();
    const first = ask('a', read);
    expect(begun).toHaveLength(1);
    begun[0]?.end(1);
    expect(await first).toBe(1);
    await settle();
    const second = ask('a', read);
    expect(begun).toHaveLength(2);
    begun[1]?.end(2);
    expect(await second).toBe(2);
  });

  it('is read once more for all who ask meanwhile: nobody gets what was begun before they asked', async () => {
    const { begun, read, settle } = controlledReads();
    const ask = createAskedOnce<number>();
    const first = ask('a', read);
    const later = [ask('a', read), ask('a', read), ask('a', read)];
    await settle();
    expect(begun).toHaveLength(1);
    begun[0]?.end(1);
    await settle();
    expect(begun).toHaveLength(2);
    begun[1]?.end(2);
    expect(await first).toBe(1);
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
  });

  it('keeps other questions waiting for nobody', () => {
    const { begun, read } = controlledReads();
    const ask = createAskedOnce<number>();
    void ask('a', read);
    void ask('b', read);
    expect(begun).toHaveLength(2);
  });

  it('goes on after a failure, which only those are told who waited for it', async () => {
    const { begun, read, settle } = controlledReads();
    const ask = createAskedOnce<number>();
    const first = ask('a', read);
    const second = ask('a', read);
    begun[0]?.fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await settle();
    begun[1]?.end(2);
    expect(await second).toBe(2);
  });
});
