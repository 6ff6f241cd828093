import { useNotification } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import { Transforms, type Range } from 'slate';
import { ReactEditor } from 'slate-react';

import type { MaterialState } from '../../../server/src/usage/service';
import { MaterialPicker } from './material-picker';
import { useSayOfTexts } from './messages';
import { canMentionHere, placeCallToAction, placeMention, type TextEditor } from './nodes';

/**
 * Gives the focus back to the editor. Focusing lets the browser put its cursor at the start of the text, and the editor would
 * follow it there: so the browser's own is set too.
 */
const returnTo = (editor: TextEditor, selection: Range | null): void => {
  ReactEditor.focus(editor);
  if (!selection) return;
  Transforms.select(editor, selection);
  const { startContainer, startOffset, endContainer, endOffset } = ReactEditor.toDOMRange(editor, selection);
  document.getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
};

interface PlacingProps {
  readonly editor: TextEditor;
  readonly as: 'block' | 'mention';
  /** Where the cursor was when it was asked for: until this is drawn, the browser may have put it elsewhere. */
  readonly at: Range | null;
  /** What stands there goes: the “@” that asked. */
  readonly isReplaced?: boolean;
  readonly onClosed?: () => void;
}

/** Asks for a material and places it where the cursor was when it was asked for. */
export const Placing = ({ editor, as, at, isReplaced = false, onClosed }: PlacingProps) => {
  const say = useSayOfTexts();
  const [isOpen, setIsOpen] = useState(true);
  const selection = useRef(at);
  if (!isOpen) return null;

  const close = (): void => {
    const { selection: after } = editor;
    setIsOpen(false);
    setTimeout(() => {
      returnTo(editor, after); // when the dialog is gone
      onClosed?.();
    }, 0);
  };
  const place = (material: MaterialState): void => {
    if (selection.current) Transforms.select(editor, selection.current);
    if (isReplaced) Transforms.delete(editor);
    if (as === 'block') placeCallToAction(editor, material);
    else placeMention(editor, material);
    close();
  };
  return <MaterialPicker question={say(`text.picker.${as}`)} onChoose={place} onClose={close} />;
};

/** Says why nothing can be mentioned here. */
const NotHere = () => {
  const say = useSayOfTexts();
  const { toggleNotification } = useNotification();
  const message = useRef(say('text.not-here'));
  useEffect(() => toggleNotification({ type: 'info', message: message.current }), [toggleNotification]);
  return null;
};

/** What Strapi's block list and slash words call: a call to action. */
export const askForBlock = (asked: unknown) => {
  const editor = asked as TextEditor;
  const { selection } = editor;
  return () => <Placing editor={editor} as="block" at={selection} />;
};

/** What Strapi's block list calls: a mention. */
export const askForMention = (asked: unknown) => {
  const editor = asked as TextEditor;
  const { selection } = editor;
  return canMentionHere(editor) ? () => <Placing editor={editor} as="mention" at={selection} /> : () => <NotHere />;
};
