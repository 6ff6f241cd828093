import { placeMiddlewares } from './middleware-order';

const ORIGINS = 'ours::origins';
const PLACEMENTS = [
  { after: null, names: [ORIGINS] },
  { after: 'strapi::errors', names: ['ours::queries', 'ours::bodies'] },
  { after: 'strapi::body', names: ['ours::files'] },
];
const STRAPI = ['strapi::errors', 'strapi::cors', 'strapi::body', 'strapi::public'];

describe('the list of middlewares', () => {
  it('holds ours where they work, and Strapi’s word on origins no more', () => {
    expect(placeMiddlewares(STRAPI, PLACEMENTS, ORIGINS)).toEqual([
      ORIGINS,
      'strapi::errors',
      'ours::queries',
      'ours::bodies',
      { name: 'strapi::cors', config: { origin: [] } },
      'strapi::body',
      'ours::files',
      'strapi::public',
    ]);
  });

  it('keeps an application’s own choice of origins', () => {
    const own = { name: 'strapi::cors', config: { origin: ['https://www.example.org'] } };
    const placed = placeMiddlewares(['strapi::errors', own], PLACEMENTS, ORIGINS);
    expect(placed).toContain(own);
    expect(placed).not.toContain(ORIGINS);
  });

  it('leaves what the application placed itself', () => {
    const placed = placeMiddlewares([...STRAPI, 'ours::files'], PLACEMENTS, ORIGINS);
    expect(placed.filter((entry) => entry === 'ours::files')).toEqual(['ours::files']);
    expect(placed.at(-1)).toBe('ours::files');
  });
});
