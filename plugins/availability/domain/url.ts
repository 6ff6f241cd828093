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

/** The address as it is, or null if it may not stand in a link. */
export const safeUrlOrNull = (value: unknown): string | null => (isSafeUrl(value) ? value : null);

/** Fills `{name}` places of an address, each value escaped. */
export const fillUrl = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));

/** A path of a site as a whole address; what is whole already stays. */
export const wholeUrl = (url: string, origin: string): string => (url.startsWith('/') ? origin + url : url);
