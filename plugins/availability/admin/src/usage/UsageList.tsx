import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { useIntl } from 'react-intl';

import { useFormats } from '../messages';
import { useSayOfTexts } from '../text-editor/messages';
import type { NamedUsage } from './usage-api';

/** Where the admin edits an entry. */
export const editPath = (uid: string, documentId: string, locale: string | null): string =>
  `/content-manager/collection-types/${uid}/${documentId}${locale ? `?plugins[i18n][locale]=${encodeURIComponent(locale)}` : ''}`;

const statusOf = ({ inDraft, inPublished }: NamedUsage) =>
  inPublished ? (inDraft ? 'published' : 'leaving') : 'draft';

/** Entries by name, each with its language, whether readers see it, and how it names the material. */
export const UsageList = ({ usages }: { readonly usages: readonly NamedUsage[] }) => {
  const say = useSayOfTexts();
  const { formatMessage } = useIntl();
  const { language } = useFormats();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3} style={{ listStyle: 'none', padding: 0, margin: 0 }}>
      {usages.map((usage) => (
        <li key={`${usage.uid} ${usage.documentId} ${usage.locale ?? ''}`}>
          <Link tag={NavLink} to={editPath(usage.uid, usage.documentId, usage.locale)}>
            {usage.title || say('usage.untitled')}
          </Link>
          <Typography tag="p" variant="pi" textColor="neutral700">
            {[
              // As Strapi names content types: by a translation of the name itself.
              formatMessage({ id: usage.typeName, defaultMessage: usage.typeName }),
              usage.locale && language(usage.locale),
              say(`usage.status.${statusOf(usage)}`),
              ...usage.kinds.map((kind) => say(`usage.kind.${kind}`)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </li>
      ))}
    </Flex>
  );
};
