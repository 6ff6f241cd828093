const SIZE_UNITS = [
  { unit: 'gigabyte', bytes: 1e9, digits: 1 },
  { unit: 'megabyte', bytes: 1e6, digits: 1 },
  { unit: 'kilobyte', bytes: 1e3, digits: 0 },
  { unit: 'byte', bytes: 1, digits: 0 },
] as const;

/** Makes the function that says file sizes in one language, in the largest unit that leaves at least 1: "1,2 MB". */
export const createSizeFormat = (locale: string): ((bytes: number) => string) => {
  const scales = SIZE_UNITS.map(({ unit, bytes, digits }) => ({
    bytes,
    number: new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }),
  }));
  return (bytes) => {
    const scale = scales.find((candidate) => bytes >= candidate.bytes) ?? scales.at(-1);
    return scale ? scale.number.format(bytes / scale.bytes) : String(bytes);
  };
};
