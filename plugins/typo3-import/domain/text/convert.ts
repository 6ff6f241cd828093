import type {
  BlockNode,
  ConvertedText,
  ConvertRichText,
  ImageReference,
  ListItemNode,
  ListNode,
  TextContext,
} from '../contract';
import { isBroken } from '../links/repair';
import { decodeTypolink, typolinkOfAnchor } from '../links/typolink';
import { suggestStock } from '../wording/suggest';
import * as elements from './elements';
import * as html from './html';
import {
  LENGTH_ATTRIBUTE,
  LINK_ELEMENT,
  OPEN_LINK_ELEMENT,
  PARAMETERS_ATTRIBUTE,
  STRAY_END_ELEMENT,
} from './link-tags';
import { TextLinks } from './links';
import { parsed, type ParsedText } from './parsed-text';
import type { FindingReason } from './reasons';
import { Report } from './report';
import { collapseSpace, toTextNodes, type LinkOfText, type Marks, type Run } from './runs';
import { LeftOut, partsOf, tagsIn, type PartCount, type TextPart } from './text-count';

/** How new lines are read: as TYPO3 stored them, or as HTML shows them. */
export type Lines = 'paragraphs' | 'white-space';

type Shape =
  { readonly type: 'paragraph' | 'quote' } | { readonly type: 'heading'; readonly level: 1 | 2 | 3 | 4 | 5 | 6 };

/** What an element's content inherits. */
interface Setting {
  readonly marks: Marks;
  readonly link: LinkOfText | null;
  readonly shape: Shape;
  /** A new line ends the paragraph here. */
  readonly lines: boolean;
  readonly level: number;
  readonly offset: number;
}

/** Where content goes. */
interface Sink {
  readonly holds: 'blocks' | 'words' | 'code';
  add(run: Run): void;
  /** A paragraph ends. */
  end(shape: Shape): void;
  block(block: BlockNode, offset: number): void;
}

const EMPTY_TEXT = { type: 'text', text: '' } as const;
const BULLET = '• ';

/** A block and where its text begins. */
export interface PlacedBlock {
  readonly block: BlockNode;
  readonly offset: number;
}

const offsetOfRun = (run: Run | undefined): number =>
  run === undefined ? 0 : run.is === 'open-link' ? run.open.offset : run.offset;

/** Content that becomes blocks. */
class BlockSink implements Sink {
  readonly holds = 'blocks';
  readonly placed: PlacedBlock[] = [];
  readonly #links: TextLinks;
  #runs: Run[] = [];

  constructor(links: TextLinks) {
    this.#links = links;
  }

  add(run: Run): void {
    this.#runs.push(run);
  }

  end(shape: Shape): void {
    if (this.#runs.length === 0) return;
    const runs = this.#links.close(collapseSpace(this.#runs));
    const offset = offsetOfRun(runs[0]);
    this.#runs = [];
    if (runs.length === 0) return;
    this.placed.push({ block: { ...shape, children: this.#links.nodesOf(runs) }, offset });
  }

  block(block: BlockNode, offset: number): void {
    this.placed.push({ block, offset });
  }
}

/** Content of an element that can hold words only. What cannot stand in it waits for its end. */
class WordSink implements Sink {
  readonly behind: PlacedBlock[] = [];
  readonly holds: 'words' | 'code';
  #runs: Run[] = [];
  #isEnded = false;

  constructor(holds: 'words' | 'code' = 'words') {
    this.holds = holds;
  }

  add(run: Run): void {
    const isSpace = run.is === 'text' && /^\s*$/.test(run.text) && this.holds === 'words';
    if (this.#isEnded && !isSpace) {
      if (this.#runs.length > 0) this.#runs.push({ is: 'line-break', offset: offsetOfRun(run) });
      this.#isEnded = false;
    }
    this.#runs.push(run);
  }

  end(): void {
    this.#isEnded = this.#runs.some((run) => run.is !== 'text' || run.text.trim() !== '');
  }

  block(block: BlockNode, offset: number): void {
    this.behind.push({ block, offset });
  }

  /** The words so far; the sink is empty then. */
  take(): Run[] {
    const runs = this.#runs;
    this.#runs = [];
    this.#isEnded = false;
    return runs;
  }
}

class Conversion {
  readonly report: Report;
  readonly #text: ParsedText;
  readonly #source: string;
  readonly #context: TextContext;
  readonly #left = new LeftOut();
  readonly #links: TextLinks;
  readonly #linksWithWords = new Set<LinkOfText>();
  readonly #linksOfImages = new Set<LinkOfText>();

  constructor(text: ParsedText, context: TextContext) {
    this.#text = text;
    this.#source = text.source;
    this.#context = context;
    this.report = new Report(text.source, context.field);
    this.#links = new TextLinks(context, this.report, this.#left);
  }

  convert(lines: Lines): PlacedBlock[] {
    const { isTooDeep, content, tree, source } = this.#text;
    const sink = new BlockSink(this.#links);
    const shape = { type: 'paragraph' } as const;
    const setting: Setting = { marks: {}, link: null, shape, lines: lines === 'paragraphs', level: 0, offset: 0 };
    if (isTooDeep) this.report.add({ kind: 'lost', reason: 'too-deep', offset: 0, before: source });
    this.#children(tree, setting, sink);
    sink.end(shape);
    this.#unfinished(content);
    return sink.placed;
  }

  /** What became of the links and images of the text, counted in it and in what came out. */
  counted(placed: readonly PlacedBlock[]): Record<TextPart, PartCount> {
    const { isTooDeep, tree, rewriting } = this.#text;
    // Of a text that is nested too deeply no tag is left, so that they are counted as they stand.
    const found = isTooDeep ? tagsIn(rewriting.text) : partsOf(tree.childNodes);
    if (isTooDeep) this.#left.addAll('no-room', found);
    const images = placed.filter(({ block }) => block.type === 'image').length;
    return {
      link: { found: found.link, kept: this.#links.kept, leftOut: this.#left.of('link') },
      image: { found: found.image, kept: images, leftOut: this.#left.of('image') },
    };
  }

  /** An element that is passed over with all that is in it. */
  #passOver(element: html.HtmlElement): void {
    this.#left.addAll('no-room', partsOf([element]));
  }

  /** A tag that the text's end cuts off: readers never saw it, nor what it swallowed. */
  #unfinished(content: string): void {
    const from = content.lastIndexOf('>') + 1;
    const at = content.slice(from).search(/<[/!?]?[a-z]/i);
    if (at < 0) return;
    const offset = this.#original(from + at);
    this.report.add({ kind: 'lost', reason: 'unfinished-tag', offset, before: this.#source.slice(offset) });
  }

  #original(offset: number): number {
    return this.#text.rewriting.originalOffset(offset);
  }

  /** The start tag as it is stored. */
  #raw(element: html.HtmlElement, setting: Setting): string {
    const start = this.#original(html.startOf(element, setting.offset));
    const rewritten = html.attribute(element, LENGTH_ATTRIBUTE);
    if (rewritten !== null && element.tagName.startsWith('typo3-')) {
      return this.#source.slice(start, start + Number(rewritten));
    }
    const end = html.endOfStartTag(element);
    return end === null ? `<${element.tagName}>` : this.#source.slice(start, Math.max(start, this.#original(end)));
  }

  #tell(
    kind: 'lost' | 'changed' | 'harmless' | 'dropped-link',
    reason: FindingReason,
    element: html.HtmlElement,
    setting: Setting,
    details: Readonly<Record<string, string>> = {}
  ): void {
    const offset = this.#original(html.startOf(element, setting.offset));
    this.report.add({ kind, reason, offset, before: this.#raw(element, setting), details });
  }

  #children(parent: html.HtmlParent, setting: Setting, sink: Sink): void {
    for (const child of parent.childNodes) {
      const inherited = { ...setting, level: setting.level + 1, offset: html.startOf(child, setting.offset) };
      if (html.isText(child)) this.#words(child.value, inherited, sink);
      else if (html.isElement(child)) this.#element(child, inherited, sink);
    }
  }

  #words(value: string, { marks, link, shape, lines, offset }: Setting, sink: Sink): void {
    if (sink.holds === 'code') {
      sink.add({ is: 'text', text: value, marks, link: null, offset: this.#original(offset) });
      return;
    }
    let at = offset;
    value.split(/(\r\n|\r|\n)/).forEach((piece, index) => {
      if (index % 2 === 1) {
        if (lines && sink.holds === 'blocks') sink.end(shape);
        else sink.add({ is: 'text', text: ' ', marks, link, offset: this.#original(at) });
      } else if (piece !== '') {
        if (link && /[^\s\u00a0]/.test(piece)) this.#linksWithWords.add(link);
        sink.add({ is: 'text', text: piece, marks, link, offset: this.#original(at) });
      }
      at += piece.length;
    });
  }

  #element(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    const { tagName: name } = element;
    if (setting.level > html.DEEPEST * 2) {
      this.#tell('lost', 'too-deep', element, setting);
      this.#passOver(element);
      this.#words(html.textIn(element), setting, sink);
      return;
    }
    if (elements.SCRIPTS.has(name)) return this.#tell('harmless', 'script', element, setting);
    if (elements.INVISIBLE.has(name)) return this.#passOver(element);
    this.#attributes(element, setting);
    switch (name) {
      case LINK_ELEMENT:
      case OPEN_LINK_ELEMENT:
      case STRAY_END_ELEMENT:
        return this.#oldLink(element, setting, sink);
      case 'a':
        return this.#anchor(element, setting, sink);
      case 'br':
        return this.#lineBreak(setting, sink);
      case 'img':
      case 'image':
        return this.#image(element, setting, sink);
      case 'hr':
        sink.end(setting.shape);
        return this.#tell('lost', 'rule', element, setting);
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return this.#list(element, setting, sink);
      case 'dl':
        this.#tell('changed', 'definitions-as-paragraphs', element, setting);
        return this.#paragraph(element, setting, sink);
      case 'table':
        return this.#table(element, setting, sink);
      case 'pre':
      case 'listing':
      case 'xmp':
      case 'plaintext':
        return this.#code(element, setting, sink);
      case 'blockquote':
        return this.#quote(element, setting, sink);
      case 'q':
        return this.#quotation(element, setting, sink);
      case 'map':
        this.#passOver(element);
        return this.#tell('lost', 'image-map', element, setting);
      case 'svg':
        this.#tell('lost', 'drawing', element, setting);
        return this.#children(element, setting, sink);
    }
    if (/^h[1-6]$/.test(name)) return this.#heading(element, setting, sink);
    if (elements.EMBEDDED.has(name)) {
      const address = elements.addressOfEmbedded(html.attributesOf(element));
      this.#tell('lost', 'embedded', element, setting, { address });
      if (name === 'iframe') return this.#passOver(element);
    }
    if (elements.FORM_FIELDS.has(name)) this.#tell('lost', 'form-field', element, setting);
    if (elements.FORMATTING.has(name)) this.#tell('lost', 'formatting', element, setting, { element: name });
    if (name === 'abbr' || name === 'acronym') {
      const title = html.attribute(element, 'title');
      if (title) this.#tell('lost', 'abbreviation', element, setting, { title });
    }
    if (elements.PARAGRAPHS.has(name)) return this.#paragraph(element, setting, sink);
    this.#children(element, this.#marked(element, setting), sink);
  }

  #marked(element: html.HtmlElement, setting: Setting): Setting {
    const style = html.attribute(element, 'style') ?? '';
    const marks = { ...setting.marks, ...elements.MARKS[element.tagName], ...elements.marksOfStyle(style) };
    return { ...setting, marks };
  }

  /** What stands in attributes and is told by nobody else. */
  #attributes(element: html.HtmlElement, setting: Setting): void {
    for (const { name, value } of element.attrs) {
      if (/^on/i.test(name)) this.#tell('harmless', 'event-attribute', element, setting);
      const isStyle = name === 'style' && Object.keys(elements.marksOfStyle(value)).length === 0 && value.trim() !== '';
      if (isStyle || ['align', 'valign', 'color', 'bgcolor', 'face'].includes(name)) {
        const offset = this.#original(html.startOf(element, setting.offset));
        this.report.count({ kind: 'lost', reason: 'styling', offset, before: this.#raw(element, setting) });
      }
    }
    const anchor = html.attribute(element, 'id') ?? (element.tagName === 'a' ? html.attribute(element, 'name') : null);
    if (anchor) this.#tell('lost', 'anchor', element, setting, { name: anchor });
  }

  #paragraph(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    const { tagName: name } = element;
    const lines = setting.lines && elements.HOLDS_LINES.has(name);
    sink.end(setting.shape);
    const marked = this.#marked(element, setting);
    const marks: Marks = name === 'dt' ? { ...marked.marks, bold: true } : marked.marks;
    const shape: Shape = setting.shape.type === 'quote' ? setting.shape : { type: 'paragraph' };
    this.#children(element, { ...marked, marks, shape, lines }, sink);
    sink.end(shape);
  }

  #heading(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    const level = Number(element.tagName[1]) as 1 | 2 | 3 | 4 | 5 | 6;
    const shape: Shape = { type: 'heading', level };
    sink.end(setting.shape);
    if (sink.holds === 'blocks') {
      this.#children(element, { ...setting, shape, lines: false }, sink);
    } else {
      this.#tell('changed', 'heading-as-text', element, setting);
      this.#children(element, { ...setting, marks: { ...setting.marks, bold: true }, lines: false }, sink);
    }
    sink.end(shape);
  }

  #quote(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    sink.end(setting.shape);
    const shape: Shape = { type: 'quote' };
    this.#children(element, { ...setting, shape }, sink);
    sink.end(shape);
  }

  #quotation(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    const [open, close] = this.#context.locale.startsWith('de') ? ['„', '“'] : ['“', '”'];
    this.#words(open, setting, sink);
    this.#children(element, setting, sink);
    this.#words(close, setting, sink);
  }

  #lineBreak({ marks, offset }: Setting, sink: Sink): void {
    const at = this.#original(offset);
    if (sink.holds === 'code') sink.add({ is: 'text', text: '\n', marks, link: null, offset: at });
    else sink.add({ is: 'line-break', offset: at });
  }

  #code(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    if (sink.holds !== 'blocks') {
      sink.end(setting.shape);
      this.#children(element, { ...setting, marks: { ...setting.marks, code: true } }, sink);
      return sink.end(setting.shape);
    }
    sink.end(setting.shape);
    const code = new WordSink('code');
    this.#children(element, { ...setting, lines: false }, code);
    const children = toTextNodes(code.take()).map((node) => ({ ...node, text: node.text.replaceAll(' \n', '\n') }));
    const offset = this.#original(setting.offset);
    if (children.some(({ text }) => text.trim() !== '')) sink.block({ type: 'code', children }, offset);
    for (const { block, offset: at } of code.behind) sink.block(block, at);
  }

  #anchor(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    if (html.attribute(element, 'href') === null) return this.#children(element, setting, sink);
    const raw = this.#raw(element, setting);
    const offset = this.#original(html.startOf(element, setting.offset));
    const typolink = typolinkOfAnchor(html.attributesOf(element));
    if (typolink === null) {
      this.#left.add('link', 'unreadable-target');
      this.#tell('dropped-link', 'link-unreadable', element, setting);
      return this.#children(element, setting, sink);
    }
    this.#linkContent(element, this.#links.stored(typolink, raw, offset), setting, sink);
  }

  #oldLink(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    const raw = this.#raw(element, setting);
    const offset = this.#original(html.startOf(element, setting.offset));
    const parameters = (html.attribute(element, PARAMETERS_ATTRIBUTE) ?? '').trim();
    if (element.tagName === STRAY_END_ELEMENT) {
      this.report.add({ kind: 'lost', reason: 'stray-link-end', offset, before: raw });
    } else if (element.tagName === OPEN_LINK_ELEMENT) {
      if (sink.holds !== 'code') sink.add(this.#links.open(parameters, raw, offset));
      else this.#linkInCode(element, setting);
      this.#children(element, setting, sink);
    } else if (isBroken(parameters, true)) {
      this.#linkContent(element, this.#links.broken(parameters, raw, offset), setting, sink);
    } else {
      const link = parameters === '' ? null : decodeTypolink(parameters);
      this.#linkContent(element, this.#links.stored(link, raw, offset), setting, sink);
    }
  }

  #linkContent(element: html.HtmlElement, link: LinkOfText, setting: Setting, sink: Sink): void {
    if (sink.holds === 'code' && link.node) this.#linkInCode(element, setting);
    this.#children(element, { ...setting, link }, sink);
    if (this.#linksWithWords.has(link) || sink.holds === 'code') return;
    if (!link.node) return;
    if (!this.#linksOfImages.has(link) || link.name === '') {
      this.#links.withoutWords(link);
      return this.#tell('dropped-link', 'link-without-words', element, setting);
    }
    this.#tell('changed', 'link-of-image', element, setting, { words: link.name });
    sink.end(setting.shape);
    sink.add({ is: 'text', text: link.name, marks: setting.marks, link, offset: link.offset });
    sink.end(setting.shape);
  }

  #linkInCode(element: html.HtmlElement, setting: Setting): void {
    this.#left.add('link', 'no-room');
    this.#tell('dropped-link', 'link-in-code', element, setting);
  }

  #image(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    if (setting.link) this.#linksOfImages.add(setting.link);
    const image = this.#context.image(imageOf(element));
    if ('reason' in image) {
      this.#left.add('image', 'no-file');
      return this.#tell('lost', 'image', element, setting, { why: image.reason });
    }
    if (sink.holds !== 'blocks') this.#tell('changed', 'moved-behind', element, setting);
    else sink.end(setting.shape);
    sink.block({ type: 'image', image, children: [EMPTY_TEXT] }, this.#original(setting.offset));
  }

  #list(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    sink.end(setting.shape);
    if (sink.holds !== 'blocks') return this.#listAsLines(element, setting, sink);
    const behind: PlacedBlock[] = [];
    const list = this.#listNode(element, setting, 0, behind);
    if (list) sink.block(list, this.#original(setting.offset));
    for (const { block, offset } of behind) sink.block(block, offset);
  }

  #listNode(element: html.HtmlElement, setting: Setting, indent: number, behind: PlacedBlock[]): ListNode | null {
    const children: (ListItemNode | ListNode)[] = [];
    const finish = (words: WordSink): void => {
      const runs = this.#links.close(collapseSpace(words.take()));
      if (runs.length > 0) children.push({ type: 'list-item', children: this.#links.nodesOf(runs) });
      behind.push(...words.behind.splice(0));
    };
    const walk = (parent: html.HtmlParent, inherited: Setting, words: WordSink): void => {
      for (const child of parent.childNodes) {
        const here = { ...inherited, level: inherited.level + 1, offset: html.startOf(child, inherited.offset) };
        if (html.isText(child)) {
          this.#words(child.value, here, words);
        } else if (html.isElement(child) && /^(?:ul|ol|menu|dir)$/.test(child.tagName)) {
          finish(words);
          if (here.level > html.DEEPEST * 2) {
            this.#passOver(child);
            this.#words(html.textIn(child), here, words);
            continue;
          }
          this.#attributes(child, here);
          const nested = this.#listNode(child, here, indent + 1, behind);
          if (nested) children.push(nested);
        } else if (html.isElement(child) && child.tagName === 'li') {
          finish(words);
          this.#attributes(child, here);
          walk(child, this.#marked(child, here), words);
          finish(words);
        } else if (html.isElement(child)) {
          this.#element(child, here, words);
        }
      }
    };
    const words = new WordSink();
    walk(element, { ...setting, lines: false, shape: { type: 'paragraph' } }, words);
    finish(words);
    if (children.length === 0) return null;
    const format = element.tagName === 'ol' ? 'ordered' : 'unordered';
    return { type: 'list', format, ...(indent > 0 ? { indentLevel: indent } : {}), children };
  }

  /** A list where only words may stand. */
  #listAsLines(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    this.#tell('changed', 'list-as-lines', element, setting);
    let number = 0;
    for (const child of element.childNodes) {
      const here = { ...setting, level: setting.level + 1, offset: html.startOf(child, setting.offset) };
      if (html.isText(child)) this.#words(child.value, here, sink);
      if (!html.isElement(child)) continue;
      if (child.tagName === 'li') {
        number += 1;
        const bullet = element.tagName === 'ol' ? `${number}. ` : BULLET;
        sink.end(setting.shape);
        this.#words(bullet, { ...here, link: null }, sink);
        this.#children(child, here, sink);
      } else {
        this.#element(child, here, sink);
      }
      sink.end(setting.shape);
    }
  }

  #table(element: html.HtmlElement, setting: Setting, sink: Sink): void {
    sink.end(setting.shape);
    const rows = html.elementsNamed(element, new Set(['tr', 'caption']));
    const cellsOf = (row: html.HtmlElement): html.HtmlElement[] =>
      row.tagName === 'caption' ? [row] : row.childNodes.filter(html.isElement);
    const isLayout = rows.every((row) => cellsOf(row).length <= 1);
    this.#tell('changed', isLayout ? 'table-unwrapped' : 'table-as-lines', element, setting);
    for (const row of rows) {
      this.#attributes(row, setting);
      const behind: PlacedBlock[] = [];
      let isFirst = true;
      for (const cell of cellsOf(row)) {
        const offset = html.startOf(cell, setting.offset);
        const marks: Marks = cell.tagName === 'th' ? { ...setting.marks, bold: true } : setting.marks;
        const here = { ...setting, marks, lines: false, level: setting.level + 3, offset };
        if (isLayout) {
          this.#element(cell, here, sink);
          continue;
        }
        this.#attributes(cell, here);
        const words = new WordSink(sink.holds === 'code' ? 'code' : 'words');
        this.#children(cell, here, words);
        behind.push(...words.behind);
        const runs = collapseSpace(words.take());
        if (runs.length === 0) continue;
        if (!isFirst) sink.add({ is: 'text', text: ' | ', marks: {}, link: null, offset: this.#original(offset) });
        isFirst = false;
        for (const run of runs) sink.add(run);
      }
      sink.end(setting.shape);
      for (const { block, offset } of behind) sink.block(block, offset);
    }
  }
}

/** What an `<img>` shows. */
export const imageOf = (element: html.HtmlElement): ImageReference => {
  const uid = html.attribute(element, 'data-htmlarea-file-uid') ?? '';
  return {
    source: (html.attribute(element, 'src') ?? html.attribute(element, 'href') ?? '').trim(),
    fileUid: /^\d{1,15}$/.test(uid) ? Number(uid) : null,
    alternativeText: html.attribute(element, 'alt') ?? '',
    caption: html.attribute(element, 'title') ?? '',
  };
};

/** Converts a text, and says where each block begins. */
export const convertPlaced = (
  text: ParsedText,
  context: TextContext,
  lines: Lines
): { placed: PlacedBlock[]; report: Report; parts: ConvertedText['parts'] } => {
  const conversion = new Conversion(text, context);
  const placed = conversion.convert(lines);
  return { placed, report: conversion.report, parts: conversion.counted(placed) };
};

/**
 * Turns a rich text of TYPO3 into Strapi's Blocks. All words are kept; what Blocks cannot hold is a finding with its
 * place. What comes out is always accepted by Strapi's validator.
 *
 * @param source as it is stored in the database: lines are paragraphs, old link tags, `t3://` URLs
 */
export const convertRichText: ConvertRichText = (source, context) => {
  const { placed, report, parts } = convertPlaced(parsed(source), context, 'paragraphs');
  const suggestions = suggestStock(placed, context, report);
  return { blocks: placed.map(({ block }) => block), findings: report.findings(), suggestions, parts };
};
