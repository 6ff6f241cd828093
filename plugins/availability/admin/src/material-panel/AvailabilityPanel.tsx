import { Box, Divider, Flex, Link, Loader, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { newRecordFor } from '../fields/for-material';
import { useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { usePanelQuery } from '../stock/api';
import { useAskAgain } from '../stock/useAskAgain';
import { useStockChanges } from '../stock/useStockChanges';
import { useEntryLocale } from '../text-editor/material-states';
import { EditionCard } from './EditionCard';
import { ReaderPages } from './ReaderPages';
import { Warnings } from './Warnings';

/** Everything about a material's stock, and what readers get because of it. */
export const AvailabilityPanel = ({
  documentId,
  settings,
}: {
  readonly documentId: string;
  readonly settings: { readonly materialUid: string; readonly stockStatusUid: string };
}) => {
  const say = useSay();
  const {
    data: panel,
    isError,
    refetch,
  } = usePanelQuery({ uid: settings.materialUid, documentId }, { refetchOnMountOrArgChange: true });
  useAskAgain(refetch);
  const { allowedActions } = useRBAC(PERMISSIONS.change);
  const changes = useStockChanges({ asksAlways: true });
  const locale = useEntryLocale();

  if (isError) return <Typography textColor="danger700">{say('panel.failed')}</Typography>;
  if (!panel) return <Loader small>{say('loading')}</Loader>;
  const stockPage = `/content-manager/collection-types/${settings.stockStatusUid}`;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Warnings warnings={panel.warnings} />
      {panel.editions.map((edition) => (
        <EditionCard
          key={edition.documentId}
          edition={edition}
          canChange={allowedActions.canChange === true}
          changes={changes}
          detailsUrl={`${stockPage}/${edition.documentId}`}
        />
      ))}
      <Box>
        {panel.editions.length === 0 ? <Typography tag="p">{say('panel.no-stock')}</Typography> : null}
        {allowedActions.canChange ? (
          <Link tag={NavLink} to={newRecordFor(settings.stockStatusUid, documentId, locale)}>
            {say(panel.editions.length === 0 ? 'panel.add-stock' : 'panel.add-edition')}
          </Link>
        ) : null}
      </Box>
      <Divider />
      <ReaderPages pages={panel.pages} />
      {changes.question}
    </Flex>
  );
};
