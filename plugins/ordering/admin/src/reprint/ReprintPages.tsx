import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';

import { PERMISSIONS } from '../plugin';
import { CasePage } from './CasePage';
import { WantedPage } from './WantedPage';

/** Which edition, and then the case for it. */
const ReprintPages = () => (
  <Page.Protect permissions={PERMISSIONS.reprint as never}>
    <Routes>
      <Route index element={<WantedPage />} />
      <Route path=":stockStatus" element={<CasePage />} />
    </Routes>
  </Page.Protect>
);

export default ReprintPages;
