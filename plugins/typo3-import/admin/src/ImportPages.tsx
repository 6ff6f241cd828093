import { Page, useRBAC } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';

import { ArticlePage } from './article/ArticlePage';
import { ImportsPage } from './imports/ImportsPage';
import { PERMISSIONS } from './plugin';
import { RunPage } from './run/RunPage';
import { SourcePage } from './source/SourcePage';

const AllowedPages = () => {
  const { allowedActions, isLoading } = useRBAC(PERMISSIONS.run as never) as {
    allowedActions: { canRun?: boolean };
    isLoading: boolean;
  };
  if (isLoading) return <Page.Loading />;
  const mayRun = allowedActions.canRun ?? false;
  return (
    <Routes>
      <Route index element={<ImportsPage mayRun={mayRun} />} />
      <Route path="article" element={<ArticlePage />} />
      <Route path="sources/:id" element={<SourcePage />} />
      <Route path="runs/:id" element={<RunPage mayRun={mayRun} />} />
    </Routes>
  );
};

/** What was uploaded and what ran; one upload with its mapping; one run with its report; one plain article. */
const ImportPages = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <AllowedPages />
  </Page.Protect>
);

export default ImportPages;
