import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { useFormats, useSay, type MessageKey } from '../messages';
import {
  useAttentionQuery,
  useSettingsQuery,
  useUnpublishedMentionsQuery,
  type Attention,
  type Edition,
  type UnpublishedMentions,
} from '../stock/api';
import { editPath } from '../usage/UsageList';

const KINDS = [
  { kind: 'withoutPdf', heading: 'home.without-pdf' },
  { kind: 'late', heading: 'home.late' },
  { kind: 'low', heading: 'home.low' },
] as const satisfies readonly { kind: keyof Attention; heading: MessageKey }[];

/** Articles on the site whose mention of a material leads nowhere, each with the materials that are missing. */
const Unpublished = ({ mentions: { data, meta } }: { readonly mentions: UnpublishedMentions }) => {
  const say = useSay();
  const { language } = useFormats();
  return (
    <Box tag="section" aria-label={say('home.unpublished')}>
      <Flex justifyContent="space-between" gap={2}>
        <Typography tag="h3" variant="omega" fontWeight="bold">
          {say('home.unpublished')}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {say('home.unpublished.count', { total: meta.total })}
        </Typography>
      </Flex>
      <ul>
        {data.map(({ uid, documentId, locale, title, materials }) => (
          <Flex tag="li" key={`${uid} ${documentId} ${locale ?? ''}`} gap={2} justifyContent="space-between">
            <Link tag={NavLink} to={editPath(uid, documentId, locale)}>
              {title || say('home.unpublished.untitled')}
              {locale === null ? null : ` (${language(locale)})`}
            </Link>
            <Typography variant="pi" textColor="neutral600">
              {materials.map((material) => material.title ?? say('home.unpublished.deleted')).join(', ')}
            </Typography>
          </Flex>
        ))}
      </ul>
    </Box>
  );
};

/** What somebody should look at, the longest waiting first, each leading to the page where it can be put right. */
export const NeedsAttention = () => {
  const say = useSay();
  const { language, day } = useFormats();
  const { data, isError } = useAttentionQuery(undefined);
  const { data: settings } = useSettingsQuery(undefined);
  // Who may not read the materials is not told of them: the answer fails, and the rest is shown.
  const { data: mentions, isLoading } = useUnpublishedMentionsQuery(undefined);

  if (isError) return <Widget.Error />;
  if (!data || !settings || isLoading) return <Widget.Loading />;
  const kinds = KINDS.filter(({ kind }) => data[kind].length > 0);
  const isMentioned = mentions !== undefined && mentions.data.length > 0;
  if (kinds.length === 0 && !isMentioned) return <Widget.NoData>{say('home.all-well')}</Widget.NoData>;

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
      {isMentioned ? <Unpublished mentions={mentions} /> : null}
    </Flex>
  );
};
