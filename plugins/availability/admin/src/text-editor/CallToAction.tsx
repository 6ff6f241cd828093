import { Box, Flex, IconButton } from '@strapi/design-system';
import { Book, Pencil, Trash } from '@strapi/icons';
import { useState } from 'react';
import { Editor, Node, Transforms } from 'slate';
import {
  ReactEditor,
  useFocused,
  useReadOnly,
  useSelected,
  useSlateStatic,
  type RenderElementProps,
} from 'slate-react';

import { useMaterialState } from './material-states';
import { useSayOfTexts } from './messages';
import { materialOf, removeCallToAction, type TextEditor } from './nodes';
import { Placing } from './placing';
import { WhatReadersGet } from './what-readers-get';

/** A material's live button in the text, as one block. */
export const CallToAction = ({ attributes, children, element }: RenderElementProps) => {
  const editor = useSlateStatic() as TextEditor;
  const isReadOnly = useReadOnly();
  const isInSelection = useSelected();
  const isFocused = useFocused();
  const isSelected = isInSelection && isFocused;
  const answer = useMaterialState(materialOf(element) ?? '');
  const say = useSayOfTexts();
  const [choosing, setChoosing] = useState(0);
  const title = answer.is === 'known' ? answer.state.title : Node.string(element);

  const choose = (): void => {
    Transforms.select(editor, Editor.start(editor, ReactEditor.findPath(editor, element)));
    setChoosing((count) => count + 1);
  };

  return (
    <Box {...attributes}>
      {children}
      <Box
        contentEditable={false}
        role="group"
        aria-label={say('text.block.region', { title })}
        data-selected={isSelected}
        padding={3}
        hasRadius
        background="neutral100"
        borderColor={isSelected ? 'primary600' : 'neutral200'}
        shadow={isSelected ? 'popupShadow' : undefined}
      >
        <Flex gap={3} alignItems="flex-start">
          <Box paddingTop={1}>
            <Book aria-hidden fill="neutral600" />
          </Box>
          <Box flex="1">
            <WhatReadersGet answer={answer} title={title} />
          </Box>
          {isReadOnly ? null : (
            <Flex gap={1}>
              <IconButton label={say('text.change')} variant="ghost" onClick={choose}>
                <Pencil />
              </IconButton>
              <IconButton
                label={say('text.remove')}
                variant="ghost"
                onClick={() => removeCallToAction(editor, ReactEditor.findPath(editor, element))}
              >
                <Trash />
              </IconButton>
            </Flex>
          )}
        </Flex>
        {choosing > 0 ? <Placing key={choosing} editor={editor} as="block" at={editor.selection} /> : null}
      </Box>
    </Box>
  );
};
