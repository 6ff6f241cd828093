import type { BlockNode, Finding, LinkNode, StockSuggestion } from '../../../domain/contract';
import { decodeTypolink } from '../../../domain/links/typolink';
import type { Mapping, MaterialMapping, NewsMapping } from '../../../domain/mapping';
import { plainText } from '../../../domain/plain-text';
import { dayOf, endsAt, listOf, textOf, type OldRow } from '../../../domain/record';
import { entryOfFinding, type NewEntry } from '../../../domain/run-report';
import { linkBareAddresses } from '../../../domain/text/bare-addresses';
import { convertRichText } from '../../../domain/text/convert';
import type { StoredFile } from '../files/media-library';
import type { WantedFile } from '../staging/file-references';
import type { Plan } from '../staging/plan';
import type { Staging } from '../staging/staging';
import type { Row } from '../strapi';
import type { Links } from './context';
import { Fields, LONGEST, type Wanting } from './fields';
import { hasLinks, type Gathered } from './gather';
import { createLists, type ListedLink } from './lists-after';
import { stockOf, type BuiltStock } from './stock-of';

/** What a record becomes. */
export interface Built {
  readonly data: Row;
  readonly publish: boolean;
  readonly stock: BuiltStock | null;
  readonly entries: readonly NewEntry[];
  readonly suggestions: readonly StockSuggestion[];
}

/** Will there be a version of an entry in a language? */
export type IsPossible = (kind: 'topic' | 'material', documentId: string, locale: string) => boolean;

export interface BuilderParts {
  readonly plan: Plan;
  readonly staging: Staging;
  readonly mapping: Mapping;
  readonly links: Links;
  readonly timeZone: string;
}

/** What is the same for materials and news. */
interface Common {
  readonly gathered: Gathered;
  readonly wanting: Wanting;
  readonly fields: Fields;
  /** The original's row: what all languages share is told by it, and a translation that is silent must not take it away. */
  readonly shared: OldRow;
  readonly blocks: readonly BlockNode[];
  readonly image: StoredFile | null;
  readonly firstImage: WantedFile | undefined;
  readonly topics: readonly string[];
  readonly isPossible: IsPossible;
}

interface Inline {
  readonly type?: string;
  readonly url?: string;
  readonly text?: string;
  readonly material?: { readonly documentId: string };
  readonly children?: readonly Inline[];
}
const wordsOf = ({ text, children }: Inline): string => text ?? (children ?? []).map(wordsOf).join('');
const linksIn = (nodes: readonly Inline[]): Inline[] =>
  nodes.flatMap((node) => (node.type === 'link' ? [node] : linksIn(node.children ?? [])));
const mentionedIn = (nodes: readonly Inline[]): string[] =>
  nodes.flatMap(({ material, children }) => [
    ...(material ? [material.documentId] : []),
    ...mentionedIn(children ?? []),
  ]);

/** Turns records of the old portal into entries of the new one. */
export const createBuilder = ({ plan, staging, mapping, links, timeZone }: BuilderParts) => {
  const listsAfter = createLists({ plan, staging, links }, mapping.pages);
  const dayIn = (row: OldRow, column: string | null | undefined): string | null => dayOf(textOf(row, column), timeZone);

  const dayOfField = (row: OldRow, column: string | null | undefined, fields: Fields): string | null => {
    fields.take(column, row);
    const day = dayIn(row, column);
    if (day === null) fields.leave('unreadable-value', column);
    return day;
  };

  const resolveBare =
    (locale: string, wanting: Wanting) =>
    (address: string): Pick<LinkNode, 'url' | 'material'> | null => {
      const resolved = links.resolve(decodeTypolink(address), locale, wanting);
      if (resolved.is === 'unknown') return null;
      const { url } = resolved;
      return resolved.is === 'material' ? { url, material: { documentId: resolved.documentId } } : { url };
    };

  /** A text with its bare addresses linked. Sentences that may be replaced as a whole are left as they are. */
  const textOfRecord = (
    { text, planned, record, parts }: Gathered,
    column: string,
    wanting: Wanting,
    fields: Fields
  ): { blocks: readonly BlockNode[]; suggestions: readonly StockSuggestion[] } => {
    const converted = convertRichText(text, links.contextFor(planned.locale, column, wanting));
    parts.count('link', column, converted.parts.link);
    parts.count('image', column, converted.parts.image);
    fields.entries.push(...converted.findings.map((finding: Finding) => entryOfFinding(finding, record)));
    const suggested = new Set(converted.suggestions.map(({ blockIndex }) => blockIndex));
    let count = 0;
    const blocks = converted.blocks.flatMap((block, index) => {
      if (suggested.has(index)) return [block];
      const linked = linkBareAddresses([block], resolveBare(planned.locale, wanting));
      count += linked.count;
      return linked.blocks;
    });
    if (count > 0) fields.tell('field', 'bare-addresses', { count: String(count) });
    return { blocks, suggestions: converted.suggestions };
  };

  /** Topics of a record that there are in its language. */
  const topicsOf = ({ planned, rows }: Gathered, fields: Fields, isPossible: IsPossible): string[] => {
    const topics = plan.topicsOf(planned).flatMap(({ id, table, uid }) => {
      const topic = plan.find(`${table}:${uid}`);
      if (!topic) {
        rows.leave('no-target', id);
        fields.tell('field', 'topic-left-out', { topic: `${table}:${uid}` });
        return [];
      }
      if (!isPossible('topic', topic.documentId, planned.locale)) {
        rows.leave('other-language', id);
        fields.tell('field', 'topic-not-in-language', { topic: plan.originalOf(topic).title, locale: planned.locale });
        return [];
      }
      rows.use(id);
      return [topic.documentId];
    });
    return [...new Set(topics)];
  };

  /** Says what keeps a record from readers, and what will take it from them. */
  const tellVisibility = ({ planned, staged }: Gathered, fields: Fields): void => {
    const { hidden } = planned;
    if (hidden === null) {
      if (endsAt(staged.row) > 0) fields.tell('outcome', 'ends-later', { day: dayIn(staged.row, 'endtime') ?? '' });
    } else if (hidden !== 'orphan') {
      const column = hidden === 'not-yet' ? 'starttime' : 'endtime';
      fields.tell('outcome', hidden, { day: dayIn(staged.row, column) ?? '' });
    }
  };

  const commonOf = (gathered: Gathered, wanting: Wanting, isPossible: IsPossible, column: string) => {
    const { planned, record, staged, images } = gathered;
    const fields = new Fields(staged.row, record, links, wanting, gathered.parts);
    const original = plan.originalOf(planned);
    const { blocks, suggestions } = textOfRecord(gathered, column, wanting, fields);
    tellVisibility(gathered, fields);
    const firstImage = images.find(({ path }) => fields.fileAt(path)?.mime.startsWith('image/'));
    for (const other of images) {
      if (other === firstImage || !fields.fileAt(other.path)) continue;
      gathered.parts.drop('file', other.path, 'second-file');
      gathered.rows.drop('second-file', ...other.rows);
      fields.tell('file', 'second-image', { file: other.path });
    }
    if (firstImage) gathered.parts.use('file', firstImage.path);
    const common: Common = {
      ...{ gathered, wanting, fields, blocks, firstImage, isPossible },
      shared: staging.find(original.table, original.uid)?.row ?? staged.row,
      image: firstImage ? fields.fileAt(firstImage.path) : null,
      topics: topicsOf(gathered, fields, isPossible),
    };
    return { common, suggestions };
  };

  const materialOf = (common: Common, each: MaterialMapping): Row => {
    const { gathered, wanting, fields, shared, blocks, image, topics } = common;
    const { staged, planned } = gathered;
    const { columns } = each;
    const pdfs = gathered.pdfs.filter(({ path, rows }) => {
      const file = fields.fileAt(path);
      if (file && file.mime !== 'application/pdf') {
        gathered.rows.drop('not-a-pdf', ...rows);
        gathered.parts.drop('file', path, 'not-a-pdf');
        fields.tell('file', 'not-a-pdf', { file: path, type: file.mime });
      }
      return file?.mime === 'application/pdf';
    });
    for (const { path, rows } of pdfs.slice(1)) {
      gathered.rows.drop('second-file', ...rows);
      gathered.parts.drop('file', path, 'second-file');
      fields.tell('file', 'second-file', { file: path });
    }
    const [pdf] = pdfs;
    if (pdf) gathered.parts.use('file', pdf.path);
    const names = (column: string | null | undefined): { name: string }[] => {
      fields.take(column);
      return listOf(textOf(staged.row, column)).map((name) => ({ name: plainText(name).slice(0, 250) }));
    };
    return {
      title: fields.cut(planned.title, LONGEST.title, 'title'),
      subtitle: fields.text(columns.subtitle, LONGEST.subtitle, 'subtitle'),
      abstract: fields.text(columns.abstract, LONGEST.abstract, 'abstract'),
      description: [...blocks, ...listsAfter(gathered, wanting, fields, linksOfLead(common, columns.abstract))],
      cover: image?.id ?? null,
      pdf: pdf ? (fields.fileAt(pdf.path)?.id ?? null) : null,
      pdfUrl: fields.address(columns.pdfUrl, 'pdfUrl'),
      publishers: names(columns.publisher),
      authors: names(columns.author),
      publishedOn: dayOfField(shared, columns.publishedOn, fields),
      pages: fields.number(columns.pages, 'pages'),
      isbn: fields.text(columns.isbn, LONGEST.isbn, 'isbn'),
      price: fields.number(columns.price, 'price', true, shared),
      orderUrl: fields.address(columns.orderUrl, 'orderUrl', shared),
      topics,
    };
  };

  /** The day of a news article; without one, the day on which its record was made or changed. */
  const dateOf = (column: string | null | undefined, shared: OldRow, fields: Fields): string | null => {
    const told = dayOfField(shared, column, fields);
    if (told !== null || !column) return told;
    const made = dayIn(shared, 'crdate');
    const changed = dayIn(shared, 'tstamp');
    if (made !== null) fields.tell('field', 'date-of-creation', { day: made });
    else if (changed !== null) fields.tell('field', 'date-of-change', { day: changed });
    else fields.tell('field', 'no-date');
    return made ?? changed;
  };

  /** Links of a lead, which is plain text here. */
  const linksOfLead = ({ gathered, wanting, fields }: Common, column: string | null | undefined): ListedLink[] => {
    const lead = textOf(gathered.staged.row, column);
    if (!hasLinks(lead)) return [];
    const { planned, record } = gathered;
    const { blocks, findings, parts } = convertRichText(
      lead,
      links.contextFor(planned.locale, column ?? 'lead', wanting)
    );
    gathered.parts.count('link', column, parts.link);
    const dropped = findings.filter(({ kind }) => kind === 'dropped-link' || kind === 'harmless');
    fields.entries.push(...dropped.map((finding) => entryOfFinding(finding, record)));
    const found = linksIn(blocks).map((link): ListedLink => {
      const { documentId } = link.material ?? {};
      return { url: link.url ?? '', words: wordsOf(link), ...(documentId ? { documentId } : {}) };
    });
    if (found.length > 0) fields.tell('field', 'lead-links', { count: String(found.length) });
    return found;
  };

  const newsOf = (common: Common, each: NewsMapping): Row => {
    const { gathered, wanting, fields, shared, blocks, image, firstImage, topics, isPossible } = common;
    const { columns } = each;
    const { planned, staged } = gathered;
    const body = [...blocks, ...listsAfter(gathered, wanting, fields, linksOfLead(common, columns.lead))];
    // Of several images each has a caption of its own.
    const isOfSeveral = gathered.images.length > 1 && firstImage?.caption;
    const own = isOfSeveral ? '' : plainText(textOf(staged.row, columns.caption));
    fields.take(columns.caption);
    const caption = own || (firstImage?.caption ?? '');
    return {
      title: fields.cut(planned.title, LONGEST.title, 'title'),
      kicker: fields.text(columns.kicker, LONGEST.kicker, 'kicker'),
      lead: fields.text(columns.lead, LONGEST.lead, 'lead'),
      date: dateOf(columns.date, shared, fields),
      image: image?.id ?? null,
      caption: fields.cut(caption, LONGEST.caption, 'caption'),
      body,
      source: fields.text(columns.source, LONGEST.source, 'source'),
      topics,
      // Relations reach what there is in the same language; the others are mentioned in the text.
      materials: [...new Set(mentionedIn(body))].filter((documentId) =>
        isPossible('material', documentId, planned.locale)
      ),
    };
  };

  /** The stock of all languages is told by the original. */
  const stockOfRecord = (
    { planned, staged }: Gathered,
    material: MaterialMapping,
    fields: Fields
  ): BuiltStock | null => {
    if (planned.original === null) return stockOf(staged.row, material, fields);
    const { orderNumber, stock, availability } = material.columns;
    for (const column of [orderNumber, stock, availability]) fields.leave('of-original', column);
    return null;
  };

  return {
    build(gathered: Gathered, wanting: Wanting, isPossible: IsPossible): Built {
      const { planned } = gathered;
      const publish = planned.hidden === null;
      if (planned.kind === 'topic')
        return { data: { name: planned.title }, publish: true, stock: null, entries: [], suggestions: [] };
      const material = planned.kind === 'material' ? mapping.materials[planned.mapping] : undefined;
      const news = planned.kind === 'news' ? mapping.news[planned.mapping] : undefined;
      const column = (material ?? news)?.columns.text ?? 'bodytext';
      const { common, suggestions } = commonOf(gathered, wanting, isPossible, column);
      const { fields } = common;
      const data = material ? materialOf(common, material) : news ? newsOf(common, news) : {};
      const stock = material ? stockOfRecord(gathered, material, fields) : null;
      return { data, publish, stock, suggestions, entries: [...gathered.entries, ...fields.entries] };
    },
  };
};

export type Builder = ReturnType<typeof createBuilder>;
