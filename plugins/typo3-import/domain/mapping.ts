import { parse } from 'yaml';
import { z } from 'zod';

import { inLanguages, Problem, PROBLEMS, problemWords } from './problems';
import type { ReportLanguage } from './run-report';

/** States that a stock column can tell of: those of the portal. */
const AVAILABILITIES = [
  'in-stock',
  'on-demand',
  'not-yet-available',
  'out-of-stock',
  'reprinting',
  'reprint-undecided',
  'out-of-print',
  'withdrawn',
] as const;
export type MappedAvailability = (typeof AVAILABILITIES)[number];

/** Tables whose records become topics: categories of all ages, and tags. */
const TOPIC_TABLES = [
  'sys_category',
  'tt_news_cat',
  'tx_news_domain_model_category',
  'tx_news_domain_model_tag',
] as const;

const NAME = z.string().regex(/^[A-Za-z0-9_]+$/, 'mapping.name');
const COLUMN = NAME.nullable().optional();
const NUMBERS = z.array(z.coerce.number().int().min(0)).min(1);

const WHERE = z.strictObject({
  /** Folders (`pid`) whose records are meant. */
  folders: NUMBERS.optional(),
  /** Categories (uids of `sys_category`, or of `tt_news_cat` for `tt_news`), one of which a record must have. */
  categories: NUMBERS.optional(),
  /** Values of the column `type` (news) or `CType` (content). */
  types: z.array(z.coerce.string()).min(1).optional(),
});

const CONDITION = WHERE.refine((where) => Object.keys(where).length > 0, 'mapping.condition');

const COMMON = {
  table: NAME,
  where: CONDITION.optional(),
  /**
   * Old addresses of these records: `/materials/{slug}`, `/index.php?id=45&tx_pool[uid]={uid}`. `{locale}` and `{language}` are the
   * record's: `/{locale}/news/{slug}`, `/index.php?id=3&L={language}&tx_news_pi1[news]={uid}`.
   */
  oldUrls: z
    .array(
      z
        .string()
        .startsWith('/', 'mapping.old-path')
        .refine((path) => /\{(?:slug|uid)\}/.test(path), 'mapping.old-placeholder')
    )
    .default([]),
  /** Where bare file names of this table lie, in the given fileadmin folder or beside it: `uploads/pics`. */
  filesIn: z.string().optional(),
};

/** Columns of every kind of record. */
const RECORD_COLUMNS = {
  title: NAME,
  text: COLUMN,
  slug: COLUMN,
  image: COLUMN,
  language: COLUMN,
  /** The original that a translation points to. */
  original: COLUMN,
};

const MATERIALS = z.strictObject({
  ...COMMON,
  columns: z.strictObject({
    ...RECORD_COLUMNS,
    subtitle: COLUMN,
    abstract: COLUMN,
    pdf: COLUMN,
    pdfUrl: COLUMN,
    orderUrl: COLUMN,
    orderNumber: COLUMN,
    /** Copies in the warehouse. */
    stock: COLUMN,
    /** A column whose values are told of under `availabilities`. */
    availability: COLUMN,
    publishedOn: COLUMN,
    pages: COLUMN,
    isbn: COLUMN,
    price: COLUMN,
    publisher: COLUMN,
    author: COLUMN,
  }),
  /** What the values of the availability column mean: `{ "0": in-stock, "1": out-of-print }`. */
  availabilities: z.record(z.string(), z.enum(AVAILABILITIES, 'mapping.availability')).default({}),
});

const NEWS = z.strictObject({
  ...COMMON,
  columns: z.strictObject({
    ...RECORD_COLUMNS,
    kicker: COLUMN,
    lead: COLUMN,
    date: COLUMN,
    caption: COLUMN,
    source: COLUMN,
  }),
});

const MAPPING = z
  .strictObject({
    version: z.literal(1, 'mapping.version'),
    /** Names the old portal: records are found again under this name. */
    source: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/, 'mapping.source')
      .default('typo3'),
    /** Languages by `sys_language_uid`. 0 is TYPO3's default language. */
    languages: z
      .record(
        z.string().regex(/^\d+$/, 'mapping.language-uid'),
        z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/, 'mapping.locale')
      )
      .refine((languages) => '0' in languages, 'mapping.default-language')
      .superRefine((languages, context) => {
        // Two languages in one locale would overwrite each other.
        const seen = new Map<string, string>();
        for (const [uid, locale] of Object.entries(languages)) {
          const other = seen.get(locale);
          if (other !== undefined)
            context.addIssue({
              code: 'custom',
              message: 'mapping.locale-twice',
              params: { first: other, second: uid, locale },
            });
          seen.set(locale, uid);
        }
      }),
    /** Which database is meant, where a dump holds several. */
    database: z.string().min(1).optional(),
    /** Hosts of the old portal: links to them are links inside of it. */
    hosts: z.array(z.string().regex(/^[a-z0-9.-]+(?::\d+)?$/, 'mapping.host')).default([]),
    /** Pages of the old portal by uid, and where readers go instead. */
    pages: z
      .record(
        z.string().regex(/^\d+$/, 'mapping.page-uid'),
        z.string().regex(/^(?:https?:\/\/|\/)/, 'mapping.page-target')
      )
      .default({}),
    materials: z.array(MATERIALS).default([]),
    news: z.array(NEWS).default([]),
    /** Tables whose records become topics. */
    topics: z.array(z.enum(TOPIC_TABLES)).default([...TOPIC_TABLES]),
  })
  .refine(({ materials, news }) => materials.length + news.length > 0, 'mapping.nothing');

/** What a record has, by the names of the mapping. */
export const MAPPED_FIELDS = {
  materials: Object.keys(MATERIALS.shape.columns.shape),
  news: Object.keys(NEWS.shape.columns.shape),
} as const;

export type Mapping = z.infer<typeof MAPPING>;
export type MaterialMapping = Mapping['materials'][number];
export type NewsMapping = Mapping['news'][number];
export type RecordMapping = MaterialMapping | NewsMapping;
export type Where = z.infer<typeof WHERE>;

/** A mapping that cannot be followed; each line of `message` names a place in the file. */
export class MappingProblem extends Problem {
  override readonly name = 'MappingProblem';
}

/** What zod says by itself, in each language. */
const OWN_WORDS = { en: z.locales.en(), de: z.locales.de(), fr: z.locales.fr() };

/** Every wrong place of a mapping, in one language. */
const linesOf = (raw: unknown, language: ReportLanguage): string[] =>
  (MAPPING.safeParse(raw, { error: OWN_WORDS[language].localeError }).error?.issues ?? []).map((issue) => {
    const place = issue.path.length > 0 ? issue.path.join('.') : PROBLEMS['mapping-the-file'][language];
    const params = 'params' in issue ? (issue.params as Record<string, string>) : {};
    return `  ${place}: ${problemWords(issue.message, { names: AVAILABILITIES.join(', '), ...params }, language)}`;
  });

/**
 * Reads a mapping file, YAML or JSON (which is YAML, too).
 *
 * @throws {MappingProblem} with every wrong place named
 */
export const parseMapping = (text: string): Mapping => {
  let raw: unknown;
  try {
    raw = parse(text, { maxAliasCount: 10 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new MappingProblem('mapping-no-yaml', { why }, { cause: error });
  }
  const result = MAPPING.safeParse(raw);
  if (result.success) return result.data;
  const words = inLanguages((language) =>
    [PROBLEMS['mapping-unusable'][language], ...linesOf(raw, language)].join('\n')
  );
  throw new MappingProblem('mapping-unusable', { words });
};

/** Columns that TYPO3's own news tables have. A mapping need not name them. */
export const NEWS_TABLES = {
  tx_news_domain_model_news: {
    title: 'title',
    text: 'bodytext',
    slug: 'path_segment',
    lead: 'teaser',
    date: 'datetime',
    image: 'fal_media',
    language: 'sys_language_uid',
    original: 'l10n_parent',
  },
  tt_news: {
    title: 'title',
    text: 'bodytext',
    lead: 'short',
    date: 'datetime',
    image: 'image',
    caption: 'imagecaption',
    language: 'sys_language_uid',
    original: 'l18n_parent',
  },
  tt_content: {
    title: 'header',
    text: 'bodytext',
    lead: 'subheader',
    image: 'image',
    caption: 'imagecaption',
    language: 'sys_language_uid',
    original: 'l18n_parent',
  },
} as const satisfies Record<string, NewsMapping['columns']>;

export const isNewsTable = (table: string): table is keyof typeof NEWS_TABLES => table in NEWS_TABLES;
