/** Draws how figures grow: a small chart for each, all databases in it. Readable on light and dark pages. */

const COLOURS = ['#0a7ea4', '#c2590c'];
const [WIDTH, HEIGHT, COLUMNS] = [300, 150, 3];
const [LEFT, RIGHT, TOP, BOTTOM] = [16, 76, 46, 26];

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const short = (size) => (size >= 1000 ? `${size / 1000}k` : String(size));

/**
 * @param results ms by database, figure and size
 * @param sizes numbers of entries, ascending
 */
export const plot = (results, sizes) => {
  const databases = Object.keys(results);
  const figures = Object.keys(results[databases[0]]);
  const rows = Math.ceil(figures.length / COLUMNS);
  const [width, height] = [WIDTH * COLUMNS, HEIGHT * rows + 34];
  const x = (index) => LEFT + (index / Math.max(sizes.length - 1, 1)) * (WIDTH - LEFT - RIGHT);

  const charts = figures.map((figure, place) => {
    const most =
      Math.max(...databases.flatMap((database) => sizes.map((size) => results[database][figure][size]))) * 1.1;
    const y = (value) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM);
    const ends = databases.map((database) => y(results[database][figure][sizes.at(-1)]));
    // Two numbers must not stand on one another.
    if (ends.length === 2 && Math.abs(ends[0] - ends[1]) < 12) {
      const middle = (ends[0] + ends[1]) / 2;
      const isFirstAbove = ends[0] <= ends[1];
      ends[0] = middle + (isFirstAbove ? -6 : 6);
      ends[1] = middle + (isFirstAbove ? 6 : -6);
    }
    const lines = databases.map((database, index) => {
      const points = sizes.map((size, at) => [x(at), y(results[database][figure][size])]);
      const path = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ');
      const dots = points.map(([px, py]) => `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3"/>`).join('');
      const last = results[database][figure][sizes.at(-1)];
      return `<g stroke="${COLOURS[index]}" fill="${COLOURS[index]}"><polyline points="${path}" fill="none" stroke-width="2"/>${dots}<text class="value" stroke="none" x="${WIDTH - RIGHT + 8}" y="${(ends[index] + 4).toFixed(1)}" fill="${COLOURS[index]}">${last} ms</text></g>`;
    });
    const ticks = sizes.map((size, at) => `<text class="tick" x="${x(at)}" y="${HEIGHT - 8}">${short(size)}</text>`);
    const [column, row] = [place % COLUMNS, Math.floor(place / COLUMNS)];
    return `<g transform="translate(${column * WIDTH} ${row * HEIGHT + 34})"><text class="title" x="${LEFT}" y="22">${escape(figure)}</text><line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"/>${lines.join('')}${ticks.join('')}</g>`;
  });
  const legend = databases.map(
    (database, index) =>
      `<circle cx="${LEFT + 6 + index * 110}" cy="18" r="5" fill="${COLOURS[index]}"/><text x="${LEFT + 17 + index * 110}" y="22">${escape(database)}</text>`
  );
  const names = figures.map(escape).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t">
<title id="t">Milliseconds by number of materials and articles: ${names}</title>
<style>text{font:12px system-ui,sans-serif;fill:#424a53}.title{font-weight:600}.tick{text-anchor:middle;font-size:11px}.value{font-weight:600}.axis{stroke:#8c959f}
${COLOURS.map((colour) => `.value[fill="${colour}"]{fill:${colour}}`).join('')}
@media (prefers-color-scheme:dark){text{fill:#d1d7e0}.value[fill="${COLOURS[0]}"],.value[fill="${COLOURS[1]}"]{filter:brightness(1.5)}}</style>
${legend.join('')}
${charts.join('\n')}
</svg>
`;
};
