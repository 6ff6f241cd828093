import { IconButton } from '@strapi/design-system';
import { PriceTag } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Editor, Transforms, type Range } from 'slate';

import { onAtSign } from './at-sign';
import { editorIn } from './live-editors';
import { useSayOfTexts } from './messages';
import { canMentionHere, type TextEditor } from './nodes';
import { Placing } from './placing';
import { usePageContent } from './written/usePageContent';

/**
 * The toolbars of the editors of Blocks on the page. Strapi 5.54 lets plugins add blocks to its list and no button to its toolbar, so
 * this goes by what is on the page: the toolbar is the first thing in the frame around the text.
 */
const toolbars = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[role=toolbar]')].filter(({ parentElement }) =>
    parentElement?.querySelector(':scope > * > [data-slate-editor]')
  );

const isDisabled = (toolbar: HTMLElement): boolean => toolbar.getAttribute('aria-disabled') === 'true';

/** A place of our own at the end of a toolbar, for as long as that is there. */
const useToolbarPlace = (toolbar: HTMLElement): HTMLElement | null => {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const own = document.createElement('span');
    own.style.flexShrink = '0';
    toolbar.append(own);
    setPlace(own);
    return () => own.remove();
  }, [toolbar]);
  return place;
};

/** Follows whether the text can be changed. */
const useIsDisabled = (toolbar: HTMLElement): boolean => {
  const [disabled, setDisabled] = useState(isDisabled(toolbar));
  useEffect(() => {
    const look = (): void => setDisabled(isDisabled(toolbar));
    look();
    const observer = new MutationObserver(look);
    observer.observe(toolbar, { attributes: true, attributeFilter: ['aria-disabled'] });
    return () => observer.disconnect();
  }, [toolbar]);
  return disabled;
};

const MentionButton = ({
  toolbar,
  onAsk,
}: {
  readonly toolbar: HTMLElement;
  readonly onAsk: (editor: TextEditor) => void;
}) => {
  const say = useSayOfTexts();
  const place = useToolbarPlace(toolbar);
  const disabled = useIsDisabled(toolbar);
  const ask = (): void => {
    const editor = toolbar.parentElement && editorIn(toolbar.parentElement);
    if (editor) onAsk(editor);
  };
  return place
    ? createPortal(
        <IconButton
          type="button"
          size="S"
          variant="ghost"
          label={say('text.mention')}
          aria-haspopup="dialog"
          disabled={disabled}
          onMouseDown={(event) => event.preventDefault()} // the text keeps what is selected
          onClick={ask}
        >
          <PriceTag />
        </IconButton>,
        place
      )
    : null;
};

interface Asked {
  readonly editor: TextEditor;
  readonly at: Range | null;
  readonly isReplaced: boolean;
}

const keys = new WeakMap<HTMLElement, number>();
let made = 0;

const keyOf = (toolbar: HTMLElement): number => {
  const key = keys.get(toolbar) ?? (made += 1);
  keys.set(toolbar, key);
  return key;
};

/** Two more ways to a mention in the editors of Blocks in the form that is open: a button in the toolbar, and “@”. */
export const BlocksMaterials = () => {
  const say = useSayOfTexts();
  const { toggleNotification } = useNotification();
  const found = usePageContent(toolbars);
  const [asked, setAsked] = useState<Asked | null>(null);

  useEffect(
    () =>
      onAtSign((editor, at) => {
        // The picker opens when the editor is done with the key.
        setTimeout(() => setAsked({ editor, at, isReplaced: true }), 0);
      }),
    []
  );

  const ask = (editor: TextEditor): void => {
    if (!editor.selection) Transforms.select(editor, Editor.end(editor, []));
    if (canMentionHere(editor)) setAsked({ editor, at: editor.selection, isReplaced: false });
    else toggleNotification({ type: 'info', message: say('text.not-here') });
  };

  return (
    <>
      {found.map((toolbar) => (
        <MentionButton key={keyOf(toolbar)} toolbar={toolbar} onAsk={ask} />
      ))}
      {asked ? <Placing {...asked} as="mention" onClosed={() => setAsked(null)} /> : null}
    </>
  );
};
