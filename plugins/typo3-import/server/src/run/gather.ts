import { htmlOfElement, type ShownFile } from '../../../domain/content-element';
import type { CollectReferences, ImageReference, LinkTarget, References } from '../../../domain/contract';
import { rewriteDamTags } from '../../../domain/dam-tags';
import type { Mapping, MaterialMapping, NewsMapping } from '../../../domain/mapping';
import { linkLinesOf } from '../../../domain/links/link-lines';
import { decodeTypolink } from '../../../domain/links/typolink';
import { numberOf, textOf } from '../../../domain/record';
import { ParsedText } from '../../../domain/text/parsed-text';
import { entryOfRun, type NewEntry, type ReportedRecord, type RunReason } from '../../../domain/run-report';
import { damPathOf, type FilesOfField, type WantedFile } from '../staging/file-references';
import type { Plan } from '../staging/plan';
import type { Planned } from '../staging/planned';
import type { Staging, StagedRow } from '../staging/staging';
import type { Links } from './context';
import { RecordParts } from './record-parts';
import { RecordRows } from './record-rows';

/** A record with all that has to be looked up before it can be built. */
export interface Gathered {
  readonly planned: Planned;
  readonly record: ReportedRecord;
  readonly staged: StagedRow;
  /** Its text, and that of the content elements that belong to it. */
  readonly text: ParsedText;
  /** The references of its text and lead. */
  readonly references: References;
  readonly pdfs: readonly WantedFile[];
  readonly images: readonly WantedFile[];
  /** Files that stand beside a news article. */
  readonly attachments: readonly WantedFile[];
  readonly rows: RecordRows;
  readonly parts: RecordParts;
  /** What was found out on the way. */
  readonly entries: readonly NewEntry[];
}

export interface GatherParts {
  readonly plan: Plan;
  readonly staging: Staging;
  readonly mapping: Mapping;
  readonly links: Links;
  readonly collectReferences: CollectReferences;
}

const NOTHING: FilesOfField = { wanted: [], lost: [] };
const NO_TEXT = new ParsedText('');
const NO_REFERENCES: References = { links: [], slugs: [], images: [] };

const isEmpty = ({ wanted, lost }: FilesOfField): boolean => wanted.length + lost.length === 0;

/** Does a lead hold links? It becomes plain text, so they have to go elsewhere. */
export const hasLinks = (lead: string): boolean => /<(?:a|link)\s/i.test(lead);

/** The column of a lead, or of a material's abstract. */
const leadColumnOf = ({ columns }: MaterialMapping | NewsMapping): string | null =>
  ('lead' in columns ? columns.lead : 'abstract' in columns ? columns.abstract : null) ?? null;

/** Collects what belongs to a record in the old portal's tables. */
export const createGathering = ({ plan, staging, mapping, links, collectReferences }: GatherParts) => {
  const { access, files } = plan;

  const fileOf = (uid: number | null): StagedRow | null => (uid === null ? null : staging.find('sys_file', uid));
  const linkedFile = (target: LinkTarget): StagedRow | null => fileOf(target.kind === 'file' ? target.uid : null);
  const shownFile = ({ fileUid }: ImageReference): StagedRow | null => fileOf(fileUid);

  const mappingOf = (planned: Planned): MaterialMapping | NewsMapping | undefined =>
    planned.kind === 'material' ? mapping.materials[planned.mapping] : mapping.news[planned.mapping];

  const shownOf = (
    found: FilesOfField,
    rows: RecordRows,
    tell: (reason: RunReason, details: Record<string, string>) => void
  ): ShownFile[] => {
    tellLost(found, rows, tell);
    return found.wanted.map(({ path, alternativeText, caption, rows: own }) => {
      rows.use(...own);
      const uid = own.map((id) => staging.byId(id)).find((row) => row?.table === 'sys_file')?.uid ?? null;
      const title = alternativeText ?? '';
      return { uid, path, alternativeText: title, caption: caption ?? '', title };
    });
  };

  const tellLost = (
    { lost }: FilesOfField,
    rows: RecordRows,
    tell: (reason: RunReason, details: Record<string, string>) => void
  ): void => {
    for (const { rows: own, why, fate, words } of lost) {
      rows.leave(fate, ...own);
      tell(why, { file: words });
    }
  };

  /** Content elements of a news record; those of a translation may be filed under its original. */
  const elementsOf = (staged: StagedRow, planned: Planned): StagedRow[] => {
    if (staged.table !== 'tx_news_domain_model_news') return [];
    const language = textOf(staged.row, 'sys_language_uid');
    const original = plan.originalOf(planned);
    const filed = staging.findAll('tt_content', String(staged.uid));
    const underOriginal =
      original.uid === staged.uid
        ? []
        : staging
            .findAll('tt_content', String(original.uid))
            .filter(({ row }) => textOf(row, 'sys_language_uid') === language);
    return [...filed, ...underOriginal].sort((a, b) => numberOf(a.row, 'sorting') - numberOf(b.row, 'sorting'));
  };

  const isOtherLanguage = (element: StagedRow, staged: StagedRow): boolean => {
    const language = numberOf(element.row, 'sys_language_uid');
    const own = numberOf(staged.row, 'sys_language_uid');
    return language > 0 && own >= 0 && language !== own;
  };

  const elementText = (
    element: StagedRow,
    staged: StagedRow,
    rows: RecordRows,
    tell: (reason: RunReason, details: Record<string, string>) => void
  ): string => {
    const hidden = access.ofRecord(element);
    if (hidden !== null) {
      rows.leave(
        hidden === 'members' || hidden === 'not-yet' || hidden === 'no-longer' ? hidden : 'hidden',
        element.id
      );
      tell('content-left-out', { element: String(element.uid), why: hidden });
      return '';
    }
    if (isOtherLanguage(element, staged)) {
      rows.leave('other-language', element.id);
      return '';
    }
    const column = (name: string): ShownFile[] => shownOf(files.ofColumn(element, name), rows, tell);
    const isList = textOf(element.row, 'CType') === 'uploads';
    const html = htmlOfElement(element.row, {
      images: [...column('image'), ...column('assets'), ...(isList ? [] : column('media'))],
      files: isList ? column('media') : [],
    });
    if (html === '') {
      rows.leave('no-content', element.id);
      tell('content-empty', { element: String(element.uid), type: textOf(element.row, 'CType') });
      return '';
    }
    rows.use(element.id);
    return html;
  };

  /** File references of a record in fields that the mapping does not name. */
  const leaveOtherReferences = (
    staged: StagedRow,
    rows: RecordRows,
    known: readonly (string | null | undefined)[],
    tell: (reason: RunReason, details: Record<string, string>) => void
  ): void => {
    const others = staging
      .findPrefixed('sys_file_reference', `${staged.table}:${staged.uid}:`)
      .filter(({ row }) => !known.includes(textOf(row, 'fieldname')));
    const fields = new Map<string, number>();
    for (const { id, row } of others) {
      rows.leave('not-selected', id);
      fields.set(textOf(row, 'fieldname'), (fields.get(textOf(row, 'fieldname')) ?? 0) + 1);
    }
    for (const [field, count] of fields) tell('unused-files', { field, count: String(count) });
  };

  /** Where the links of a news record lead that stand beside its text. */
  const listedTargets = ({ table, uid, row }: StagedRow, original: Planned): string[] => {
    const own = ['internalurl', 'externalurl', 'ext_url'].map((name) => textOf(row, name)).filter((uri) => uri !== '');
    if (table === 'tt_news') return [...own, ...linkLinesOf(textOf(row, 'links')).map(({ uri }) => uri)];
    const rows = [...new Set([uid, original.uid])].map((of) =>
      staging.findAll('tx_news_domain_model_link', String(of))
    );
    const [first = [], others = []] = rows;
    return [...own, ...(first.length > 0 ? first : others).map((link) => textOf(link.row, 'uri'))];
  };

  const gather = (planned: Planned, contentType: string): Gathered | null => {
    const staged = staging.find(planned.table, planned.uid);
    if (!staged) return null;
    const { importId, title, locale, place, documentId } = planned;
    const record = { importId, title, locale, place, contentType, documentId };
    const rows = new RecordRows();
    const entries: NewEntry[] = [];
    const parts = new RecordParts();
    const base = { planned, record, staged, rows, parts, entries };
    const each = mappingOf(planned);
    if (!each) return { ...base, text: NO_TEXT, references: NO_REFERENCES, pdfs: [], images: [], attachments: [] };
    const tell = (reason: RunReason, details: Record<string, string>): void => {
      entries.push(entryOfRun('field', reason, details, record));
    };

    for (const note of staged.notes) tell(note, {});
    const original = plan.originalOf(planned);
    const source = original.uid === planned.uid ? staged : (staging.find(original.table, original.uid) ?? staged);
    /** A translation that has no files of its own shows its original's. */
    const inherited = (column: string | null | undefined, read: (of: StagedRow) => FilesOfField): WantedFile[] => {
      const own = read(staged);
      const found = isEmpty(own) && source !== staged ? read(source) : own;
      tellLost(found, rows, tell);
      for (const { rows: own, path } of found.wanted) {
        if (own.length === 0) parts.find('file', column ?? '', path);
        rows.use(...own);
      }
      parts.take(column);
      return [...found.wanted];
    };

    const isOld = staged.table === 'tt_news';
    const isNew = staged.table === 'tx_news_domain_model_news';
    const attached = isOld ? 'news_files' : 'fal_related_files';
    const ofColumn = (name: string | null | undefined) => (of: StagedRow) => files.ofColumn(of, name, each.filesIn);
    const isImage = (ident: string): boolean => /image|bild/i.test(ident);
    const pdfColumn = 'pdf' in each.columns ? each.columns.pdf : null;
    const images = inherited(each.columns.image, (of) =>
      files.joined([
        ofColumn(each.columns.image)(of),
        isOld ? files.ofDam(of, isImage) : NOTHING,
        isNew ? files.ofOwnTable(of.uid, 'media') : NOTHING,
      ])
    );
    const isAttached = (isOld || isNew) && attached !== pdfColumn;
    const attachments = inherited(isAttached ? attached : null, (of) =>
      files.joined([
        isAttached ? ofColumn(attached)(of) : NOTHING,
        isOld ? files.ofDam(of, (ident) => !isImage(ident)) : NOTHING,
        isNew ? files.ofOwnTable(of.uid, 'file') : NOTHING,
      ])
    );
    const pdfs = inherited(pdfColumn, ofColumn(pdfColumn));
    leaveOtherReferences(staged, rows, [each.columns.image, pdfColumn, isOld || isNew ? attached : null], tell);

    const { title: titleColumn, slug, language, original: parent } = each.columns;
    parts.take(titleColumn, slug ?? 'path_segment', language, parent, each.columns.text, isOld ? 'imagealttext' : null);
    const stored = rewriteDamTags(
      [
        staged.row[each.columns.text ?? ''] ?? '',
        ...elementsOf(staged, planned).map((element) => elementText(element, staged, rows, tell)),
      ]
        .filter((part) => part.trim() !== '')
        .join('\r\n'),
      (uid) => {
        const found = staging.find('tx_dam', uid);
        const file = found && access.ofRow(found) === null ? found : null;
        if (file) rows.use(file.id);
        else if (found) rows.leave('hidden', found.id);
        return file ? `fileadmin/${damPathOf(file.row)}` : null;
      }
    );
    const text = new ParsedText(stored);
    const lead = textOf(staged.row, leadColumnOf(each));
    const found = [text, ...(hasLinks(lead) ? [lead] : [])].map(collectReferences);
    const listed = isOld || isNew ? listedTargets(staged, original) : [];
    const references: References = {
      links: [...found.flatMap((part) => part.links), ...listed.map(decodeTypolink)],
      slugs: found.flatMap((part) => part.slugs),
      images: found.flatMap((part) => part.images),
    };
    for (const file of [
      ...references.links.map(({ target }) => linkedFile(target)),
      ...references.images.map(shownFile),
    ]) {
      if (file === null) continue;
      if (files.openPathOf(file) === null) rows.leave('hidden', file.id);
      else rows.use(file.id);
    }
    return { ...base, text, references, pdfs, images, attachments };
  };

  /** All files that a record needs, in text and beside it, that are not a material's PDF. */
  const wantedFiles = ({ references, pdfs, images, attachments }: Gathered): WantedFile[] => {
    const bare = (path: string, texts: Partial<WantedFile> = {}): WantedFile => ({
      ...{ path, elsewhere: [], alternativeText: null, caption: null, rows: [] },
      ...texts,
    });
    const rowsOf = (file: StagedRow | null): number[] => (file === null ? [] : [file.id]);
    const shown = references.images.flatMap((image: ImageReference) => {
      const path = links.imagePathOf(image);
      return path === null
        ? []
        : [
            bare(path, {
              ...{ alternativeText: image.alternativeText || null, caption: image.caption || null },
              rows: rowsOf(shownFile(image)),
            }),
          ];
    });
    const linked = references.links.flatMap(({ target }) => {
      const path = links.fileOf(target);
      return path === null ? [] : [bare(path, { rows: rowsOf(linkedFile(target)) })];
    });
    return [...pdfs, ...images, ...shown, ...[...linked, ...attachments].filter(({ path }) => !plan.withFile(path))];
  };

  return { gather, wantedFiles };
};

export type Gathering = ReturnType<typeof createGathering>;
