import { PDFDocument, PDFName, PDFString, rgb, StandardFonts } from 'pdf-lib';

import { linesOf, wrap } from './text.mjs';

const A5 = [419.53, 595.28];
const MARGIN = 48;

const WORDS = {
  de: {
    note: 'Diese Publikation ist erfunden. Sie gehört zur Vorführung von Inprint.',
    publisher: 'Herausgeber',
    page: 'Seite',
  },
  en: {
    note: 'This publication is invented. It belongs to the demonstration of Inprint.',
    publisher: 'Publisher',
    page: 'Page',
  },
  fr: {
    note: 'Cette publication est fictive. Elle fait partie de la démonstration d’Inprint.',
    publisher: 'Éditeur',
    page: 'Page',
  },
};

/** @param {string} hex `#rrggbb` */
const colour = (hex) => {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return rgb(red, green, blue);
};

/** A PDF's own fonts have no narrow no-break space, as it stands before French `?` and `!`. */
const inOwnFonts = (text) => text.replaceAll('\u202F', '\u00A0');

/** A pen that writes from top to bottom and takes a new page when one is full. */
const createPen = (document, fonts, { colours, language }) => {
  let page = document.addPage(A5);
  let y = A5[1] - MARGIN;
  const newPage = () => {
    page = document.addPage(A5);
    y = A5[1] - MARGIN;
  };
  return {
    newPage,
    skip: (points) => (y -= points),
    write(text, { font = fonts.regular, size = 10.5, ink = '#1c1c1c', indent = 0, mark = '', before = 0 } = {}) {
      y -= before;
      const width = A5[0] - 2 * MARGIN - indent;
      const lines = wrap(inOwnFonts(text), (line) => font.widthOfTextAtSize(line, size) <= width);
      lines.forEach((line, index) => {
        if (y < MARGIN + 3 * size) newPage();
        y -= size * 1.45;
        if (index === 0 && mark) page.drawText(mark, { x: MARGIN + indent - 16, y, size, font, color: colour(ink) });
        page.drawText(line, { x: MARGIN + indent, y, size, font, color: colour(ink) });
      });
    },
    /** The cover's ground: a band of colour with the words on it. */
    paintCover() {
      page.drawRectangle({ x: 0, y: A5[1] * 0.38, width: A5[0], height: A5[1] * 0.62, color: colour(colours.ground) });
      page.drawRectangle({
        x: 0,
        y: A5[1] * 0.365,
        width: A5[0],
        height: A5[1] * 0.015,
        color: colour(colours.accent),
      });
      y = A5[1] - 110;
    },
    drop: (share) => (y = A5[1] * share),
    numberPages() {
      const pages = document.getPages();
      pages.slice(1).forEach((each, index) => {
        const label = `${WORDS[language].page} ${index + 2}`;
        each.drawText(label, { x: MARGIN, y: 28, size: 8, font: fonts.regular, color: colour('#5a5a5a') });
      });
    },
  };
};

/**
 * Makes the PDF of one language version: a cover, and pages with the text.
 *
 * @param {{ title: string, subtitle: string, abstract: string, description: readonly Record<string, any>[],
 *   language: 'de' | 'en' | 'fr', publishers: readonly string[], colours: Record<string, string> }} version
 * @returns {Promise<Uint8Array>}
 */
export const makePdf = async ({ title, subtitle, abstract, description, language, publishers, colours }) => {
  const document = await PDFDocument.create();
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setSubject(subtitle);
  document.setAuthor(publishers.join(', '));
  document.setLanguage(language);
  document.setCreator('Inprint');
  document.catalog.set(PDFName.of('Lang'), PDFString.of(language));
  const fonts = {
    regular: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };

  const pen = createPen(document, fonts, { colours, language });
  pen.paintCover();
  pen.write(title, { font: fonts.bold, size: 26, ink: colours.paper });
  pen.write(subtitle, { size: 13, ink: colours.paper, before: 10 });
  pen.drop(0.33);
  pen.write(publishers.join(' · '), { size: 9.5, font: fonts.bold });
  pen.write(WORDS[language].note, { size: 8.5, ink: '#5a5a5a', before: 4 });

  pen.newPage();
  pen.write(title, { font: fonts.bold, size: 17, ink: colours.ground });
  pen.write(abstract, { font: fonts.bold, size: 11, before: 8 });
  pen.skip(6);
  for (const { kind, text, mark } of linesOf(description)) {
    if (kind === 'heading') pen.write(text, { font: fonts.bold, size: 13, ink: colours.ground, before: 12 });
    else if (kind === 'item') pen.write(text, { indent: 18, mark, before: 3 });
    else pen.write(text, { before: 8 });
  }
  pen.write(`${WORDS[language].publisher}: ${publishers.join(', ')}`, { size: 9, ink: '#5a5a5a', before: 18 });
  pen.numberPages();
  return document.save();
};
