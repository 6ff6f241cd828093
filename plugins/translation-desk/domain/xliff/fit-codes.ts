import { codesOf, isCode, type Code, type Inline } from './inline';

const isAlike = (one: Code, other: Code): boolean =>
  one.kind === other.kind && (one.kind === 'link' || (one.formats ?? []).join() === (other.formats ?? []).join());

/** A translation's text with the codes of its source. */
export interface Fitted {
  readonly inlines: readonly Inline[];
  /** Whether every link of either is in it. */
  readonly isWhole: boolean;
}

/**
 * Gives the codes of a text that stands in a translation the ids of those of its source: link for link, bold for bold, in their order.
 * What has no match in the source loses its marks and keeps its words.
 */
export const fitCodes = (target: readonly Inline[], source: readonly Inline[]): Fitted => {
  const open = [...codesOf(source)];
  let isWhole = true;
  const fit = (inlines: readonly Inline[]): Inline[] =>
    inlines.flatMap((inline): Inline[] => {
      if (!isCode(inline)) return [inline];
      const index = open.findIndex((code) => isAlike(code, inline));
      const [match] = index < 0 ? [] : open.splice(index, 1);
      if (!match) isWhole &&= inline.kind !== 'link';
      const children = fit(inline.children);
      return match ? [{ ...inline, id: match.id, children }] : children;
    });
  const inlines = fit(target);
  return { inlines, isWhole: isWhole && !open.some(({ kind }) => kind === 'link') };
};
