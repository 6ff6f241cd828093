import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

import type { FieldProps } from './field';

/** The part of an address that says for which material a new record is made. */
export const FOR_MATERIAL = 'forMaterial';

/** Fills in the material that a new record was begun for. */
export const useMaterialOfAddress = ({ name, value, disabled, onChange }: FieldProps): void => {
  const { pathname, search } = useLocation();
  const asked =
    name === 'material' && pathname.endsWith('/create') ? new URLSearchParams(search).get(FOR_MATERIAL) : null;
  useEffect(() => {
    if (asked && !value && !disabled) onChange(name, asked);
    // Once: whoever empties the field wants it empty.
  }, []);
};
