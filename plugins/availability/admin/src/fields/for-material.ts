import { useForm } from '@strapi/strapi/admin';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

import { useSettingsQuery } from '../stock/api';
import { editPath } from '../usage/UsageList';
import type { FieldProps } from './field';

/** The parts of an address that say for which material a new record is made, and in which language that was open. */
const FOR_MATERIAL = 'forMaterial';
const IN_LANGUAGE = 'inLanguage';

/** Where a new record is begun for a material. */
export const newRecordFor = (uid: string, material: string, locale: string): string => {
  const query = new URLSearchParams({ [FOR_MATERIAL]: material, ...(locale === '' ? {} : { [IN_LANGUAGE]: locale }) });
  return `/content-manager/collection-types/${uid}/create?${query.toString()}`;
};

/** Fills in the material that a new record was begun for, and goes back there once it is saved. */
export const useMaterialOfAddress = ({ name, value, disabled, onChange }: FieldProps): void => {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { data: settings } = useSettingsQuery(undefined);
  const isModified = useForm('MaterialInput', ({ modified }) => modified, false) === true;
  const query = new URLSearchParams(search);
  const asked = name === 'material' ? query.get(FOR_MATERIAL) : null;
  const isNew = pathname.endsWith('/create');

  useEffect(() => {
    if (asked && isNew && !value && !disabled) onChange(name, asked);
    // Once: whoever empties the field wants it empty.
  }, []);

  // Strapi goes from the new record's address to that of the saved one, and keeps what is behind the question mark.
  const back =
    asked && !isNew && !isModified && settings ? editPath(settings.materialUid, asked, query.get(IN_LANGUAGE)) : null;
  useEffect(() => {
    if (back) navigate(back, { replace: true });
  }, [back, navigate]);
};
