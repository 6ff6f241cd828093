import type { BlockNode, LinkNode } from '../../../domain/contract';
import { linkLinesOf } from '../../../domain/links/link-lines';
import { decodeTypolink } from '../../../domain/links/typolink';
import { plainText } from '../../../domain/plain-text';
import { listOf, numberOf, textOf } from '../../../domain/record';
import type { Plan } from '../staging/plan';
import type { Staging } from '../staging/staging';
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

/** A link of a field or a table of links. */
interface TypedLink {
  readonly uri: string;
  readonly words: string;
  /** The row that holds it, if it has one of its own. */
  readonly row: number | null;
  /** What it is counted by where it has none. */
  readonly name: string;
}

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
  const relatedOf = ({ staged, parts }: Gathered): Related[] => {
    if (staged.table !== 'tt_news') {
      return staging.findAll('tx_news_domain_model_news_related_mm', String(staged.uid)).map(({ id, row }) => ({
        ...{ table: staged.table, uid: numberOf(row, 'uid_foreign'), row: id },
      }));
    }
    const assigned = staging.findAll('tt_news_related_mm', String(staged.uid)).map(({ id, row }) => ({
      ...{ table: textOf(row, 'tablenames') || 'tt_news', uid: numberOf(row, 'uid_foreign'), row: id },
    }));
    if (assigned.length > 0) return assigned;
    const names = listOf(textOf(staged.row, 'related')).filter((name) => !/^\d+$/.test(name));
    if (names.length > 0) parts.take('related');
    return names.flatMap((name) => {
      const [, table, uid] = /^(tt_news|pages)_(\d+)$/.exec(name) ?? [];
      const isRead = table !== undefined && uid !== undefined;
      parts.find('related', 'related', isRead ? `${table}:${Number(uid)}` : name);
      if (isRead) return [{ table, uid: Number(uid), row: null }];
      parts.drop('related', name, 'unreadable-target');
      return [];
    });
  };

  const relatedLinks = (gathered: Gathered, fields: Fields): ListedLink[] => {
    const { planned, rows, parts } = gathered;
    return relatedOf(gathered).flatMap(({ table, uid, row }): ListedLink[] => {
      const kept = (link: ListedLink): ListedLink[] => {
        if (row !== null) rows.use(row);
        parts.use('related', `${table}:${uid}`);
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
      parts.drop('related', `${table}:${uid}`, 'no-target');
      fields.tell('field', 'related-left-out', { record: `${table}:${uid}` });
      return [];
    });
  };

  /** Links of tt_news stand in a field, those of tx_news in a table. */
  const typedLinks = ({ staged, planned, rows, parts }: Gathered): TypedLink[] => {
    if (staged.table === 'tt_news') {
      parts.take('links');
      return linkLinesOf(textOf(staged.row, 'links')).map((line, index) => {
        const name = `${index + 1} ${line.uri}`;
        parts.find('link', 'links', name);
        return { ...line, row: null, name };
      });
    }
    const own = staging.findAll('tx_news_domain_model_link', String(staged.uid));
    const original = plan.originalOf(planned);
    const all = own.length > 0 ? own : staging.findAll('tx_news_domain_model_link', String(original.uid));
    return all
      .sort((a, b) => numberOf(a.row, 'sorting') - numberOf(b.row, 'sorting'))
      .flatMap((link) => {
        const hidden = plan.access.ofRow(link);
        if (hidden !== null) rows.leave('hidden', link.id);
        return hidden === null
          ? [{ uri: textOf(link.row, 'uri'), words: plainText(textOf(link.row, 'title')), row: link.id, name: '' }]
          : [];
      });
  };

  /** News of the types 1 and 2 are nothing but a link. */
  const ownTarget = ({ staged: { row, table }, planned, parts }: Gathered): TypedLink[] => {
    const type = textOf(row, 'type');
    const isOld = table === 'tt_news';
    const column =
      type === '1' ? (isOld ? 'page' : 'internalurl') : type === '2' ? (isOld ? 'ext_url' : 'externalurl') : '';
    const uri = textOf(row, column);
    if (uri === '' || uri === '0') return [];
    const name = `target ${uri}`;
    parts.take(column);
    parts.find('link', column, name);
    return [{ uri, words: planned.title, row: null, name }];
  };

  const furtherLinks = (gathered: Gathered, wanting: Wanting, fields: Fields): ListedLink[] => {
    const { planned, rows, parts } = gathered;
    return [...typedLinks(gathered), ...ownTarget(gathered)].flatMap(({ uri, words, row, name }): ListedLink[] => {
      const resolved = links.resolve(decodeTypolink(uri), planned.locale, wanting);
      if (resolved.is === 'unknown' || !isSafeLink(resolved.url)) {
        fields.tell('field', 'link-page', { page: uri.slice(0, 200) });
        if (row !== null) rows.leave('no-target', row);
        parts.drop('link', name, resolved.is === 'unknown' ? 'no-target' : 'unsafe-target');
        return [];
      }
      if (row !== null) rows.use(row);
      parts.use('link', name);
      const documentId = resolved.is === 'material' ? { documentId: resolved.documentId } : {};
      const shown = /^\/?(?:fileadmin|uploads)\//.test(uri) ? uri.split('/').at(-1) : resolved.url;
      return [{ url: resolved.url, words: plainText(words) || (shown ?? '').replace(/^mailto:/, ''), ...documentId }];
    });
  };

  const attachedFiles = ({ attachments, planned, rows, parts }: Gathered, fields: Fields): ListedLink[] =>
    attachments.flatMap(({ path, alternativeText, rows: own }): ListedLink[] => {
      const material = plan.withFile(path);
      if (material) {
        const version = plan.inLocale(material, planned.locale);
        const { documentId } = version;
        if (version.hidden === null) {
          parts.use('file', path);
          return [{ url: `/materials/${documentId}`, words: version.title, documentId }];
        }
        rows.drop('no-target', ...own);
        parts.drop('file', path, 'no-target');
        fields.tell('field', 'related-left-out', { record: version.importId });
        return [];
      }
      const file = fields.fileAt(path);
      if (file) parts.use('file', path);
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
