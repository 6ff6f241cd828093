import type { ContentPermissions } from '@inprint/kit/content-permissions';
import { places } from '@inprint/kit/transactions';

import type { Button, Effect, MaterialChange } from '../../../domain/effect';
import type { DocumentId, Locale } from '../../../domain/facts';
import { rowsOf } from '../rows';
import { modelOf } from '../setup';
import { serviceOf, tableOf, type Strapi } from '../strapi';
import type { MentionKind } from './sources';

/** A page of the site on which a button or link becomes another one. */
export interface ChangedPage {
  readonly uid: string;
  readonly documentId: DocumentId;
  readonly locale: Locale;
  /** The material whose button or link it is; the page may be its own. */
  readonly material: DocumentId;
  /** How the page shows it: on its own page, or in a text in these ways. */
  readonly kinds: readonly ('own-page' | MentionKind)[];
  /** The words of the button before and after; null where it stays. */
  readonly button: { readonly before: string | null; readonly after: string | null } | null;
  /** What else: links lead elsewhere or nowhere, the page's address changes, the page comes or goes. */
  readonly link: 'moves' | 'goes' | 'page-moves' | 'page-comes' | 'page-goes' | null;
}

/** What a change does to the site. */
export interface ChangedPages {
  readonly pages: readonly (ChangedPage & { readonly isReadable: boolean })[];
  /** How many there are, those that are not listed too. */
  readonly total: number;
}

/** The most materials that are followed backwards from a successor. */
const MAX_REPLACED = 100;
/** The most pages that are listed. */
const MAX_PAGES = 200;

const wordsOf = (button: Button | null): string | null => button?.label ?? null;

const buttonOf = ({ before, after, isButtonChanged }: Effect): ChangedPage['button'] =>
  isButtonChanged ? { before: wordsOf(before.button), after: wordsOf(after.button) } : null;

/** What happens to a material's own page. */
const ownPageOf = (effect: Effect): Pick<ChangedPage, 'button' | 'link'> | null => {
  const { before, after } = effect;
  if (before.page === null) return after.page === null ? null : { button: buttonOf(effect), link: 'page-comes' };
  if (after.page === null) return { button: null, link: 'page-goes' };
  const link = before.page === after.page ? null : 'page-moves';
  const button = buttonOf(effect);
  return button === null && link === null ? null : { button, link };
};

/** What happens in a text that names a material in these ways. */
const inTextOf = (effect: Effect, kinds: readonly MentionKind[]): Pick<ChangedPage, 'button' | 'link'> | null => {
  const { before, after, isTargetChanged } = effect;
  const hasButton = kinds.includes('relation') || kinds.includes('call-to-action');
  const button = hasButton ? buttonOf(effect) : null;
  const isLinkChanged =
    (kinds.includes('mention') && isTargetChanged) || (kinds.includes('relation') && before.page !== after.page);
  const link = isLinkChanged ? (after.target === null ? 'goes' : 'moves') : null;
  return button === null && link === null ? null : { button, link };
};

/** Says before something is written which pages it changes: the rules decide for each language, the index knows the texts. */
export const createEffects = (strapi: Strapi) => {
  /** Materials whose readers are led to this one, over others too. */
  const replacedBy = async (documentId: DocumentId): Promise<DocumentId[]> => {
    const { quoted, quotedColumn } = tableOf(strapi, modelOf(strapi).stockStatus.uid);
    const [material, successor] = [quotedColumn('material'), quotedColumn('successor')];
    const found = new Set<DocumentId>();
    for (let latest = [documentId]; latest.length > 0 && found.size < MAX_REPLACED;) {
      const rows = await rowsOf(
        strapi,
        `SELECT DISTINCT ${material} AS material FROM ${quoted} WHERE ${successor} IN (${places(latest)}) LIMIT ${MAX_REPLACED}`,
        latest
      );
      latest = rows.map((row) => String(row.material)).filter((id) => id !== documentId && !found.has(id));
      for (const id of latest) found.add(id);
    }
    return [...found];
  };

  return {
    /** @returns the pages in the order: the material's own, then texts, those changed last first */
    async of(documentId: DocumentId, change: MaterialChange, permissions: ContentPermissions): Promise<ChangedPages> {
      const { material } = modelOf(strapi);
      const successor = change.stock?.changed.successor;
      const others = [...(await replacedBy(documentId)), ...(successor ? [successor] : [])];
      const effects = await serviceOf(strapi, 'actions').effectsOf(documentId, change, others);
      const byPlace = new Map(effects.map((effect) => [`${effect.documentId} ${effect.locale}`, effect]));

      const own = effects.flatMap((effect) => {
        const found = ownPageOf(effect);
        if (!found) return [];
        const { locale } = effect;
        const page = { uid: material.uid, documentId: effect.documentId, material: effect.documentId, locale };
        return [{ ...page, ...found, kinds: ['own-page' as const], isReadable: true }];
      });

      const asked = new Map<DocumentId, Locale[]>();
      for (const { documentId: id, locale } of effects) asked.set(id, [...(asked.get(id) ?? []), locale]);
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const { usages, total } = await serviceOf(strapi, 'usage').publishedUsages(asked, MAX_PAGES, permissions);
      const texts = usages.flatMap(({ uid, documentId: id, locale: stored, material: named, kinds, isReadable }) => {
        const locale = stored ?? defaultLocale;
        const effect = byPlace.get(`${named} ${locale}`);
        const found = effect && inTextOf(effect, kinds);
        return found ? [{ uid, documentId: id, locale, material: named, kinds, ...found, isReadable }] : [];
      });
      return { pages: [...own, ...texts], total: own.length + texts.length + Math.max(0, total - usages.length) };
    },
  };
};
