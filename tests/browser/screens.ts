/** A screen of 1440 × 900, the same at 200 %, and a telephone: width and height, in px. */
export const SCREENS = [
  [1440, 900],
  [720, 450],
  [390, 844],
] as const;
