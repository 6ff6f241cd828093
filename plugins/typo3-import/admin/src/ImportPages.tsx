import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';

import { ImportPage } from './import/ImportPage';
import { ImportsPage } from './imports/ImportsPage';
import { PERMISSIONS } from './plugin';

/** All imports, and one of them. */
const ImportPages = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <Routes>
      <Route index element={<ImportsPage />} />
      <Route path=":id" element={<ImportPage />} />
    </Routes>
  </Page.Protect>
);

export default ImportPages;
