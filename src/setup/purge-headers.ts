/** A CDN wants its token as a bearer's, or alone in a header of its own, such as `Fastly-Key`. */
export const purgeHeaders = (token: string, header: string): Record<string, string> => {
  if (token === '') return {};
  return header === '' ? { authorization: `Bearer ${token}` } : { [header]: token };
};
