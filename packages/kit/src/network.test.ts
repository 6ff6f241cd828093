import { networkOf } from './network';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3::4', '8193:3512:1:2'],
  ['2001:db8:1:2::', '8193:3512:1:2'],
  ['nobody', 'nobody'],
])('%s asks as %s', (address, network) => expect(networkOf(address)).toBe(network));
