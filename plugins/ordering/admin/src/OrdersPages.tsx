import { Route, Routes } from 'react-router-dom';

import InboxPage from './inbox/InboxPage';
import { PeoplePage } from './people/PeoplePage';

/** What lies behind "orders" in the menu. */
const OrdersPages = () => (
  <Routes>
    <Route index element={<InboxPage />} />
    <Route path="people" element={<PeoplePage />} />
  </Routes>
);

export default OrdersPages;
