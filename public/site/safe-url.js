/**
 * May this address stand in a link? `http`, `https`, `mailto`, `tel`, and paths of this site; nothing that runs, and
 * nothing that hides its host.
 */
export const isSafeUrl = (value) => {
  if (typeof value !== 'string' || value === '' || /[\s\p{Cc}\\]/u.test(value)) return false;
  if (value.startsWith('/')) return !value.startsWith('//');
  if (/^(mailto|tel):[^/]/i.test(value)) return true;
  return /^https?:\/\//i.test(value) && URL.canParse(value);
};
