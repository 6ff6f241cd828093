import type { DeskSettings } from './api';

/** Where an entry is edited in a language. */
export const editPath = (
  types: DeskSettings['types'],
  { type, documentId }: { readonly type: string; readonly documentId: string },
  locale: string
): string => {
  const isSingle = types.find(({ uid }) => uid === type)?.kind === 'singleType';
  const place = isSingle ? `single-types/${type}` : `collection-types/${type}/${documentId}`;
  return `/content-manager/${place}?plugins[i18n][locale]=${encodeURIComponent(locale)}`;
};
