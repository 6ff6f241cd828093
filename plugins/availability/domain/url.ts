import { isSafeUrl } from '../../../packages/client/src/safe-url';

export { isSafeUrl };

/** The address as it is, or null if it may not stand in a link. */
export const safeUrlOrNull = (value: unknown): string | null => (isSafeUrl(value) ? value : null);

/** Fills `{name}` places of an address, each value escaped. */
export const fillUrl = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));

/** A path of a site as a whole address; what is whole already stays. */
export const wholeUrl = (url: string, origin: string): string => (url.startsWith('/') ? origin + url : url);
