/** Loaded before everything else (`node --require`): this process believes that it is TEST_CLOCK_SHIFT_MS later, which may change while it runs. */
const RealDate = Date;
// Libraries put `Date.now` back where they found it: on the real one, through this.
const realNow = RealDate.now;
const now = () => realNow() + Number(process.env.TEST_CLOCK_SHIFT_MS ?? 0);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === globalThis.Date ? target : newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
