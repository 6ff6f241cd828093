import { Button } from '@strapi/design-system';
import { Book } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

import { addressFor } from '../../../../domain/texts/place-mention';
import type { Edit } from '../../../../domain/texts/text-mention';
import type { UsageSettings } from '../../../../server/src/usage/controller';
import type { MaterialState } from '../../../../server/src/usage/service';
import { MaterialPicker } from '../material-picker';
import { useEntryLocale } from '../material-states';
import { useSayOfTexts } from '../messages';
import type { Finders } from './finders';
import { MarkdownPreview } from './MarkdownPreview';
import { editMarkdown, toolbarOf, type MarkdownEditor, type Typed } from './strapi-editor';

/** Where the material goes: what is selected, or the “@” that was typed. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly as: 'block' | 'mention';
  readonly isReplaced?: boolean;
}

/** Stands for any material while it is only asked whether one can be mentioned at a place. */
const ANY = { documentId: 'any', slug: 'any', title: 'any' };

const isReadOnly = (editor: MarkdownEditor): boolean => Boolean(editor.getOption('readOnly'));

/** A place of our own in Strapi's toolbar, for as long as the editor is there. */
const useToolbarPlace = (editor: MarkdownEditor): HTMLElement | null => {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const toolbar = toolbarOf(editor);
    if (!toolbar) {
      // eslint-disable-next-line no-console -- a browser has no other log
      console.warn('availability: the toolbar of this Markdown editor is not known; “@” mentions a material, too.');
      return;
    }
    const own = document.createElement('span');
    own.style.flexShrink = '0';
    toolbar.after(own);
    setPlace(own);
    return () => own.remove();
  }, [editor]);
  return place;
};

/** Follows whether the text can be changed: not while its preview is shown. */
const useReadOnly = (editor: MarkdownEditor): boolean => {
  const [readOnly, setReadOnly] = useState(isReadOnly(editor));
  useEffect(() => {
    const look = (): void => setReadOnly(isReadOnly(editor));
    look();
    editor.on('optionChange', look);
    return () => editor.off('optionChange', look);
  }, [editor]);
  return readOnly;
};

/** Calls back when “@” is typed where a word begins. */
const useAtSign = (editor: MarkdownEditor, onAtSign: (index: number) => void): void => {
  useEffect(() => {
    const listen = (_: MarkdownEditor, { from, text }: Typed): void => {
      if (text.join('\n') !== '@') return;
      const index = editor.indexFromPos(from);
      const before = editor.getValue().slice(Math.max(0, index - 1), index);
      if (before === '' || /[\s(«„“"'*_]/.test(before)) onAtSign(index);
    };
    editor.on('inputRead', listen);
    return () => editor.off('inputRead', listen);
  }, [editor, onAtSign]);
};

interface Props {
  readonly editor: MarkdownEditor;
  readonly finders: Finders;
  readonly settings: UsageSettings;
}

/** Makes materials part of one of Strapi's Markdown editors: a button, “@”, and what readers get in its preview. */
export const MarkdownMaterials = ({ editor, finders, settings }: Props) => {
  const say = useSayOfTexts();
  const locale = useEntryLocale();
  const { toggleNotification } = useNotification();
  const toolbar = useToolbarPlace(editor);
  const readOnly = useReadOnly(editor);
  const [place, setPlace] = useState<Place | null>(null);

  const editFor = ({ as, ...selected }: Place, material: Pick<MaterialState, 'documentId' | 'slug' | 'title'>) => {
    const text = editor.getValue();
    const address = addressFor(settings.address, material, locale);
    return as === 'block'
      ? finders.placeCallToAction(text, selected.start, material, address)
      : finders.placeMention(text, selected, material, address);
  };

  const ask = (): void => {
    const start = editor.indexFromPos(editor.getCursor('from'));
    const end = editor.indexFromPos(editor.getCursor('to'));
    const ways: Place[] = (['block', 'mention'] as const).map((as) => ({ start, end, as }));
    const possible = ways.find((one) => (one.as === 'mention' || start === end) && editFor(one, ANY) !== null);
    if (possible) setPlace(possible);
    else toggleNotification({ type: 'info', message: say('text.not-here') });
  };

  useAtSign(editor, (index) => {
    const typed: Place = { start: index, end: index + 1, as: 'mention', isReplaced: true };
    // The picker opens when the editor is done with the key.
    if (editFor(typed, ANY)) setTimeout(() => setPlace(typed), 0);
  });

  const close = (): void => {
    setPlace(null);
    setTimeout(() => editor.focus(), 0); // when the dialog is gone
  };
  const write = (edit: Edit): void => {
    editMarkdown(editor, edit);
    editor.setCursor(editor.posFromIndex(edit.start + edit.text.length));
  };
  const choose = (material: MaterialState): void => {
    const edit = place && editFor(place, material);
    if (edit) write(edit);
    close();
  };

  return (
    <>
      {toolbar
        ? createPortal(
            <Button
              variant="tertiary"
              startIcon={<Book aria-hidden />}
              aria-haspopup="dialog"
              disabled={readOnly}
              onClick={ask}
            >
              {say('text.block')}
            </Button>,
            toolbar
          )
        : null}
      {place ? <MaterialPicker question={say(`text.picker.${place.as}`)} onChoose={choose} onClose={close} /> : null}
      <MarkdownPreview editor={editor} settings={settings} />
    </>
  );
};
