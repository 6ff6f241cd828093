import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { useFormats, useSay, type MessageKey } from '../messages';
import { useAttentionQuery, useSettingsQuery, type Attention, type Edition } from '../stock/api';

const KINDS = [
  { kind: 'withoutPdf', heading: 'home.without-pdf' },
  { kind: 'late', heading: 'home.late' },
  { kind: 'low', heading: 'home.low' },
] as const satisfies readonly { kind: keyof Attention; heading: MessageKey }[];

/** What somebody should look at, the longest waiting first, each leading to the page where it can be put right. */
export const NeedsAttention = () => {
  const say = useSay();
  const { language, day } = useFormats();
  const { data, isError } = useAttentionQuery();
  const { data: settings } = useSettingsQuery();

  if (isError) return <Widget.Error />;
  if (!data || !settings) return <Widget.Loading />;
  const kinds = KINDS.filter(({ kind }) => data[kind].length > 0);
  if (kinds.length === 0) return <Widget.NoData>{say('home.all-well')}</Widget.NoData>;

  const detail = (kind: keyof Attention, { quantity, expectedOn }: Edition): string | null => {
    if (kind === 'low' && quantity !== null) return say('panel.quantity', { quantity });
    return kind === 'late' && expectedOn ? day(expectedOn) : null;
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {kinds.map(({ kind, heading }) => (
        <Box key={kind} tag="section" aria-label={say(heading)}>
          <Typography tag="h3" variant="omega" fontWeight="bold">
            {say(heading)}
          </Typography>
          <ul>
            {data[kind].map((edition) => (
              <Flex tag="li" key={edition.documentId} gap={2} justifyContent="space-between">
                <Link
                  tag={NavLink}
                  to={`/content-manager/collection-types/${settings.materialUid}/${edition.material}`}
                >
                  {edition.edition === null ? edition.title : `${edition.title} (${language(edition.edition)})`}
                </Link>
                <Typography variant="pi" textColor="neutral600">
                  {detail(kind, edition)}
                </Typography>
              </Flex>
            ))}
          </ul>
        </Box>
      ))}
    </Flex>
  );
};
