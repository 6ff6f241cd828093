import { presentAddress } from './old-address';

const to = (address: string) => {
  const { pathname, searchParams } = new URL(address, 'https://portal.example.org');
  const locale = searchParams.get('locale') === 'en' ? 'en' : 'de';
  return presentAddress(pathname, searchParams, locale);
};

describe('the present address of a page that has moved', () => {
  it.each([
    ['/index.html', '/de/'],
    ['/index.html?locale=en&page=2', '/en/?page=2'],
    ['/material.html?slug=über&locale=en', '/en/materials/%C3%BCber'],
    ['/material.html?slug=heft&locale=de&preview=a.b', '/de/materials/heft?preview=a.b'],
    ['/material.html', '/de/materials'],
    ['/article.html?slug=neu&locale=de', '/de/news/neu'],
    ['/materials.html?locale=de&title=netz&topic=t&odd=1', '/de/materials?title=netz&topic=t'],
    ['/order.html?material=abc&locale=de', '/de/order?material=abc'],
    ['/order-status.html?locale=en', '/en/order/status'],
    ['/waitlist.html?locale=de', '/de/waitlist'],
    ['/elsewhere.html', null],
    ['/constructor', null],
  ])('%s → %s', (from, present) => expect(to(from)).toBe(present));
});
