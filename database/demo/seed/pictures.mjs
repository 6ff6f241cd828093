import { createHash } from 'node:crypto';

import sharp from 'sharp';

import { wrap } from './text.mjs';

/** A row of numbers from 0 to 1 that is the same for the same key, on every machine. @param {string} key */
const createDice = (key) => {
  let state = createHash('sha256').update(key).digest().readUInt32LE(0);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const round = (number) => Math.round(number * 10) / 10;
const range = (count) => Array.from({ length: count }, (_, index) => index);

/**
 * What covers and pictures are decorated with. Each draws on a sheet of the given size, in the topic's colours.
 *
 * @type {Record<string, (sheet: { width: number, height: number, colours: Record<string, string>, dice: () => number }) => string>}
 */
const PATTERNS = {
  network({ width, height, colours, dice }) {
    const dots = range(26).map(() => ({
      x: round(dice() * width),
      y: round(dice() * height),
      r: round(6 + dice() * 20),
    }));
    const near = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) < Math.max(width, height) * 0.24;
    const lines = dots.flatMap((a, index) =>
      dots
        .slice(index + 1)
        .filter((b) => near(a, b))
        .map((b) => `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}"/>`)
    );
    const circles = dots.map(
      ({ x, y, r }, index) =>
        `<circle cx="${x}" cy="${y}" r="${r}" fill="${index % 4 === 0 ? colours.accent : colours.paper}"/>`
    );
    return `<g stroke="${colours.shape}" stroke-width="4">${lines.join('')}</g>${circles.join('')}`;
  },
  grid({ width, height, colours, dice }) {
    const size = Math.round(Math.min(width, height) / 8);
    const fills = [colours.shape, colours.shape, colours.accent, colours.paper];
    return range(Math.ceil(height / size))
      .flatMap((row) =>
        range(Math.ceil(width / size)).map((column) => {
          const fill = fills[Math.floor(dice() * fills.length)];
          const inset = size * (0.08 + dice() * 0.3);
          const side = round(size - 2 * inset);
          return `<rect x="${round(column * size + inset)}" y="${round(row * size + inset)}" width="${side}" height="${side}" rx="${round(side * (dice() > 0.5 ? 0.5 : 0.12))}" fill="${fill}"/>`;
        })
      )
      .join('');
  },
  waves({ width, height, colours }) {
    return range(9)
      .map((index) => {
        const y = height * (0.06 + index * 0.115);
        const swing = height * 0.05 * (index % 2 === 0 ? 1 : -1);
        const path = range(4)
          .map((part) => {
            const x = (width / 4) * part;
            return `${part === 0 ? `M ${round(x - 40)} ${round(y)}` : ''} q ${round(width / 8)} ${round(part % 2 === 0 ? swing * 2 : -swing * 2)} ${round(width / 4 + 30)} 0`;
          })
          .join('');
        const stroke = index % 4 === 2 ? colours.accent : colours.shape;
        return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${14 + (index % 3) * 10}" stroke-linecap="round"/>`;
      })
      .join('');
  },
  circles({ width, height, colours, dice }) {
    return range(7)
      .map((index) => {
        const fill = [colours.shape, colours.accent, colours.paper][index % 3];
        return `<circle cx="${round(width * (0.1 + dice() * 0.8))}" cy="${round(height * (0.1 + dice() * 0.8))}" r="${round(Math.min(width, height) * (0.12 + dice() * 0.2))}" fill="${fill}" opacity="0.55"/>`;
      })
      .join('');
  },
  steps({ width, height, colours }) {
    const count = 7;
    return range(count)
      .map((index) => {
        const top = height * (0.86 - index * 0.115);
        const fill = index === count - 1 ? colours.accent : colours.shape;
        return `<rect x="${round((width / count) * index)}" y="${round(top)}" width="${round(width / count + 1)}" height="${round(height - top)}" fill="${fill}" opacity="${round(0.45 + index * 0.08)}"/>`;
      })
      .join('');
  },
  speech({ width, height, colours, dice }) {
    return range(6)
      .map((index) => {
        const [w, h] = [width * (0.26 + dice() * 0.16), height * (0.13 + dice() * 0.09)];
        const [x, y] = [width * (0.03 + dice() * 0.56), height * (0.03 + index * 0.15)];
        const fill = [colours.shape, colours.paper, colours.accent][index % 3];
        const tail = round(x + w * (index % 2 === 0 ? 0.22 : 0.7));
        return `<g fill="${fill}" opacity="0.9"><rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="28"/><path d="M ${tail} ${round(y + h - 2)} l 44 0 l -34 42 z"/></g>`;
      })
      .join('');
  },
  compass({ width, height, colours, dice }) {
    const [x, y, r] = [width / 2, height * 0.5, Math.min(width, height) * 0.46];
    const rings = [1, 0.78, 0.56, 0.34].map(
      (share, index) =>
        `<circle cx="${x}" cy="${y}" r="${round(r * share)}" fill="none" stroke="${colours.shape}" stroke-width="${26 - index * 5}"/>`
    );
    const needle = (length, fill) =>
      `<path d="M 0 ${round(-length)} L ${round(r * 0.13)} 0 L ${round(-r * 0.13)} 0 z" fill="${fill}"/>`;
    return `${rings.join('')}<g transform="translate(${x} ${y}) rotate(${round(15 + dice() * 60)})">${needle(r * 0.94, colours.accent)}<g transform="rotate(180)">${needle(r * 0.94, colours.paper)}</g><circle r="${round(r * 0.06)}" fill="${colours.ground}"/></g>`;
  },
  cards({ width, height, colours }) {
    return range(5)
      .map((index) => {
        const [w, h] = [Math.min(width, height) * 0.42, Math.min(width, height) * 0.58];
        const fill = [colours.shape, colours.paper, colours.shape, colours.accent, colours.paper][index];
        return `<rect x="${round(-w / 2)}" y="${round(-h / 2)}" width="${round(w)}" height="${round(h)}" rx="26" fill="${fill}" stroke="${colours.ground}" stroke-width="6" transform="translate(${round(width * (0.22 + index * 0.14))} ${round(height * (0.42 + (index % 2) * 0.14))}) rotate(${-24 + index * 13})"/>`;
      })
      .join('');
  },
  shield({ width, height, colours }) {
    const shield = (scale, fill) =>
      `<path d="M 0 -50 L 42 -34 L 42 6 Q 42 40 0 56 Q -42 40 -42 6 L -42 -34 z" fill="${fill}" transform="scale(${round(scale)})"/>`;
    const unit = Math.min(width, height) / 130;
    const shields = [colours.shape, colours.ground, colours.accent, colours.ground, colours.paper].map((fill, index) =>
      shield(unit * (1.12 - index * 0.22), fill)
    );
    return `<g transform="translate(${width / 2} ${height / 2})">${shields.join('')}</g>`;
  },
  bars({ width, height, colours, dice }) {
    return range(9)
      .map((index) => {
        const h = height * (0.15 + dice() * 0.65);
        const w = width / 13;
        const fill = index % 4 === 3 ? colours.accent : colours.shape;
        return `<rect x="${round(width * 0.06 + index * w * 1.3)}" y="${round(height - h)}" width="${round(w)}" height="${round(h)}" rx="12" fill="${fill}"/>`;
      })
      .join('');
  },
  house({ width, height, colours }) {
    const unit = Math.min(width, height) / 100;
    return `<g transform="translate(${width / 2} ${height / 2}) scale(${round(unit)})"><path d="M -38 -4 L 0 -38 L 38 -4 L 38 40 L -38 40 z" fill="${colours.shape}"/><rect x="-22" y="6" width="18" height="16" rx="2" fill="${colours.accent}"/><rect x="6" y="6" width="16" height="34" rx="2" fill="${colours.paper}"/><path d="M -44 -2 L 0 -42 L 44 -2" fill="none" stroke="${colours.paper}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></g>`;
  },
};

const escapeXml = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const FONTS = "'Source Sans 3', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

const svg = (width, height, inner) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inner}</svg>`;

/**
 * Strapi makes four more of each picture in the same format. As WebP that takes nine times as long as JPEG, and somebody waits for the demo.
 *
 * @param {string} picture @param {number} width pixels
 */
const render = (picture, width) =>
  sharp(Buffer.from(picture)).resize({ width }).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();

const inkOf = async (letters) => {
  const words = `<text x="4" y="40" font-family="${FONTS}" font-size="36">${letters}</text>`;
  const { data } = await sharp(Buffer.from(svg(300, 50, words)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data.reduce((sum, value, index) => (index % 4 === 3 ? sum + value : sum), 0);
};

/** @type {Promise<boolean> | null} */
let letters = null;

/** A machine without fonts, such as a small container, draws no letters or the same box for each: then covers go without words. */
const canDrawLetters = () =>
  (letters ??= Promise.all([inkOf('MMMM'), inkOf('....')]).then(([wide, thin]) => wide > 2 * thin && thin > 0));

const drawPattern = (name, key, width, height, colours) => {
  const draw = PATTERNS[name];
  if (!draw) throw new Error(`There is no pattern “${name}”. Use one of ${Object.keys(PATTERNS).join(', ')}.`);
  return draw({ width, height, colours, dice: createDice(key) });
};

const lettering = (text, { x, y, size, fill, width, weight = 400 }) => {
  const perLine = width / (size * (weight > 500 ? 0.56 : 0.51));
  const lines = wrap(text, (line) => line.length <= perLine);
  const spans = lines.map(
    (line, index) => `<tspan x="${x}" dy="${index === 0 ? 0 : round(size * 1.18)}">${escapeXml(line)}</tspan>`
  );
  return {
    svg: `<text x="${x}" y="${y}" font-family="${FONTS}" font-size="${size}" font-weight="${weight}" fill="${fill}">${spans.join('')}</text>`,
    bottom: y + (lines.length - 1) * size * 1.18,
  };
};

/**
 * Draws a cover in the shape of a booklet (A ratio), with its title where there are fonts.
 *
 * @param {{ key: string, title: string, subtitle: string, publisher: string, pattern: string, colours: Record<string, string> }} cover
 * @returns {Promise<Buffer>} JPEG, 700 by 989 pixels
 */
export const drawCover = async ({ key, title, subtitle, publisher, pattern, colours }) => {
  const [width, height] = [900, 1272];
  const art = drawPattern(pattern, key, width, 690, colours);
  /** @type {string[]} */
  const words = [];
  if (await canDrawLetters()) {
    const size = title.length > 34 ? 64 : 78;
    const head = lettering(title, { x: 64, y: 838, size, fill: colours.ground, width: width - 128, weight: 700 });
    const sub = lettering(subtitle, { x: 64, y: head.bottom + 64, size: 36, fill: colours.ground, width: width - 128 });
    words.push(
      head.svg,
      sub.svg,
      lettering(publisher, { x: 64, y: 1216, size: 25, fill: colours.ground, width: width - 128 }).svg
    );
  }
  const picture = svg(
    width,
    height,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/><svg width="${width}" height="690"><rect width="${width}" height="690" fill="${colours.ground}"/>${art}</svg><rect y="690" width="${width}" height="18" fill="${colours.accent}"/>${words.join('')}`
  );
  return render(picture, 700);
};

/**
 * Draws the picture of a news article: no words, so that one serves all languages.
 *
 * @param {{ key: string, pattern: string, colours: Record<string, string> }} picture
 * @returns {Promise<Buffer>} JPEG, 1000 by 563 pixels
 */
export const drawNewsPicture = async ({ key, pattern, colours }) => {
  const [width, height] = [1600, 900];
  const ground = `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${colours.ground}"/><stop offset="1" stop-color="${colours.shape}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#g)"/>`;
  const art = drawPattern(pattern, `news-${key}`, width, height, colours);
  return render(svg(width, height, `${ground}${art}`), 1000);
};
