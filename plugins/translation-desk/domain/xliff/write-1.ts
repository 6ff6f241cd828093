import type { ExportedEntry, ExportedUnit, ExportFile } from './exported';
import { isCode, type Code, type Inline } from './inline';
import { attributesOf, escaped } from './markup';
import { entryId, STAMPS, XLIFF_1 } from './names';

/** Names that XLIFF 1.2 has for formats; others begin with `x-`. */
const TYPES: Readonly<Record<string, string>> = { bold: 'bold', italic: 'italic', underline: 'underlined' };

const typeOf = ({ kind, formats = [] }: Code): string => {
  if (kind === 'link') return 'link';
  const [format] = formats;
  return formats.length === 1 && format ? (TYPES[format] ?? `x-${format}`) : `x-${formats.join('-') || 'format'}`;
};

const marked = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) =>
      isCode(inline)
        ? `<g${attributesOf({ id: inline.id, ctype: typeOf(inline) })}>${marked(inline.children)}</g>`
        : escaped(inline)
    )
    .join('');

const unitLines = ({ id, label, source, target, isFinal, longest }: ExportedUnit): string[] => {
  const limit = longest === undefined ? null : String(longest);
  const attributes = {
    id,
    resname: label,
    approved: isFinal ? 'yes' : null,
    maxwidth: limit,
    'size-unit': limit && 'char',
    'xml:space': 'preserve',
  };
  // Tools that work on the target alone show no text without one: where there is none, the source stands in for it.
  const state = isFinal ? 'final' : target ? 'needs-adaptation' : 'new';
  return [
    `      <trans-unit${attributesOf(attributes)}>`,
    `        <source>${marked(source)}</source>`,
    `        <target${attributesOf({ state })}>${marked(target ?? source)}</target>`,
    `        <note>${escaped(label)}${limit ? escaped(`: at most ${limit} characters`) : ''}</note>`,
    `      </trans-unit>`,
  ];
};

const fileLines = (
  { sourceLocale, targetLocale, note }: ExportFile,
  { type, documentId, title, page, stamps, units }: ExportedEntry
): string[] => {
  const attributes = {
    original: entryId(type, documentId),
    'source-language': sourceLocale,
    'target-language': targetLocale,
    datatype: 'plaintext',
  };
  const notes: Readonly<Record<string, string | null>> = {
    title,
    page,
    instruction: note,
    ...Object.fromEntries(Object.entries(stamps).map(([field, stamp]) => [`${STAMPS}:${field}`, stamp || '-'])),
  };
  return [
    `  <file${attributesOf(attributes)}>`,
    `    <header>`,
    ...Object.entries(notes).flatMap(([from, text]) =>
      text ? [`      <note${attributesOf({ from })}>${escaped(text)}</note>`] : []
    ),
    `    </header>`,
    `    <body>`,
    ...units.flatMap(unitLines),
    `    </body>`,
    `  </file>`,
  ];
};

/** An XLIFF 1.2 document: one `file` an entry, one `trans-unit` a text, links and formats as protected codes (`g`). */
export const writeXliff1 = (file: ExportFile): string =>
  [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<xliff${attributesOf({ xmlns: XLIFF_1, version: '1.2' })}>`,
    ...file.entries.flatMap((entry) => fileLines(file, entry)),
    `</xliff>`,
    '',
  ].join('\n');
