import { createHash } from 'node:crypto';

import type { Fingerprint } from '../../domain/part-origin';
import type { Parts } from '../../domain/parts';
import type { FieldsParts } from '../../domain/translation-note';

/** So many characters of a hash: 132 bits tell any two texts apart. */
const LENGTH = 22;

export const fingerprintOf = (text: string): Fingerprint =>
  createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);

/** The texts of a language version as short names. */
export const fingerprintsOf = (fields: Parts): FieldsParts =>
  Object.fromEntries(
    Object.entries(fields).map(([field, parts]) => {
      const names = parts.map(fingerprintOf);
      return [field, { own: names.length === 0 ? '' : fingerprintOf(names.join()), parts: names }];
    })
  );

/** A field's value as a short name, whatever ids its parts were given; empty for a field without a value. */
export const stampOf = (value: unknown): string => {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  return fingerprintOf(JSON.stringify(value, (key, part: unknown) => (key === 'id' ? undefined : part)));
};
