import type { BlockNode, LinkNode } from '../../../domain/contract';
import { linkLinesOf } from '../../../domain/links/link-lines';
import { decodeTypolink } from '../../../domain/links/typolink';
import { plainText } from '../../../domain/plain-text';
import { listOf, numberOf, textOf } from '../../../domain/record';
import type { Plan } from '../staging/plan';
import type { StagedRow, Staging } from '../staging/staging';
import type { Links } from './context';
import type { Fields, Wanting } from './fields';
import type { Gathered } from './gather';

const HEADINGS: Readonly<Record<string, { readonly related: string; readonly links: string; readonly files: string }>> =
  {
    de: { related: 'Weitere Nachrichten', links: 'Links', files: 'Dateien' },
    fr: { related: 'À lire aussi', links: 'Liens', files: 'Fichiers' },
    en: { related: 'Related news', links: 'Links', files: 'Files' },
  };

/** A link of a list behind a text. */
export interface ListedLink {
  readonly url: string;
  readonly words: string;
  readonly documentId?: string;
}

const text = (words: string): { type: 'text'; text: string } => ({ type: 'text', text: words });

const isSafeLink = (url: string): boolean => /^(?:https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(url);

const listNodes = (title: string, items: readonly ListedLink[]): BlockNode[] =>
  items.length === 0
    ? []
    : [
        { type: 'heading', level: 2, children: [text(title)] },
        {
          type: 'list',
          format: 'unordered',
          children: items.map(({ url, words, documentId }) => {
            const material = documentId ? { material: { documentId } } : {};
            const link: LinkNode = { type: 'link', url, ...material, children: [text(words)] };
            return { type: 'list-item' as const, children: [text(''), link, text('')] };
          }),
        },
      ];

/** A record that another names as related: its table, its uid, and the row that says so. */
interface Related {
  readonly table: string;
  readonly uid: number;
  readonly row: number | null;
}

/** Writes the lists that stand behind a news text: related news and pages, links and files, which have fields of their own in TYPO3. */
export const createLists = (
  { plan, staging, links }: { plan: Plan; staging: Staging; links: Links },
  pages: Readonly<Record<string, string>>
) => {
  const relatedOf = (staged: StagedRow): Related[] => {
    if (staged.table !== 'tt_news') {
      return staging.findAll('tx_news_domain_model_news_related_mm', String(staged.uid)).map(({ id, row }) => ({
        ...{ table: staged.table, uid: numberOf(row, 'uid_foreign'), row: id },
      }));
    }
    const assigned = staging.findAll('tt_news_related_mm', String(staged.uid)).map(({ id, row }) => ({
      ...{ table: textOf(row, 'tablenames') || 'tt_news', uid: numberOf(row, 'uid_foreign'), row: id },
    }));
    if (assigned.length > 0) return assigned;
    return listOf(textOf(staged.row, 'related')).flatMap((name) => {
      const [, table, uid] = /^(tt_news|pages)_(\d+)$/.exec(name) ?? [];
      return table && uid ? [{ table, uid: Number(uid), row: null }] : [];
    });
  };

  const relatedLinks = ({ staged, planned, rows }: Gathered, fields: Fields): ListedLink[] =>
    relatedOf(staged).flatMap(({ table, uid, row }): ListedLink[] => {
      const kept = (link: ListedLink): ListedLink[] => {
        if (row !== null) rows.use(row);
        return [link];
      };
      if (table === 'pages') {
        const url = pages[String(uid)];
        const page = staging.find('pages', uid);
        const title = page && plan.access.ofRow(page) === null ? plainText(textOf(page.row, 'title')) : '';
        if (url !== undefined) return kept({ url, words: title || url });
      } else {
        const found = plan.find(`${table}:${uid}`);
        const other = found && plan.inLocale(found, planned.locale);
        if (other && other.kind !== 'topic' && other.hidden === null)
          return kept({ url: links.addressOf(other), words: other.title });
      }
      if (row !== null) rows.leave('no-target', row);
      fields.tell('field', 'related-left-out', { record: `${table}:${uid}` });
      return [];
    });

  /** Links of tt_news stand in a field, those of tx_news in a table. */
  const typedLinks = ({ staged, planned, rows }: Gathered): { uri: string; words: string; row: number | null }[] => {
    if (staged.table === 'tt_news')
      return linkLinesOf(textOf(staged.row, 'links')).map((line) => ({ ...line, row: null }));
    const own = staging.findAll('tx_news_domain_model_link', String(staged.uid));
    const original = plan.originalOf(planned);
    const all = own.length > 0 ? own : staging.findAll('tx_news_domain_model_link', String(original.uid));
    return all
      .sort((a, b) => numberOf(a.row, 'sorting') - numberOf(b.row, 'sorting'))
      .flatMap((link) => {
        const hidden = plan.access.ofRow(link);
        if (hidden !== null) rows.leave('hidden', link.id);
        return hidden === null
          ? [{ uri: textOf(link.row, 'uri'), words: plainText(textOf(link.row, 'title')), row: link.id }]
          : [];
      });
  };

  /** News of the types 1 and 2 are nothing but a link. */
  const ownTarget = ({ row, table }: StagedRow): string => {
    const type = textOf(row, 'type');
    const isOld = table === 'tt_news';
    if (type === '1') return textOf(row, isOld ? 'page' : 'internalurl');
    return type === '2' ? textOf(row, isOld ? 'ext_url' : 'externalurl') : '';
  };

  const furtherLinks = (gathered: Gathered, wanting: Wanting, fields: Fields): ListedLink[] => {
    const { staged, planned, rows } = gathered;
    const target = ownTarget(staged);
    const all = [...typedLinks(gathered), ...(target === '' ? [] : [{ uri: target, words: planned.title, row: null }])];
    return all.flatMap(({ uri, words, row }): ListedLink[] => {
      const resolved = links.resolve(decodeTypolink(uri), planned.locale, wanting);
      if (resolved.is === 'unknown' || !isSafeLink(resolved.url)) {
        fields.tell('field', 'link-page', { page: uri.slice(0, 200) });
        if (row !== null) rows.leave('no-target', row);
        return [];
      }
      if (row !== null) rows.use(row);
      const documentId = resolved.is === 'material' ? { documentId: resolved.documentId } : {};
      const shown = /^\/?(?:fileadmin|uploads)\//.test(uri) ? uri.split('/').at(-1) : resolved.url;
      return [{ url: resolved.url, words: plainText(words) || (shown ?? '').replace(/^mailto:/, ''), ...documentId }];
    });
  };

  const attachedFiles = ({ attachments, planned }: Gathered, fields: Fields): ListedLink[] =>
    attachments.flatMap(({ path, alternativeText }): ListedLink[] => {
      const material = plan.withFile(path);
      if (material) {
        const version = plan.inLocale(material, planned.locale);
        const { documentId } = version;
        if (version.hidden === null) return [{ url: `/materials/${documentId}`, words: version.title, documentId }];
        fields.tell('field', 'related-left-out', { record: version.importId });
        return [];
      }
      const file = fields.fileAt(path);
      return file ? [{ url: file.url, words: alternativeText ?? path.split('/').at(-1) ?? path }] : [];
    });

  /** @param further links from elsewhere that have no other place */
  return (gathered: Gathered, wanting: Wanting, fields: Fields, further: readonly ListedLink[]): BlockNode[] => {
    const { staged, planned } = gathered;
    const words = HEADINGS[planned.locale.split('-')[0] ?? ''] ?? HEADINGS.en;
    const isNews = staged.table === 'tt_news' || staged.table === 'tx_news_domain_model_news';
    if (!words) return [];
    return [
      ...listNodes(words.related, isNews ? relatedLinks(gathered, fields) : []),
      ...listNodes(words.links, [...further, ...(isNews ? furtherLinks(gathered, wanting, fields) : [])]),
      ...listNodes(words.files, isNews ? attachedFiles(gathered, fields) : []),
    ];
  };
};

export type Lists = ReturnType<typeof createLists>;
