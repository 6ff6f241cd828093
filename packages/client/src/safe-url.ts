/**
 * May this address stand in a link? `http`, `https`, and paths of this site; nothing that runs (`javascript:`),
 * nothing that hides its host (`//host`, `/\host`), no white space or control characters.
 */
export const isSafeUrl = (value: unknown): value is string => {
  if (typeof value !== 'string' || value === '' || /[\s\p{Cc}\\]/u.test(value)) return false;
  if (value.startsWith('/')) return !value.startsWith('//');
  if (!/^https?:\/\//i.test(value)) return false;
  return URL.canParse(value);
};
