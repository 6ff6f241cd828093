import type {
  BlockNode,
  Finding,
  ImageReference,
  References,
  StockSuggestion,
  Typolink,
} from '../../../domain/contract';
import {
  isNewsTable,
  type Mapping,
  type MaterialMapping,
  type MappedAvailability,
  type NewsMapping,
} from '../../../domain/mapping';
import { dayOf, listOf, numberOf, textOf } from '../../../domain/record';
import {
  entryOfFinding,
  entryOfRun,
  type NewEntry,
  type ReportedRecord,
  type RunKind,
  type RunReason,
} from '../../../domain/run-report';
import { convertRichText } from '../../../domain/text/convert';
import type { StoredFile } from '../files/media-library';
import type { Plan, Planned } from '../staging/plan';
import type { Staging, StagedRow } from '../staging/staging';
import type { Row } from '../strapi';
import { filePathOf, type Links, type LookedUp } from './context';

/** A file that a record names. */
export interface WantedFile {
  readonly path: string;
  readonly alternativeText: string | null;
  readonly caption: string | null;
}

/** A record with all that has to be looked up before it can be built. */
export interface Gathered {
  readonly planned: Planned;
  readonly record: ReportedRecord;
  readonly staged: StagedRow;
  readonly text: string;
  /** The references of its text. */
  readonly references: References;
  readonly pdfs: readonly WantedFile[];
  readonly images: readonly WantedFile[];
  /** Files that stand beside a news article. */
  readonly attachments: readonly WantedFile[];
}

/** The stock that a material's record tells of. */
export interface BuiltStock {
  readonly orderNumber: string | null;
  readonly quantity: number | null;
  readonly availability: MappedAvailability;
}

/** What a record becomes. */
export interface Built {
  readonly data: Row;
  readonly publish: boolean;
  readonly stock: BuiltStock | null;
  readonly entries: readonly NewEntry[];
  readonly suggestions: readonly StockSuggestion[];
}

export interface Wanting {
  readonly files: ReadonlyMap<string, StoredFile | { readonly reason: string }>;
  readonly places: LookedUp['places'];
}

const LONGEST = {
  title: 250,
  subtitle: 250,
  kicker: 120,
  abstract: 2000,
  lead: 2000,
  caption: 500,
  source: 500,
  address: 1000,
  isbn: 20,
  number: 64,
};

const HEADINGS: Readonly<Record<string, { readonly related: string; readonly links: string; readonly files: string }>> =
  {
    de: { related: 'Weitere Nachrichten', links: 'Links', files: 'Dateien' },
    fr: { related: 'À lire aussi', links: 'Liens', files: 'Fichiers' },
    en: { related: 'Related news', links: 'Links', files: 'Files' },
  };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The words of a field that holds no HTML in the new portal. */
const plainText = (text: string): string =>
  text
    .replaceAll(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, ' ')
    .replaceAll(/<[a-z/!][^>]*>/gi, '')
    .replaceAll(
      /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(\w+));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : 0;
        if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
        return ENTITIES[name?.toLowerCase() ?? ''] ?? whole;
      }
    )
    .replaceAll(/\s+/g, ' ')
    .trim();

const text = (words: string): { type: 'text'; text: string } => ({ type: 'text', text: words });
const heading = (words: string): BlockNode => ({ type: 'heading', level: 2, children: [text(words)] });

export interface BuilderParts {
  readonly plan: Plan;
  readonly staging: Staging;
  readonly mapping: Mapping;
  readonly links: Links;
  readonly timeZone: string;
  readonly collectReferences: (source: string) => References;
  /** The typolink that stands in a column: `t3://page?uid=12`, `12 _blank`. */
  readonly readLink: (parameters: string) => Typolink;
}

/** Turns records of the old portal into entries of the new one. */
export const createBuilder = ({
  plan,
  staging,
  mapping,
  links,
  timeZone,
  collectReferences,
  readLink,
}: BuilderParts) => {
  const mappingOf = (planned: Planned): MaterialMapping | NewsMapping | undefined =>
    planned.kind === 'material' ? mapping.materials[planned.mapping] : mapping.news[planned.mapping];

  /** Files of a column: file references, or names in the column itself. */
  const filesOf = (staged: StagedRow, column: string | null | undefined, folder: string | undefined): WantedFile[] => {
    if (!column) return [];
    const references = staging
      .findAll('sys_file_reference', `${staged.table}:${staged.uid}:${column}`)
      .filter(({ row }) => numberOf(row, 'hidden') === 0)
      .sort((a, b) => numberOf(a.row, 'sorting_foreign') - numberOf(b.row, 'sorting_foreign'));
    if (references.length > 0) {
      return references.flatMap(({ row }) => {
        const file = staging.find('sys_file', numberOf(row, 'uid_local'));
        const metadata = staging.findAll('sys_file_metadata', textOf(row, 'uid_local'))[0]?.row ?? {};
        const alternativeText =
          textOf(row, 'alternative') || textOf(metadata, 'alternative') || textOf(row, 'title') || null;
        const caption = plainText(textOf(row, 'description') || textOf(metadata, 'description')) || null;
        return file ? [{ path: filePathOf(textOf(file.row, 'identifier')), alternativeText, caption }] : [];
      });
    }
    return listOf(textOf(staged.row, column))
      .filter((name) => !/^\d+$/.test(name))
      .map((name) => {
        const file = /^(?:t3:\/\/file|file:)/.test(name) ? links.fileOf(readLink(name).target) : null;
        const path = file ?? (name.includes('/') || !folder ? filePathOf(name) : filePathOf(`${folder}/${name}`));
        return { path, alternativeText: null, caption: null };
      });
  };

  /** The text of a record and of the content elements that belong to it. */
  const sourceText = (staged: StagedRow, column: string | null | undefined): string => {
    const own = staged.row[column ?? ''] ?? '';
    if (staged.table !== 'tx_news_domain_model_news') return own;
    const elements = staging
      .findAll('tt_content', String(staged.uid))
      .filter(({ row }) => numberOf(row, 'hidden') === 0)
      .sort((a, b) => numberOf(a.row, 'sorting') - numberOf(b.row, 'sorting'));
    const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return [
      own,
      ...elements.map(({ row }) => {
        const title = textOf(row, 'header');
        return `${title ? `<h2>${escaped(title)}</h2>\r\n` : ''}${row.bodytext ?? ''}`;
      }),
    ]
      .filter((part) => part.trim() !== '')
      .join('\r\n');
  };

  const gather = (planned: Planned, contentType: string): Gathered | null => {
    const staged = staging.find(planned.table, planned.uid);
    const each = mappingOf(planned);
    if (!staged) return null;
    const record = {
      ...{
        importId: planned.importId,
        title: planned.title,
        locale: planned.locale,
        place: planned.place,
        contentType,
      },
      documentId: links.documentOf(planned),
    };
    if (!each)
      return {
        planned,
        record,
        staged,
        text: '',
        references: { links: [], slugs: [], images: [] },
        pdfs: [],
        images: [],
        attachments: [],
      };
    const source = sourceText(staged, each.columns.text);
    const isNews = isNewsTable(staged.table) && staged.table !== 'tt_content';
    const attached = staged.table === 'tt_news' ? 'news_files' : 'fal_related_files';
    return {
      ...{ planned, record, staged, text: source, references: collectReferences(source) },
      pdfs: 'pdf' in each.columns ? filesOf(staged, each.columns.pdf, each.filesIn) : [],
      images: filesOf(staged, each.columns.image, each.filesIn),
      attachments: planned.kind === 'news' && isNews ? filesOf(staged, attached, each.filesIn) : [],
    };
  };

  /** All files that a record needs, in text and beside it, that are not a material's PDF. */
  const wantedFiles = ({ references, pdfs, images, attachments }: Gathered): WantedFile[] => {
    const inText = references.links.flatMap(({ target }) => links.fileOf(target) ?? []);
    const shown = references.images.flatMap((image: ImageReference) => {
      const path = links.imagePathOf(image);
      return path === null
        ? []
        : [{ path, alternativeText: image.alternativeText || null, caption: image.caption || null }];
    });
    const linked = inText.map((path) => ({ path, alternativeText: null, caption: null }));
    return [...pdfs, ...images, ...shown, ...[...linked, ...attachments].filter(({ path }) => !plan.withFile(path))];
  };

  const topicsOf = (gathered: Gathered): string[] => {
    const { staged, planned } = gathered;
    const original = plan.originalOf(planned);
    const source = staging.find(original.table, original.uid) ?? staged;
    const table = staged.table === 'tt_news' ? 'tt_news_cat' : 'sys_category';
    const tags = staging
      .findAll(
        'tx_news_domain_model_news_tag_mm',
        staged.table === 'tx_news_domain_model_news' ? String(source.uid) : ''
      )
      .map(({ row }) => `tx_news_domain_model_tag:${textOf(row, 'uid_foreign')}`);
    const categories = plan.categoriesOf(source).map((uid) => `${table}:${uid}`);
    return [...new Set([...categories, ...tags].flatMap((id) => plan.find(id)?.documentId ?? []))];
  };

  const build = (
    gathered: Gathered,
    wanting: Wanting,
    isPossible: (documentId: string, locale: string) => boolean
  ): Built => {
    const { planned, record, staged } = gathered;
    const { row } = staged;
    const entries: NewEntry[] = [];
    const tell = (kind: RunKind, reason: RunReason, details: Record<string, string> = {}): void => {
      entries.push(entryOfRun(kind, reason, details, record));
    };
    const cut = (words: string, most: number, field: string): string | null => {
      if (words.length > most) tell('field', 'cut', { field });
      return words === '' ? null : words.slice(0, most);
    };
    const field = (column: string | null | undefined, most: number, name: string): string | null =>
      cut(plainText(textOf(row, column)), most, name);
    const address = (column: string | null | undefined, name: string, from = row): string | null => {
      const value = textOf(from, column);
      if (value === '') return null;
      const target = links.resolve(readLink(value), planned.locale, { files: wanting.files, places: wanting.places });
      const url = target.is === 'url' ? target.url : '';
      if (/^https?:\/\//i.test(url) && URL.canParse(url) && url.length <= LONGEST.address) return url;
      tell('field', 'unsafe-address', { field: name, value: value.slice(0, 200) });
      return null;
    };
    const number = (column: string | null | undefined, name: string, isFraction = false, from = row): number | null => {
      const value = textOf(from, column).replace(',', '.');
      if (value === '' || Number(value) === 0) return null;
      const read = Number(value);
      if (Number.isFinite(read) && read > 0 && (isFraction || Number.isSafeInteger(read))) return read;
      tell('field', 'unreadable-value', { field: name, value: value.slice(0, 100) });
      return null;
    };

    const fileAt = ({ path }: WantedFile): StoredFile | null => {
      const file = wanting.files.get(path);
      return file && 'id' in file ? file : null;
    };
    // What all languages share is the original's: a translation that is silent about it must not take it away.
    const original = plan.originalOf(planned);
    const shared = staging.find(original.table, original.uid)?.row ?? row;
    const day = (column: string | null | undefined, from = row): string | null => dayOf(textOf(from, column), timeZone);

    const converted = convertRichText(
      gathered.text,
      links.contextFor(planned.locale, mappingOf(planned)?.columns.text ?? 'bodytext', wanting)
    );
    entries.push(...converted.findings.map((finding: Finding) => entryOfFinding(finding, record)));

    if (planned.hidden !== null) {
      const column = planned.hidden === 'not-yet' ? 'starttime' : 'endtime';
      tell('outcome', planned.hidden, { day: day(column) ?? '' });
    }
    const publish = planned.hidden === null;
    const firstImage = gathered.images.find((image) => fileAt(image)?.mime.startsWith('image/'));
    for (const other of gathered.images) {
      if (other !== firstImage && fileAt(other)) tell('file', 'second-image', { file: other.path });
    }
    const image = firstImage ? fileAt(firstImage) : null;
    const topics = topicsOf(gathered);

    if (planned.kind === 'material') {
      const each = mapping.materials[planned.mapping];
      const columns = each?.columns ?? { title: 'title' };
      const pdfs = gathered.pdfs.filter((wanted) => {
        const file = fileAt(wanted);
        if (file && file.mime !== 'application/pdf') tell('file', 'not-a-pdf', { file: wanted.path, type: file.mime });
        return file?.mime === 'application/pdf';
      });
      for (const { path } of pdfs.slice(1)) tell('file', 'second-file', { file: path });
      const [pdf] = pdfs;
      const data: Row = {
        title: cut(planned.title, LONGEST.title, 'title'),
        subtitle: field(columns.subtitle, LONGEST.subtitle, 'subtitle'),
        abstract: field(columns.abstract, LONGEST.abstract, 'abstract'),
        description: converted.blocks,
        cover: image?.id ?? null,
        pdf: pdf ? (fileAt(pdf)?.id ?? null) : null,
        pdfUrl: address(columns.pdfUrl, 'pdfUrl'),
        publishers: listOf(textOf(row, columns.publisher)).map((name) => ({ name: name.slice(0, 250) })),
        authors: listOf(textOf(row, columns.author)).map((name) => ({ name: name.slice(0, 250) })),
        publishedOn: day(columns.publishedOn, shared),
        pages: number(columns.pages, 'pages'),
        isbn: field(columns.isbn, LONGEST.isbn, 'isbn'),
        price: number(columns.price, 'price', true, shared),
        orderUrl: address(columns.orderUrl, 'orderUrl', shared),
        topics,
      };
      return {
        data,
        publish,
        entries,
        suggestions: converted.suggestions,
        stock: planned.original === null && each ? stockOf(gathered, each, tell) : null,
      };
    }

    const each = mapping.news[planned.mapping];
    const columns = each?.columns ?? { title: 'title' };
    const mentioned = new Set<string>();
    const collect = (nodes: readonly object[]): void => {
      for (const node of nodes as readonly { material?: { documentId: string }; children?: readonly object[] }[]) {
        if (node.material) mentioned.add(node.material.documentId);
        if (node.children) collect(node.children);
      }
    };
    collect(converted.blocks);
    for (const { path } of gathered.attachments) {
      const material = plan.withFile(path);
      if (material) mentioned.add(links.documentOf(material));
    }
    const data: Row = {
      title: cut(planned.title, LONGEST.title, 'title'),
      kicker: field(columns.kicker, LONGEST.kicker, 'kicker'),
      lead: field(columns.lead, LONGEST.lead, 'lead'),
      date: day(columns.date, shared),
      image: image?.id ?? null,
      caption: cut(plainText(textOf(row, columns.caption)) || (firstImage?.caption ?? ''), LONGEST.caption, 'caption'),
      body: [...converted.blocks, ...listsAfter(gathered, wanting, tell)],
      source: field(columns.source, LONGEST.source, 'source'),
      topics,
      // Relations reach what there is in the same language; the others are mentioned in the text.
      materials: [...mentioned].filter((documentId) => isPossible(documentId, planned.locale)),
    };
    return { data, publish, entries, suggestions: converted.suggestions, stock: null };
  };

  const stockOf = (
    { staged: { row } }: Gathered,
    { columns, availabilities }: MaterialMapping,
    tell: (kind: RunKind, reason: RunReason, details: Record<string, string>) => void
  ): BuiltStock | null => {
    if (!columns.stock && !columns.availability && !columns.orderNumber) return null;
    const counted = textOf(row, columns.stock);
    const quantity = /^\d+$/.test(counted) && Number(counted) <= 2_147_483_647 ? Number(counted) : null;
    if (counted !== '' && quantity === null)
      tell('field', 'unreadable-value', { field: 'stock', value: counted.slice(0, 100) });
    const value = textOf(row, columns.availability);
    const told = columns.availability ? availabilities[value] : undefined;
    if (columns.availability && value !== '' && told === undefined)
      tell('field', 'unknown-availability', { value: value.slice(0, 100) });
    const orderNumber = textOf(row, columns.orderNumber).slice(0, LONGEST.number) || null;
    // Nothing is orderable by accident: without a word about stock there is no stock status.
    const availability = told ?? (quantity === null ? null : quantity > 0 ? 'in-stock' : 'out-of-print');
    return availability === null
      ? null
      : { orderNumber, quantity: availability === 'in-stock' || quantity === 0 ? quantity : null, availability };
  };

  /** Related news, links and files of a news record, which have fields of their own in TYPO3. */
  const listsAfter = (
    gathered: Gathered,
    { files }: Wanting,
    tell: (kind: RunKind, reason: RunReason, details: Record<string, string>) => void
  ): BlockNode[] => {
    const { staged, planned, attachments } = gathered;
    const words = HEADINGS[planned.locale.split('-')[0] ?? ''] ?? HEADINGS.en;
    if (!words) return [];
    const list = (title: string, items: readonly { url: string; words: string; documentId?: string }[]): BlockNode[] =>
      items.length === 0
        ? []
        : [
            heading(title),
            {
              type: 'list',
              format: 'unordered',
              children: items.map((item) => ({
                type: 'list-item' as const,
                children: [
                  text(''),
                  {
                    type: 'link' as const,
                    url: item.url,
                    ...(item.documentId ? { material: { documentId: item.documentId } } : {}),
                    children: [text(item.words)],
                  },
                  text(''),
                ],
              })),
            },
          ];

    const isOld = staged.table === 'tt_news';
    if (!isOld && staged.table !== 'tx_news_domain_model_news') return [];
    const related = staging
      .findAll(isOld ? 'tt_news_related_mm' : 'tx_news_domain_model_news_related_mm', String(staged.uid))
      .flatMap(({ row }) => {
        const found = plan.find(`${staged.table}:${textOf(row, 'uid_foreign')}`);
        if (!found) return [];
        const other = plan.inLocale(found, planned.locale);
        return [{ url: links.addressOf(other), words: other.title }];
      });

    const typed = isOld
      ? listOf(textOf(staged.row, 'links')).flatMap((line) =>
          /^(?:https?:\/\/|www\.)/i.test(line) ? [{ uri: line, title: line }] : []
        )
      : staging
          .findAll('tx_news_domain_model_link', String(staged.uid))
          .filter(({ row }) => numberOf(row, 'hidden') === 0)
          .sort((a, b) => numberOf(a.row, 'sorting') - numberOf(b.row, 'sorting'))
          .map(({ row }) => ({ uri: textOf(row, 'uri'), title: textOf(row, 'title') }));
    // News of the types 1 and 2 are nothing but a link.
    const type = textOf(staged.row, 'type');
    const target =
      type === '1'
        ? textOf(staged.row, isOld ? 'page' : 'internalurl')
        : type === '2'
          ? textOf(staged.row, isOld ? 'ext_url' : 'externalurl')
          : '';
    const all = target === '' ? typed : [...typed, { uri: target, title: planned.title }];
    const linked = all.flatMap(({ uri, title }) => {
      const resolved = links.resolve(readLink(uri), planned.locale, { files, places: new Map() });
      if (resolved.is === 'unknown' || !isSafeLink(resolved.url)) {
        tell('field', 'link-page', { page: uri.slice(0, 200) });
        return [];
      }
      return [
        {
          url: resolved.url,
          words: title || resolved.url,
          ...(resolved.is === 'material' ? { documentId: resolved.documentId } : {}),
        },
      ];
    });

    const attached = attachments.flatMap((wanted) => {
      const material = plan.withFile(wanted.path);
      const words = wanted.path.split('/').at(-1) ?? wanted.path;
      if (material) {
        const documentId = links.documentOf(material);
        return [{ url: `/materials/${documentId}`, words: plan.inLocale(material, planned.locale).title, documentId }];
      }
      const file = files.get(wanted.path);
      return file && 'id' in file ? [{ url: file.url, words: wanted.alternativeText ?? words }] : [];
    });
    return [...list(words.related, related), ...list(words.links, linked), ...list(words.files, attached)];
  };

  const buildTopic = ({ planned }: Gathered): Built => ({
    ...{ data: { name: planned.title }, publish: true, stock: null, entries: [], suggestions: [] },
  });

  return { gather, wantedFiles, build, buildTopic };
};

const isSafeLink = (url: string): boolean => /^(?:https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(url);

export type Builder = ReturnType<typeof createBuilder>;
