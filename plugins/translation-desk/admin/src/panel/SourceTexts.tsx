import { Box, Flex, Typography } from '@strapi/design-system';

import type { ComparedField } from '../api';
import { useFormats, useSay } from '../messages';

interface Props {
  readonly uid: string;
  readonly fields: readonly ComparedField[];
  readonly locale: string;
}

/** The texts of the source, field by field. */
export const SourceTexts = ({ uid, fields, locale }: Props) => {
  const say = useSay();
  const format = useFormats();
  const withText = fields.filter(({ source }) => source !== '');
  if (withText.length === 0) return <Typography>{say('panel.no-text')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {withText.map(({ field, label, source, isCut }) => (
        <Box key={field}>
          <Typography tag="h3" variant="pi" fontWeight="bold" textColor="neutral600">
            {format.field(uid, field, label)}
          </Typography>
          <Typography tag="p" lang={locale} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {source}
          </Typography>
          {isCut ? <Typography variant="pi">{say('panel.cut')}</Typography> : null}
        </Box>
      ))}
    </Flex>
  );
};
