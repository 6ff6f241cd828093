import { isCode, withoutControls, type Inline } from './inline';

/** An entry of a hand-out: one `file` of the XLIFF document. */
export interface HandedOutEntry {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  /** The translation as it is now, field by field, as a short name each. Comes back with the file, and tells if somebody wrote meanwhile. */
  readonly stamps: Readonly<Record<string, string>>;
  readonly units: readonly {
    readonly id: string;
    readonly label: string;
    readonly source: readonly Inline[];
    /** The translation that there is already, where one fits. */
    readonly target: readonly Inline[] | null;
  }[];
}

export interface HandOut {
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly entries: readonly HandedOutEntry[];
}

export const XLIFF = 'urn:oasis:names:tc:xliff:document:2.0';
export const METADATA = 'urn:oasis:names:tc:xliff:metadata:2.0';
/** Under this category our metadata stand. */
export const STAMPS = 'inprint-stamps';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const escaped = (text: string): string => withoutControls(text).replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] ?? sign);

const attributesOf = (attributes: Readonly<Record<string, string | null>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escaped(value).replace(/[\n\t]/g, ' ')}"`))
    .join('');

const marked = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (!isCode(inline)) return escaped(inline);
      const type = inline.kind === 'link' ? 'link' : 'fmt';
      // A format may be left out in a translation; a link may not.
      const canDelete = inline.kind === 'link' ? 'no' : null;
      return `<pc${attributesOf({ id: inline.id, type, canDelete })}>${marked(inline.children)}</pc>`;
    })
    .join('');

const unitLines = ({ id, label, source, target }: HandedOutEntry['units'][number]): string[] => [
  `    <unit${attributesOf({ id, name: label, 'xml:space': 'preserve' })}>`,
  `      <segment${attributesOf({ state: 'initial' })}>`,
  `        <source>${marked(source)}</source>`,
  ...(target ? [`        <target>${marked(target)}</target>`] : []),
  `      </segment>`,
  `    </unit>`,
];

const fileLines = ({ type, documentId, title, stamps, units }: HandedOutEntry): string[] => [
  `  <file${attributesOf({ id: `${type}:${documentId}`, original: title })}>`,
  `    <mda:metadata>`,
  `      <mda:metaGroup${attributesOf({ category: STAMPS })}>`,
  ...Object.entries(stamps).map(
    ([field, stamp]) => `        <mda:meta${attributesOf({ type: field })}>${escaped(stamp)}</mda:meta>`
  ),
  `      </mda:metaGroup>`,
  `    </mda:metadata>`,
  ...units.flatMap(unitLines),
  `  </file>`,
];

/** A hand-out as an XLIFF 2.0 document: one `file` an entry, one `unit` a text, links and formats as protected codes (`pc`). */
export const writeXliff = ({ sourceLocale, targetLocale, entries }: HandOut): string =>
  [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<xliff${attributesOf({ xmlns: XLIFF, 'xmlns:mda': METADATA, version: '2.0', srcLang: sourceLocale, trgLang: targetLocale })}>`,
    ...entries.flatMap(fileLines),
    `</xliff>`,
    '',
  ].join('\n');
