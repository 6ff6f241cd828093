import type { ExportedEntry, ExportedUnit, ExportFile } from './exported';
import { isCode, type Inline } from './inline';
import { attributesOf, escaped } from './markup';
import { entryId, METADATA, SIZES, STAMPS, XLIFF_2 } from './names';

/** Names that XLIFF 2 has for formats. */
const SUB_TYPES: Readonly<Record<string, string>> = { bold: 'xlf:b', italic: 'xlf:i', underline: 'xlf:u' };

const marked = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (!isCode(inline)) return escaped(inline);
      const { id, kind, formats = [] } = inline;
      const name = kind === 'link' ? 'link' : formats.join(' ') || null;
      const [format] = formats;
      const attributes = {
        id,
        type: kind === 'link' ? 'link' : 'fmt',
        subType: formats.length === 1 && format ? (SUB_TYPES[format] ?? null) : null,
        // In square brackets: there are tools that write angle brackets back without escaping them.
        dispStart: name && `[${name}]`,
        dispEnd: name && `[/${name}]`,
        // A format may be left out in a translation; a link may not.
        canDelete: kind === 'link' ? 'no' : null,
      };
      return `<pc${attributesOf(attributes)}>${marked(inline.children)}</pc>`;
    })
    .join('');

const unitLines = ({ id, label, source, target, isFinal, longest }: ExportedUnit): string[] => {
  const limit = longest === undefined ? null : String(longest);
  return [
    `    <unit${attributesOf({ id, name: label, 'slr:sizeRestriction': limit, 'xml:space': 'preserve' })}>`,
    ...(limit === null
      ? []
      : ['      <notes>', `        <note category="limit">At most ${limit} characters.</note>`, '      </notes>']),
    `      <segment${attributesOf({ state: isFinal ? 'final' : 'initial' })}>`,
    `        <source>${marked(source)}</source>`,
    ...(target ? [`        <target>${marked(target)}</target>`] : []),
    `      </segment>`,
    `    </unit>`,
  ];
};

const notesOf = (notes: Readonly<Record<string, string | null>>): string[] => {
  const lines = Object.entries(notes).flatMap(([category, text]) =>
    text ? [`      <note${attributesOf({ category })}>${escaped(text)}</note>`] : []
  );
  return lines.length === 0 ? [] : ['    <notes>', ...lines, '    </notes>'];
};

const fileLines = (note: string, { type, documentId, title, page, stamps, units }: ExportedEntry): string[] => [
  `  <file${attributesOf({ id: entryId(type, documentId), original: title })}>`,
  ...(units.some(({ longest }) => longest !== undefined)
    ? [`    <slr:profiles generalProfile="xliff:codepoints"/>`]
    : []),
  `    <mda:metadata>`,
  `      <mda:metaGroup${attributesOf({ category: STAMPS })}>`,
  ...Object.entries(stamps).map(
    ([field, stamp]) => `        <mda:meta${attributesOf({ type: field })}>${escaped(stamp)}</mda:meta>`
  ),
  `      </mda:metaGroup>`,
  `    </mda:metadata>`,
  ...notesOf({ page, instruction: note }),
  ...units.flatMap(unitLines),
  `  </file>`,
];

/** An XLIFF 2.0 document: one `file` an entry, one `unit` a text, links and formats as protected codes (`pc`). */
export const writeXliff2 = ({ sourceLocale, targetLocale, note, entries }: ExportFile): string => {
  const root = {
    xmlns: XLIFF_2,
    'xmlns:mda': METADATA,
    'xmlns:slr': SIZES,
    version: '2.0',
    srcLang: sourceLocale,
    trgLang: targetLocale,
  };
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<xliff${attributesOf(root)}>`,
    ...entries.flatMap((entry) => fileLines(note, entry)),
    `</xliff>`,
    '',
  ].join('\n');
};
