import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { NavLink, useParams } from 'react-router-dom';

import { useAnswer } from '../answers';
import { useFormats } from '../formats';
import { useMoment, useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { CorrectAddress } from './CorrectAddress';
import { addressLines, type Order } from './order';
import { OrderActions } from './OrderActions';
import { HistoryOfOrder, StateOfOrder } from './OrderState';
import { TakeBack } from './TakeBack';
import { Tracking } from './Tracking';
import { useWayBack } from './useInboxQuery';
import { useMoveQuestion } from './useMoveQuestion';
import { useOrderMove } from './useOrderMove';

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <Box tag="section" aria-label={title} background="neutral0" padding={5} hasRadius shadow="tableShadow">
    <Typography tag="h2" variant="delta" paddingBottom={3} style={{ display: 'block' }}>
      {title}
    </Typography>
    {children}
  </Box>
);

const Address = ({ order }: { readonly order: Order }) => {
  const say = useSay();
  const { locale } = useIntl();
  const address = addressLines(order, locale);
  if (address.length === 0) return <Typography textColor="neutral600">{say('erased')}</Typography>;
  return (
    <Typography tag="address" style={{ fontStyle: 'normal' }}>
      {address.map((line) => (
        <Box key={line}>{line}</Box>
      ))}
      <Box paddingTop={2}>{order.recipient.email}</Box>
    </Typography>
  );
};

const Ordered = ({ order: { lines, fee } }: { readonly order: Order }) => {
  const say = useSay();
  const { language, money } = useFormats();
  return (
    <>
      <ul>
        {lines.map(({ title, quantity, locale, orderNumber }) => (
          <Typography key={`${title}-${locale}-${quantity}`} tag="li">
            {say('line', { title, quantity, language: language(locale) })} {orderNumber}
          </Typography>
        ))}
      </ul>
      {fee ? (
        <Typography tag="p" paddingTop={3}>
          {say('order.fee', { fee: money(fee.amount, fee.currency) })}
        </Typography>
      ) : null}
    </>
  );
};

const Found = ({ answered }: { readonly answered: Order }) => {
  const say = useSay();
  const moment = useMoment();
  const { language } = useFormats();
  const [order, setOrder] = useState(answered);
  const moves = useOrderMove({ onMoved: setOrder });
  const { begin, question } = useMoveQuestion(moves);
  const wayBack = useWayBack();
  const { allowedActions } = useRBAC(PERMISSIONS.move);
  const canMove = allowedActions.canMove === true;
  const isBusy = moves.busy.length > 0;
  const title = say('order.of', { number: order.number });
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={say('order.placed', { moment: moment(order.createdAt), language: language(order.locale) })}
        navigationAction={
          <Link tag={NavLink} {...wayBack} end startIcon={<ArrowLeft aria-hidden />}>
            {say('order.back')}
          </Link>
        }
        primaryAction={
          <Flex gap={2} wrap="wrap">
            <OrderActions order={order} canMove={canMove} isBusy={isBusy} begin={begin} />
            {canMove && order.canTakeBack ? <TakeBack order={order} isBusy={isBusy} takeBack={moves.takeBack} /> : null}
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Part title={say('column.lines')}>
            <Ordered order={order} />
          </Part>
          <Part title={say('column.recipient')}>
            <Address order={order} />
            {canMove && order.canCorrectAddress ? (
              <Box paddingTop={3}>
                <CorrectAddress order={order} onCorrected={setOrder} />
              </Box>
            ) : null}
          </Part>
          <Part title={say('column.state')}>
            <StateOfOrder order={order} />
            <Box paddingTop={3}>
              <HistoryOfOrder order={order} />
            </Box>
            <Tracking order={order} canMove={canMove} onCorrected={setOrder} />
          </Part>
        </Flex>
      </Layouts.Content>
      {question}
    </Page.Main>
  );
};

/** One order by its number: for a link that can be sent to a colleague. */
const OrderDetails = () => {
  const say = useSay();
  const { number = '' } = useParams();
  const { answer, problem } = useAnswer<{ readonly data: Order }>(`/ordering/orders/${encodeURIComponent(number)}`);
  if (answer) return <Found key={number} answered={answer.data} />;
  if (!problem) return <Page.Loading />;
  return (
    <Page.Main>
      <Layouts.Header title={say('order.of', { number })} />
      <Layouts.Content>
        <Typography role="alert" textColor="danger700">
          {problem}
        </Typography>
      </Layouts.Content>
    </Page.Main>
  );
};

export const OrderPage = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <OrderDetails />
  </Page.Protect>
);
