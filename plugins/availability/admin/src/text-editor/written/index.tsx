import { useUsageSettings } from '../../usage/usage-api';
import { htmlEditors } from './ckeditor';
import { HtmlMaterials } from './HtmlMaterials';
import { MarkdownMaterials } from './MarkdownMaterials';
import { markdownEditors } from './strapi-editor';
import { useFinders } from './useFinders';
import { usePageContent } from './usePageContent';

const keys = new WeakMap<object, string>();
let made = 0;

/** The same key for the same editor, wherever it stands among the others. */
const keyOf = (editor: object): string => {
  const key = keys.get(editor) ?? String((made += 1));
  keys.set(editor, key);
  return key;
};

/** Makes materials part of the editors of Markdown and HTML in the form that is open. */
export const WrittenTextEditors = () => {
  const settings = useUsageSettings();
  const markdown = usePageContent(markdownEditors);
  const html = usePageContent(htmlEditors);
  const finders = useFinders(settings, markdown.length > 0);
  if (!settings) return null;
  return (
    <>
      {finders
        ? markdown.map((editor) => (
            <MarkdownMaterials key={keyOf(editor)} editor={editor} finders={finders} settings={settings} />
          ))
        : null}
      {html.map((editor) => (
        <HtmlMaterials key={keyOf(editor)} editor={editor} settings={settings} />
      ))}
    </>
  );
};
