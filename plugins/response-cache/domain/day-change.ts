const MINUTE = 60_000;
/** No day is longer, in minutes: 24 hours and the one that a clock is set back. */
const LONGEST_DAY = 25 * 60;

/**
 * When the next day begins in a time zone, in ms since 1970: answers that name days (“expected on…”) are not kept longer.
 * Days begin with a minute in every time zone.
 */
export const nextDayChange = (timeZone: string, now: number): number => {
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const today = days.format(now);
  const minute = Math.floor(now / MINUTE);
  let [same, other] = [minute, minute + LONGEST_DAY];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (days.format(middle * MINUTE) === today) same = middle;
    else other = middle;
  }
  return other * MINUTE;
};
