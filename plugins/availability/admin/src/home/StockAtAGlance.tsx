import { Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { AVAILABILITIES } from '../../../domain/availability';
import { useSay } from '../messages';
import { useGlanceQuery } from '../stock/api';
import { StateBadge } from '../stock/StateBadge';
import { DESK_PATH } from '../stock-desk';

/** How many editions are in each state; a number leads to those editions at the desk. */
export const StockAtAGlance = () => {
  const say = useSay();
  const { data, isError } = useGlanceQuery();
  if (isError) return <Widget.Error />;
  if (!data) return <Widget.Loading />;
  const states = AVAILABILITIES.filter((state) => data[state] > 0);
  if (states.length === 0) return <Widget.NoData>{say('desk.empty')}</Widget.NoData>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {states.map((state) => (
        <Flex tag="li" key={state} justifyContent="space-between">
          <StateBadge state={state} />
          <Link tag={NavLink} to={`${DESK_PATH}?states=${state}`}>
            <Typography textColor="primary700">{say('home.editions', { editions: data[state] })}</Typography>
          </Link>
        </Flex>
      ))}
    </Flex>
  );
};
