import { Route, Routes } from 'react-router-dom';

import InboxPage from './inbox/InboxPage';
import { OrderPage } from './inbox/OrderPage';
import { PeoplePage } from './people/PeoplePage';
import { UndeliveredPage } from './undelivered/UndeliveredPage';

/** What lies behind "orders" in the menu. */
const OrdersPages = () => (
  <Routes>
    <Route index element={<InboxPage />} />
    <Route path="people" element={<PeoplePage />} />
    <Route path="messages" element={<UndeliveredPage />} />
    <Route path=":number" element={<OrderPage />} />
  </Routes>
);

export default OrdersPages;
