import { useIntl } from 'react-intl';

import { useFormats } from '../formats';
import { useSay } from '../messages';
import { isPrintable, type Order } from './order';
import { printPackingLists } from './packing-list';

/** Prints what goes into parcels, one sheet for each; orders that need none are left out. */
export const usePackingLists = () => {
  const say = useSay();
  const { locale } = useIntl();
  const { language } = useFormats();
  return (orders: readonly Order[]): void => {
    const printed = orders.filter(isPrintable);
    const titleOf = ({ number }: Order): string => say('packing-list.of', { number });
    const [first] = printed;
    if (!first) return;
    printPackingLists(printed, {
      title: printed.length === 1 ? titleOf(first) : say('packing-list.many', { count: printed.length }),
      titleOf,
      columns: [say('packing-list.order-number'), say('packing-list.title'), say('packing-list.copies')],
      language: locale,
      nameOf: language,
    });
  };
};
