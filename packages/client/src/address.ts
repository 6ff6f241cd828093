/** An address without the slashes at its end. A pattern for it would look at each of them as often as there are. */
export const withoutSlashes = (address: string): string => {
  let end = address.length;
  while (end > 0 && address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
};
