import { Flex, Link, TextButton, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { useSay } from '../messages';
import { useSettingsQuery, useTitleOfQuery } from '../stock/api';
import { useEntryLocale } from '../text-editor/material-states';
import { editPath } from '../usage/UsageList';

interface Props {
  /** The material that takes this one's place; null where none is named. */
  readonly documentId: string | null;
  /** Left out where it may not be changed. */
  readonly onChoose?: () => void;
}

/** What a replaced edition was replaced by. */
export const Successor = ({ documentId, onChoose }: Props) => {
  const say = useSay();
  const locale = useEntryLocale();
  const { data: settings } = useSettingsQuery(undefined);
  const { data: material } = useTitleOfQuery(documentId ?? '', { skip: documentId === null });
  return (
    <Flex gap={2} wrap="wrap">
      {documentId === null ? (
        <Typography variant="pi" textColor="warning700">
          {say('successor.missing')}
        </Typography>
      ) : settings && material ? (
        <Link tag={NavLink} to={editPath(settings.materialUid, documentId, locale)}>
          {say('successor.is', { title: material.title })}
        </Link>
      ) : null}
      {onChoose ? (
        <TextButton type="button" onClick={onChoose}>
          {say(documentId === null ? 'successor.choose' : 'successor.change')}
        </TextButton>
      ) : null}
    </Flex>
  );
};
