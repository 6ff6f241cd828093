import { isNavigation } from './pieces';

describe('a line of navigation', () => {
  it.each(['<a href="#top">nach oben</a>', 'Zurück zur Übersicht', '« back to top »'])('%s', (text) =>
    expect(isNavigation(text)).toBe(true)
  );
  it('is told from 300 kB of brackets in no time', () => {
    const start = performance.now();
    expect(isNavigation('<'.repeat(300_000))).toBe(false);
    expect(isNavigation(`${'<'.repeat(1999)}>`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
