import { Badge, Box, Flex, Grid, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';

import type { Confidence } from '../../../domain/contract';
import { sentenceOf, type NewEntry } from '../../../domain/run-report';
import { useFormats, useSay, type MessageKey } from '../messages';

const CONFIDENCE_COLOURS = {
  proven: { backgroundColor: 'success100', textColor: 'success700' },
  consistent: { backgroundColor: 'primary100', textColor: 'primary700' },
  guess: { backgroundColor: 'warning100', textColor: 'neutral800' },
} as const satisfies Record<Confidence, object>;

const Passage = ({ name, words }: { readonly name: MessageKey; readonly words: string }) => {
  const say = useSay();
  return (
    <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
      <Typography variant="sigma" textColor="neutral600">
        {say(name)}
      </Typography>
      <Box background="neutral100" padding={2} hasRadius marginTop={1}>
        <Typography variant="pi" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: 'monospace' }}>
          {words === '' ? say('entry.nothing') : words}
        </Typography>
      </Box>
    </Grid.Item>
  );
};

interface Props {
  readonly entry: NewEntry;
  /** What can be done about it. */
  readonly children?: React.ReactNode;
}

/** The record that a line is about, and the way to the entry that it became. */
const Subject = ({ record, place }: Pick<NewEntry, 'record' | 'place'>) => {
  const say = useSay();
  const where = [
    record?.importId,
    record?.locale,
    place ? say('entry.place', { field: place.field, line: place.line }) : record?.place,
  ];
  const title = record?.title || record?.importId;
  return (
    <>
      {record?.documentId ? (
        <Typography
          tag={Link}
          to={`/content-manager/collection-types/${record.contentType}/${record.documentId}?plugins[i18n][locale]=${record.locale}`}
          textColor="primary600"
          fontWeight="semiBold"
        >
          {title}
        </Typography>
      ) : (
        <Typography fontWeight="semiBold">{title}</Typography>
      )}
      <Typography variant="pi" textColor="neutral600">
        {where.filter((part) => part).join(' · ')}
      </Typography>
    </>
  );
};

/** One line of the report: why, where, before and after, how sure. */
export const EntryCard = ({ entry, children }: Props) => {
  const say = useSay();
  const { reportLanguage } = useFormats();
  const { kind, confidence, record, place, before, after } = entry;
  return (
    <Box tag="li" background="neutral0" padding={4} hasRadius shadow="tableShadow">
      <Flex gap={2} wrap="wrap">
        <Badge>{say(`kind.${kind}`)}</Badge>
        {confidence ? <Badge {...CONFIDENCE_COLOURS[confidence]}>{say(`confidence.${confidence}`)}</Badge> : null}
        <Subject record={record} place={place} />
      </Flex>
      <Typography tag="p" paddingTop={2}>
        {sentenceOf(entry, reportLanguage)}
      </Typography>
      {before === '' && after === '' ? null : (
        <Grid.Root gap={3} paddingTop={3}>
          <Passage name="entry.before" words={before} />
          <Passage name="entry.after" words={after} />
        </Grid.Root>
      )}
      {children ? <Flex paddingTop={3}>{children}</Flex> : null}
    </Box>
  );
};
