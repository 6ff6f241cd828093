import { Typography } from '@strapi/design-system';

import { useFormats, useSay } from '../messages';
import { useTitleOfQuery } from '../stock/api';
import { StateBadge } from '../stock/StateBadge';

interface Props {
  readonly value: unknown;
}

export const StateCell = ({ value }: Props) => <StateBadge state={value} />;

export const EditionCell = ({ value }: Props) => {
  const say = useSay();
  const { language } = useFormats();
  return <Typography>{typeof value === 'string' ? language(value) : say('edition.all')}</Typography>;
};

export const MaterialCell = ({ value }: Props) => {
  const documentId = typeof value === 'string' ? value : '';
  const { data } = useTitleOfQuery(documentId, { skip: documentId === '' });
  return <Typography>{data?.title ?? (documentId || '–')}</Typography>;
};
