import type { LeftOutReason } from '../accounts';
import type { InlineNode, KnownPlace, LinkNode, ResolvedLink, TextContext, Typolink } from '../contract';
import { ownAddress, safeAddress } from '../links/address';
import { linkTextLength, repairLink, RTE_TITLES } from '../links/repair';
import { decodeEntities } from './html';
import type { Report } from './report';
import { toInlineNodes, type LinkOfText, type OpenLink, type Run } from './runs';
import type { LeftOut } from './text-count';

/** An address that runs something in the reader's browser. */
const RUNS = /^\s*(?:javascript|vbscript|data):/i;

const LEFT_OUT = {
  'link-unknown': 'no-target',
  'link-unsafe': 'unsafe-target',
  'link-unreadable': 'unreadable-target',
} as const satisfies Readonly<Record<string, LeftOutReason>>;

type TextRun = Extract<Run, { is: 'text' }>;

/** The text behind an open link, up to the next link or line. */
const wordsBehind = (runs: readonly Run[], index: number): TextRun[] => {
  const words: TextRun[] = [];
  for (let at = index + 1; at < runs.length; at += 1) {
    const run = runs[at];
    if (run?.is !== 'text' || run.link !== null) break;
    words.push(run);
  }
  return words;
};

/** The links of one text: asks what they lead to, and tells the report what became of them. */
export class TextLinks {
  readonly #context: TextContext;
  readonly #report: Report;
  readonly #left: LeftOut;
  readonly #kept = new Set<LinkOfText>();
  readonly #wordless = new Set<LinkOfText>();

  constructor(context: TextContext, report: Report, left: LeftOut) {
    this.#context = context;
    this.#report = report;
    this.#left = left;
  }

  /** How many links stand in what came out. */
  get kept(): number {
    return this.#kept.size;
  }

  /** A link around nothing but white space, which nobody could follow. */
  withoutWords(link: LinkOfText): void {
    this.#wordless.add(link);
    this.#left.add('link', 'no-words');
  }

  /** The nodes of a piece, with the links that stand in it. */
  nodesOf(runs: readonly Run[]): InlineNode[] {
    const shown = runs.map((run) =>
      run.is === 'text' && run.link && this.#wordless.has(run.link) ? { ...run, link: null } : run
    );
    for (const run of shown) if (run.is === 'text' && run.link?.node) this.#kept.add(run.link);
    return toInlineNodes(shown);
  }

  /** A link as it is stored, `link` null if it has no address that can be read. */
  stored(link: Typolink | null, raw: string, offset: number): LinkOfText {
    if (link?.title && !RTE_TITLES.includes(decodeEntities(link.title).trim())) {
      this.#report.count({ kind: 'lost', reason: 'link-title', offset, before: raw });
    }
    if (link === null) this.#left.add('link', 'unreadable-target');
    return this.#ofText(link === null ? null : this.#nodeFor(link, raw, offset), link, raw, offset);
  }

  /** A broken link whose words are known. */
  broken(parameters: string, raw: string, offset: number): LinkOfText {
    const repaired = repairLink(parameters, this.#context);
    const node = this.#nodeForRepaired({ repaired, raw, offset });
    return this.#ofText(node, repaired.is === 'repaired' ? repaired.link : null, raw, offset);
  }

  /** A link whose closing tag is lost, to be finished by `close` when the text behind it is known. */
  open(parameters: string, raw: string, offset: number): Run {
    return { is: 'open-link', open: { repaired: repairLink(parameters, this.#context), raw, offset } };
  }

  /** Tells for each open link of a piece where its text ends. */
  close(runs: readonly Run[]): Run[] {
    const closed: Run[] = [];
    for (let index = 0; index < runs.length; index += 1) {
      const run = runs[index];
      if (!run) continue;
      const node = run.is === 'open-link' ? this.#nodeForRepaired(run.open) : null;
      if (run.is !== 'open-link') closed.push(run);
      else if (node !== null) {
        const texts = wordsBehind(runs, index);
        closed.push(...this.#linkWords(texts, node, run.open));
        index += texts.length;
      }
    }
    return closed;
  }

  #linkWords(texts: readonly TextRun[], node: Pick<LinkNode, 'url' | 'material'>, open: OpenLink): Run[] {
    const after = texts.map(({ text }) => text).join('');
    const place = open.repaired.is === 'repaired' ? open.repaired.place : null;
    const title = (node.material && this.#context.titleOf(node.material.documentId)) || (place?.title ?? null);
    const { length, by } = linkTextLength(after, title);
    const start = /^\s*/.exec(after)?.[0].length ?? 0;
    const words = after.slice(start, length);
    if (words === '') {
      this.#left.add('link', 'no-words');
      this.#report.add({ kind: 'dropped-link', reason: 'link-without-words', offset: open.offset, before: open.raw });
      return [...texts];
    }
    this.#report.add({
      kind: 'guess',
      reason: by === 'name' ? 'link-text-by-name' : 'link-text-first-word',
      offset: open.offset,
      before: open.raw,
      after: words,
      confidence: 'guess',
      details: { words },
    });
    const link: LinkOfText = { node, name: words, raw: open.raw, offset: open.offset };
    let at = 0;
    return texts.flatMap((run): Run[] => {
      const from = at;
      at += run.text.length;
      const cuts = [start, length].map((cut) => Math.min(Math.max(cut - from, 0), run.text.length)) as [number, number];
      return [
        { ...run, text: run.text.slice(0, cuts[0]) },
        { ...run, text: run.text.slice(cuts[0], cuts[1]), link },
        { ...run, text: run.text.slice(cuts[1]) },
      ].filter(({ text }) => text !== '');
    });
  }

  #ofText(
    node: Pick<LinkNode, 'url' | 'material'> | null,
    link: Typolink | null,
    raw: string,
    offset: number
  ): LinkOfText {
    const name =
      (node?.material && this.#context.titleOf(node.material.documentId)) ||
      (link && decodeEntities(link.title)) ||
      node?.url.replace(/^(?:mailto|tel):/, '') ||
      '';
    return { node, name, raw, offset };
  }

  #dropped(reason: keyof typeof LEFT_OUT, raw: string, offset: number, why = ''): null {
    this.#left.add('link', LEFT_OUT[reason]);
    this.#report.add({
      kind: RUNS.test(why) ? 'harmless' : 'dropped-link',
      reason,
      offset,
      before: raw,
      details: { why },
    });
    return null;
  }

  #nodeFor(link: Typolink, raw: string, offset: number): Pick<LinkNode, 'url' | 'material'> | null {
    const { target } = link;
    if (target.kind === 'unknown') {
      return this.#dropped(RUNS.test(target.value) ? 'link-unsafe' : 'link-unreadable', raw, offset, target.value);
    }
    if (target.kind === 'email' || target.kind === 'phone') {
      const url = ownAddress(target);
      return url === null ? this.#dropped('link-unsafe', raw, offset) : { url };
    }
    return this.#nodeOf(this.#context.resolve(link, raw), raw, offset);
  }

  #nodeOf(resolved: ResolvedLink, raw: string, offset: number): Pick<LinkNode, 'url' | 'material'> | null {
    if (resolved.is === 'unknown') return this.#dropped('link-unknown', raw, offset, resolved.reason);
    const url = safeAddress(resolved.url);
    if (resolved.is === 'material') {
      // A mention's address is looked up when it is read; what stands there must only be one that may.
      const { documentId } = resolved;
      return { url: url ?? `/materials/${encodeURIComponent(documentId)}`, material: { documentId } };
    }
    if (url === null) return this.#dropped('link-unsafe', raw, offset);
    if (resolved.confidence !== undefined && resolved.confidence !== 'proven') {
      const { confidence } = resolved;
      this.#report.add({ kind: 'guess', reason: 'link-guessed', offset, before: raw, after: url, confidence });
    }
    return { url };
  }

  #placeNode(place: KnownPlace): ResolvedLink {
    return place.isMaterial && place.documentId !== null
      ? { is: 'material', documentId: place.documentId, url: place.url }
      : { is: 'url', url: place.url };
  }

  #nodeForRepaired({ repaired, raw, offset }: OpenLink): Pick<LinkNode, 'url' | 'material'> | null {
    if (repaired.is === 'lost') {
      const { candidate } = repaired;
      this.#left.add('link', 'unreadable-target');
      this.#report.add({
        kind: 'dropped-link',
        reason: repaired.reason === 'host-unknown' ? 'link-host-unknown' : 'link-target-lost',
        offset,
        before: raw,
        details: { candidate },
      });
      return null;
    }
    const node = repaired.place
      ? this.#nodeOf(this.#placeNode(repaired.place), raw, offset)
      : this.#nodeFor(repaired.link, raw, offset);
    if (node === null) return null;
    this.#report.add({
      kind: 'repair',
      reason: repaired.place
        ? 'link-rebuilt-by-slug'
        : repaired.by === 'host'
          ? 'link-rebuilt-by-host'
          : 'link-end-lost',
      offset,
      before: raw,
      after: `<link ${repaired.parameters}>`,
      confidence: repaired.confidence,
      details: { title: repaired.place?.title ?? '', url: node.url },
    });
    return node;
  }
}
