/**
 * Strapi's Markdown editor, as it stands on the page. Strapi 5.54 has a place where plugins add to its Blocks editor, and none for this
 * one: neither the editor nor its toolbar is handed to anybody, and `addFields` would take another editor in its place. So this goes by
 * what is on the page: CodeMirror 5 keeps the editor on its element, and the toolbar is the first thing in the frame around it.
 */

interface Position {
  readonly line: number;
  readonly ch: number;
}

/** What is typed or pasted. */
export interface Typed {
  readonly from: Position;
  readonly text: readonly string[];
}

/** The part of CodeMirror 5 that is used here. */
export interface MarkdownEditor {
  readonly getValue: () => string;
  readonly getCursor: (which: 'from' | 'to') => Position;
  readonly indexFromPos: (position: Position) => number;
  readonly posFromIndex: (index: number) => Position;
  readonly replaceRange: (text: string, from: Position, to: Position, origin: string) => void;
  readonly setCursor: (position: Position) => void;
  readonly focus: () => void;
  readonly getOption: (name: 'readOnly') => unknown;
  readonly getWrapperElement: () => HTMLElement;
  readonly on: {
    (event: 'inputRead', listener: (editor: MarkdownEditor, typed: Typed) => void): void;
    (event: 'optionChange', listener: () => void): void;
  };
  readonly off: MarkdownEditor['on'];
}

/** The Markdown editors on the page, in the order in which they stand there. */
export const markdownEditors = (): MarkdownEditor[] =>
  [...document.querySelectorAll<HTMLElement & { CodeMirror?: MarkdownEditor }>('.CodeMirror')].flatMap(
    ({ CodeMirror }) => CodeMirror ?? []
  );

/** What has the text and, below it, the preview. */
const bodyOf = (editor: MarkdownEditor): HTMLElement | null =>
  editor.getWrapperElement().parentElement?.parentElement ?? null;

/** What has toolbar, text and footer. */
const frameOf = (editor: MarkdownEditor): HTMLElement | null => bodyOf(editor)?.parentElement ?? null;

/** After this our button stands; null if the toolbar is not where it was in the releases that are known. */
export const toolbarOf = (editor: MarkdownEditor): HTMLElement | null =>
  frameOf(editor)?.firstElementChild?.querySelector<HTMLElement>('[data-hide-toolbar-separator]') ?? null;

/** Where the text is shown as readers would see it: in its place, or beside it where it has the whole page. */
export const previewOf = (editor: MarkdownEditor): Element | null => {
  const frame = frameOf(editor);
  const inPlace = bodyOf(editor)?.children[1];
  if (inPlace) return inPlace;
  const isExpanded = frame?.parentElement?.firstElementChild === frame;
  return (isExpanded && frame?.nextElementSibling?.lastElementChild) || null;
};

/** An edit in the open editor, so that its own undo takes it back. */
export const editMarkdown = (
  editor: MarkdownEditor,
  { start, end, text }: { readonly start: number; readonly end: number; readonly text: string }
): void => editor.replaceRange(text, editor.posFromIndex(start), editor.posFromIndex(end), '+inprint');

/** CodeMirror has one kind of line end. */
const withPlainLines = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The editor that shows this text; null if none does. */
export const editorShowing = (text: string): MarkdownEditor | null =>
  markdownEditors().find((editor) => editor.getValue() === withPlainLines(text)) ?? null;
