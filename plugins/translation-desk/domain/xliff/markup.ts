import { withoutControls } from './inline';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

export const escaped = (text: string): string =>
  withoutControls(text).replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] ?? sign);

/** Attributes as they stand in a tag; those that are null are left out. */
export const attributesOf = (attributes: Readonly<Record<string, string | null>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escaped(value).replace(/[\n\t]/g, ' ')}"`))
    .join('');
