import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { STATES_TO_DO } from '../../../domain/translation';
import { useTranslationCountsQuery, useTranslationsQuery, type DeskSettings } from '../api';
import { editPath } from '../edit-path';
import { useFormats, useSay } from '../messages';
import { progressOf } from '../progress';

interface Props {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly types: DeskSettings['types'];
}

/** So many entries are walked through. */
const MAX_ENTRIES = 100;

/** How far the language is, and the way to the entries before and after this one that there is something to do about. */
export const Progress = ({ uid, documentId, locale, types }: Props) => {
  const say = useSay();
  const format = useFormats();
  const { data: counts } = useTranslationCountsQuery('');
  const { data: page } = useTranslationsQuery({
    search: '',
    type: '',
    locales: [locale],
    states: STATES_TO_DO,
    page: 1,
    pageSize: MAX_ENTRIES,
  });
  if (!counts || !page) return null;
  const place = page.data.findIndex((entry) => entry.type === uid && entry.documentId === documentId);
  const others = page.data.filter((_, index) => index !== place);
  const [previous, next] = place < 0 ? [undefined, others[0]] : [page.data[place - 1], page.data[place + 1]];
  const language = format.language(locale);
  return (
    <Flex tag="nav" aria-label={say('panel.work', { language })} gap={3} wrap="wrap">
      <Typography variant="pi" textColor="neutral600">
        {say('progress', { language, percent: format.percent(progressOf(counts[locale])) })}
      </Typography>
      {previous ? (
        <Link tag={NavLink} to={editPath(types, previous, locale)}>
          {say('panel.previous')}
        </Link>
      ) : null}
      {next ? (
        <Link tag={NavLink} to={editPath(types, next, locale)}>
          {say('panel.next')}
        </Link>
      ) : null}
    </Flex>
  );
};
