/** As many as a stock status may count: the plugin `availability` refuses more. */
export const MAX_COPIES = 100_000_000;
