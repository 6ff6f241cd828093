/**
 * CKEditor 5, as it stands on the page. `@ckeditor/strapi-plugin-ckeditor` (1.1) lets nobody add a plugin: its presets are fixed, and a
 * field's options name a preset, an output, a length and a licence. But CKEditor keeps each living editor on its element
 * (`ckeditorInstance`), with its toolbar and its model, and `window.CKEDITOR` has the classes that it was made with.
 */

import { beginsMention } from '../at-sign';

interface Writer {
  readonly createText: (words: string, attributes: Readonly<Record<string, unknown>>) => unknown;
  readonly remove: (range: unknown) => void;
  readonly removeSelectionAttribute: (name: string) => void;
}

interface ModelPosition {
  readonly textNode: unknown;
  readonly nodeBefore: { readonly data?: string } | null;
  readonly offset: number;
  readonly getShiftedBy: (by: number) => ModelPosition;
  readonly parent: { readonly getChildren: () => Iterable<{ readonly data?: string }> };
}

interface Button {
  readonly set: (values: Readonly<Record<string, unknown>>) => void;
  readonly bind: (name: string) => {
    readonly to: (source: object, property: string, change: (value: unknown) => unknown) => void;
  };
  readonly on: (event: string, listener: () => void) => void;
}

/** The part of a living editor that is used here. */
export interface HtmlEditor {
  readonly locale: unknown;
  readonly isReadOnly: boolean;
  readonly execute: (command: string, ...values: readonly unknown[]) => void;
  readonly model: {
    readonly change: (write: (writer: Writer) => void) => void;
    readonly insertContent: (content: unknown) => void;
    readonly createRange: (from: ModelPosition, to: ModelPosition) => unknown;
    readonly document: {
      readonly selection: {
        readonly isCollapsed: boolean;
        readonly getFirstPosition: () => ModelPosition | null;
        readonly getAttributes: () => Iterable<[string, unknown]>;
      };
      readonly on: (
        event: 'change:data',
        listener: (event: unknown, batch: { readonly isTyping: boolean }) => void
      ) => void;
      readonly off: (event: 'change:data', listener: unknown) => void;
    };
  };
  readonly editing: { readonly view: { readonly focus: () => void } };
  readonly ui: {
    readonly view: {
      readonly toolbar?: {
        readonly items: { readonly add: (item: Button) => void; readonly remove: (item: Button) => void };
      };
    };
  };
}

interface CkeditorClasses {
  readonly ButtonView: new (locale: unknown) => Button;
}

/** The CKEditors on the page, in the order in which they stand there. */
export const htmlEditors = (): HtmlEditor[] =>
  [...document.querySelectorAll<HTMLElement & { ckeditorInstance?: HtmlEditor }>('.ck-editor__editable')].flatMap(
    ({ ckeditorInstance }) => ckeditorInstance ?? []
  );

/**
 * Adds a button with a word on it to the editor's toolbar.
 *
 * @returns what takes it off again
 */
export const addButton = (editor: HtmlEditor, label: string, onPress: () => void): (() => void) => {
  const classes = (window as { CKEDITOR?: CkeditorClasses }).CKEDITOR;
  const items = editor.ui.view.toolbar?.items;
  if (!classes || !items) return () => undefined;
  const button = new classes.ButtonView(editor.locale);
  button.set({ label, withText: true });
  button.bind('isEnabled').to(editor, 'isReadOnly', (isReadOnly) => !isReadOnly);
  button.on('execute', onPress);
  items.add(button);
  return () => items.remove(button);
};

/** The characters before the cursor in its block. */
const charactersBefore = (position: ModelPosition): string => {
  const words = [...position.parent.getChildren()].map(({ data }) => data ?? '\uFFFC').join('');
  return words.slice(0, position.offset);
};

/** Calls back when “@” is typed where a word begins. */
export const onAtSign = (editor: HtmlEditor, onTyped: () => void): (() => void) => {
  const {
    document,
    document: { selection },
  } = editor.model;
  const listen = (_: unknown, { isTyping }: { readonly isTyping: boolean }): void => {
    const position = isTyping && selection.isCollapsed ? selection.getFirstPosition() : null;
    if (position && beginsMention(charactersBefore(position))) onTyped();
  };
  document.on('change:data', listen);
  return () => document.off('change:data', listen);
};

/** Makes the selected words a link, or writes the title as one. @param atSign whether an “@” stands before the cursor that goes */
export const placeLink = (editor: HtmlEditor, address: string, title: string, atSign: boolean): void => {
  const { model } = editor;
  const { selection } = model.document;
  if (!atSign && !selection.isCollapsed) {
    editor.execute('link', address);
    return;
  }
  model.change((writer) => {
    const position = selection.getFirstPosition();
    if (atSign && position) writer.remove(model.createRange(position.getShiftedBy(-1), position));
    const attributes = { ...Object.fromEntries(selection.getAttributes()), linkHref: address };
    model.insertContent(writer.createText(title, attributes));
    writer.removeSelectionAttribute('linkHref'); // what is typed next is no part of it
  });
};
