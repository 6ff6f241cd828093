import { useEffect, useState } from 'react';

import { addressFor } from '../../../../domain/texts/place-mention';
import type { UsageSettings } from '../../../../server/src/usage/controller';
import type { MaterialState } from '../../../../server/src/usage/service';
import { MaterialPicker } from '../material-picker';
import { useEntryLocale } from '../material-states';
import { useSayOfTexts } from '../messages';
import { addButton, onAtSign, placeLink, type HtmlEditor } from './ckeditor';

/** How a material was asked for. */
type Asked = 'button' | 'at-sign';

/** Makes materials part of one CKEditor: a button and “@”. */
export const HtmlMaterials = ({
  editor,
  settings,
}: {
  readonly editor: HtmlEditor;
  readonly settings: UsageSettings;
}) => {
  const say = useSayOfTexts();
  const locale = useEntryLocale();
  const [asked, setAsked] = useState<Asked | null>(null);
  const label = say('text.block');

  useEffect(() => addButton(editor, label, () => setAsked('button')), [editor, label]);
  // The picker opens when the editor is done with the key.
  useEffect(() => onAtSign(editor, () => setTimeout(() => setAsked('at-sign'), 0)), [editor]);

  const close = (): void => {
    setAsked(null);
    setTimeout(() => editor.editing.view.focus(), 0); // when the dialog is gone
  };
  const choose = (material: MaterialState): void => {
    placeLink(editor, addressFor(settings.address, material, locale), material.title, asked === 'at-sign');
    close();
  };
  return asked ? <MaterialPicker question={say('text.picker.mention')} onChoose={choose} onClose={close} /> : null;
};
