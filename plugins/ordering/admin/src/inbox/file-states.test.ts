import { ORDER_STATES } from '../../../domain/order-state';
import { ordersFileIn } from '../../../domain/orders-file';
import de from '../translations/de.json';
import en from '../translations/en.json';
import fr from '../translations/fr.json';

describe('the file of orders', () => {
  it.each([
    ['de', de],
    ['en', en],
    ['fr', fr],
  ] as const)('calls states as the inbox does, in %s', (language, words) => {
    const { states } = ordersFileIn(language);
    for (const state of ORDER_STATES) expect(states[state]).toBe(words[`state.${state}`]);
  });
});
