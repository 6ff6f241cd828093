import { numberOf, textOf, type OldRow } from './record';

/** A file that a content element shows: by its uid, or by its path where it has none. */
export interface ShownFile {
  readonly uid: number | null;
  readonly path: string;
  readonly alternativeText: string;
  readonly caption: string;
  readonly title: string;
}

export interface ElementFiles {
  /** Of `image`, `assets`, and `media` where the element shows media. */
  readonly images: readonly ShownFile[];
  /** Of a list of files. */
  readonly files: readonly ShownFile[];
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Stored words may hold entities already. */
const words = (text: string): string => text.replaceAll('<', '&lt;');

/** Headings that TYPO3 knows; 0 is the site's own choice, 100 is “hidden”. */
const HIDDEN_HEADING = 100;

const headingOf = (row: OldRow): string => {
  const layout = numberOf(row, 'header_layout');
  const header = textOf(row, 'header');
  if (header === '' || layout === HIDDEN_HEADING) return '';
  const level = layout >= 1 && layout <= 6 ? layout : 2;
  const link = textOf(row, 'header_link');
  const linked = link === '' ? words(header) : `<link ${link}>${words(header)}</link>`;
  return `<h${level}>${linked}</h${level}>`;
};

const imageOf = ({ uid, path, alternativeText, caption }: ShownFile): string =>
  `<p><img src="${escaped(path)}"${uid === null ? '' : ` data-htmlarea-file-uid="${uid}"`} alt="${escaped(alternativeText)}" title="${escaped(caption)}"></p>`;

const fileOf = ({ uid, path, title, alternativeText }: ShownFile): string => {
  const name = title || alternativeText || (path.split('/').at(-1) ?? path);
  return `<li><a href="${uid === null ? escaped(path) : `t3://file?uid=${uid}`}">${words(name)}</a></li>`;
};

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');

/** The sign between two cells; TYPO3 stores its number. */
const delimiterOf = (row: OldRow): string => {
  const code = numberOf(row, 'table_delimiter');
  return code > 0 ? String.fromCodePoint(code) : '|';
};

const bodyOf = (row: OldRow): string => {
  const text = row.bodytext ?? '';
  if (text.trim() === '') return '';
  if (textOf(row, 'CType') === 'bullets') {
    const isOrdered = numberOf(row, 'bullets_type') === 1;
    const name = isOrdered ? 'ol' : 'ul';
    return `<${name}>${linesOf(text)
      .map((line) => `<li>${line}</li>`)
      .join('')}</${name}>`;
  }
  if (textOf(row, 'CType') === 'table' && !/<table/i.test(text)) {
    const delimiter = delimiterOf(row);
    const rows = linesOf(text).map(
      (line) =>
        `<tr>${line
          .split(delimiter)
          .map((cell) => `<td>${cell.trim()}</td>`)
          .join('')}</tr>`
    );
    return `<table>${rows.join('')}</table>`;
  }
  return text;
};

/** Kinds whose content stands elsewhere: plugins, menus, forms, references to other elements. Their heading alone says nothing. */
const ELSEWHERE = /^(?:list|shortcut|div|menu|menu_.*|search|login|felogin.*|mailform|form.*|gridelements_pi1)$/i;

/** From this number on, TYPO3 puts images below the text or beside its end. */
const BELOW = 8;

/**
 * A content element as TYPO3's own rendering shows it, as stored text: heading, subheading, images, text and files.
 *
 * @returns '' if it shows nothing of these
 */
export const htmlOfElement = (row: OldRow, { images, files }: ElementFiles): string => {
  if (ELSEWHERE.test(textOf(row, 'CType')) && images.length + files.length === 0 && bodyOf(row) === '') return '';
  const subheader = textOf(row, 'subheader');
  const shown = images.map(imageOf);
  const isBelow = numberOf(row, 'imageorient') >= BELOW && numberOf(row, 'imageorient') < 16;
  return [
    headingOf(row),
    subheader === '' ? '' : `<p>${words(subheader)}</p>`,
    ...(isBelow ? [] : shown),
    bodyOf(row),
    ...(isBelow ? shown : []),
    files.length === 0 ? '' : `<ul>${files.map(fileOf).join('')}</ul>`,
  ]
    .filter((part) => part.trim() !== '')
    .join('\r\n');
};
