import { Link, Typography } from '@strapi/design-system';
import { ChartCircle } from '@strapi/icons';
import { useRBAC, type StrapiApp } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { useSay } from '../messages';
import { messageId, PERMISSIONS } from '../plugin';
import { useStockStatusUid } from '../stock-type';
import en from '../translations/en.json';

/** Where the case for a reprint is made, inside the admin. */
const REPRINT_PATH = 'plugins/reprint';

interface PanelContext {
  readonly model: string;
  readonly documentId?: string;
}

const CaseLink = ({ stockStatus }: { readonly stockStatus: string }) => {
  const say = useSay();
  const { allowedActions } = useRBAC(PERMISSIONS.reprint);
  if (!allowedActions.canRead) return <Typography textColor="neutral600">–</Typography>;
  return (
    <Link tag={NavLink} to={`/${REPRINT_PATH}/${stockStatus}`}>
      {say('reprint.panel.link')}
    </Link>
  );
};

/** Beside the form of a stock status: the way to its history. */
const SidePanel = ({ model, documentId }: PanelContext) => {
  const say = useSay();
  const stockStatusUid = useStockStatusUid();
  if (model !== stockStatusUid || !documentId || documentId === 'create') return null;
  return { title: say('reprint.panel.title'), content: <CaseLink stockStatus={documentId} /> };
};

interface ContentManager {
  readonly apis: { readonly addEditViewSidePanel: (panels: readonly unknown[]) => void };
}

/** Adds the pages, and a way to them beside the form of a stock status. */
export const addReprint = (app: Pick<StrapiApp, 'addMenuLink'>): void => {
  app.addMenuLink({
    to: REPRINT_PATH,
    icon: ChartCircle,
    intlLabel: { id: messageId('reprint.title'), defaultMessage: en['reprint.title'] },
    permissions: PERMISSIONS.reprint as never,
    position: 5,
    Component: () => import('./ReprintPages') as Promise<{ default: React.ComponentType }>,
  });
};

export const addReprintPanel = (app: Pick<StrapiApp, 'getPlugin'>): void => {
  (app.getPlugin('content-manager') as unknown as ContentManager).apis.addEditViewSidePanel([SidePanel]);
};
