import { plainLinks, turnIntoMention, turnIntoPlainLink, type NodePath } from '../../../domain/leftover';
import { applyEdits } from '../../../domain/texts/text-mention';
import { setMaterialInEditor } from '../text-editor/live-editors';
import type { Finders } from '../text-editor/written/finders';
import { editMarkdown, editorShowing } from '../text-editor/written/strapi-editor';
import type { BlocksText, FormText, WrittenText } from './texts-of-form';

/** A link of a text in the form that mentions no material. */
export interface FormLink {
  readonly text: FormText;
  /** Where it stands in its text; the same for as long as nothing before it changes. */
  readonly at: string;
  readonly url: string;
  readonly words: string;
}

interface Turned {
  readonly name: string;
  readonly at: string;
  readonly words: string;
}

/** A link that was turned into a mention, with what takes it back. */
export type TurnedLink = Turned &
  (
    | { readonly path: NodePath; readonly url: string }
    | { readonly start: number; readonly before: string; readonly after: string }
  );

/** Puts a changed text into the form. */
type Change = (name: string, value: unknown) => void;

/** All links of the form's texts that are not mentions, in reading order. */
export const linksOfForm = (texts: readonly FormText[], finders: Finders | null): FormLink[] =>
  texts.flatMap((text): FormLink[] => {
    if (text.format === 'blocks') {
      return plainLinks(text.blocks).map(({ path, url, words }) => ({ text, at: String(path), url, words }));
    }
    const links = finders?.plainLinks[text.format](text.text) ?? [];
    return links.map(({ url, words, frame }) => ({ text, at: String(frame.start), url, words: words.trim() }));
  });

const pathOf = (at: string): NodePath => at.split(',').map(Number);

const turnInBlocks = (text: BlocksText, at: string, documentId: string, onChange: Change): void => {
  const path = pathOf(at);
  if (!setMaterialInEditor(text.blocks, path, documentId)) {
    onChange(text.name, turnIntoMention(text.blocks, path, documentId));
  }
};

/** Writes over a part of a text: in the editor that shows it, so that its own undo knows, else in the form. */
const writeOver = (
  { name, format, text }: WrittenText,
  { start, before, after }: { readonly start: number; readonly before: string; readonly after: string },
  onChange: Change
): void => {
  const editor = format === 'markdown' ? editorShowing(text) : null;
  // The editor counts a line end as one character, whatever the text has.
  const at = editor ? text.slice(0, start).replace(/\r\n/g, '\n').length : start;
  const length = editor ? before.replace(/\r\n/g, '\n').length : before.length;
  const edit = { start: at, end: at + length, text: after };
  if (editor) editMarkdown(editor, edit);
  else onChange(name, applyEdits(text, [edit]));
};

/**
 * Turns a link into a mention.
 *
 * @param address under which Markdown and HTML mention the material
 * @returns what takes it back; null where it is not there any more
 */
export const turnLink = (
  { text, at, url, words }: FormLink,
  { documentId, address }: { readonly documentId: string; readonly address: string },
  finders: Finders | null,
  onChange: Change
): TurnedLink | null => {
  const turned = { name: text.name, at, words };
  if (text.format === 'blocks') {
    turnInBlocks(text, at, documentId, onChange);
    return { ...turned, path: pathOf(at), url };
  }
  const link = finders?.plainLinks[text.format](text.text).find(({ frame }) => String(frame.start) === at);
  const [edit] = link?.leadTo(address) ?? [];
  if (!edit) return null;
  const written = { start: edit.start, before: text.text.slice(edit.start, edit.end), after: edit.text };
  writeOver(text, written, onChange);
  return { ...turned, ...written };
};

/** Takes back what `turnLink` did; where somebody wrote on meanwhile and it is not found, nothing happens. */
export const takeBack = (turned: TurnedLink, texts: readonly FormText[], onChange: Change): void => {
  const text = texts.find(({ name }) => name === turned.name);
  if (text?.format === 'blocks' && 'path' in turned) {
    const back = turnIntoPlainLink(text.blocks, turned.path);
    const isStillThere = plainLinks(back).some(({ path, url }) => String(path) === turned.at && url === turned.url);
    if (isStillThere && !setMaterialInEditor(text.blocks, turned.path, null)) onChange(text.name, back);
    return;
  }
  if (!text || text.format === 'blocks' || 'path' in turned) return;
  const { start, before, after } = turned;
  const first = text.text.indexOf(after);
  const isOnlyOne = first >= 0 && first === text.text.lastIndexOf(after);
  const place = text.text.startsWith(after, start) ? start : isOnlyOne ? first : null;
  if (place !== null) writeOver(text, { start: place, before: after, after: before }, onChange);
};
