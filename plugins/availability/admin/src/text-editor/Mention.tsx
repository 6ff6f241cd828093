import { Button, Flex, Popover, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { Editor, Node, Transforms } from 'slate';
import { ReactEditor, useReadOnly, useSlateStatic, type RenderElementProps } from 'slate-react';
import { styled } from 'styled-components';

import { useMaterialState } from './material-states';
import { useSayOfTexts } from './messages';
import { materialOf, removeMention, type TextEditor } from './nodes';
import { Placing } from './placing';
import { WhatReadersGet } from './what-readers-get';

const Words = styled.span`
  padding: 0 2px;
  border-bottom: 2px dotted ${({ theme }) => theme.colors.primary600};
  background: ${({ theme }) => theme.colors.primary100};
  color: ${({ theme }) => theme.colors.primary700};
  cursor: pointer;
`;

/** Words that follow a material. A click shows what readers get there now. */
export const Mention = ({ attributes, children, element }: RenderElementProps) => {
  const editor = useSlateStatic() as TextEditor;
  const isReadOnly = useReadOnly();
  const answer = useMaterialState(materialOf(element) ?? '');
  const say = useSayOfTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [choosing, setChoosing] = useState(0);
  const address = answer.is === 'known' ? (answer.state.action?.url ?? answer.state.pageUrl) : null;

  const choose = (): void => {
    setIsOpen(false);
    Transforms.select(editor, Editor.start(editor, ReactEditor.findPath(editor, element)));
    setChoosing((count) => count + 1);
  };

  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Anchor asChild>
        <Words
          {...attributes}
          data-material={materialOf(element) ?? ''}
          title={answer.is === 'known' ? answer.state.title : undefined}
          onClick={() => setIsOpen(true)}
        >
          {children}
        </Words>
      </Popover.Anchor>
      <Popover.Content aria-label={say('text.mention')}>
        <Flex direction="column" alignItems="flex-start" gap={4} padding={4} maxWidth="368px">
          <WhatReadersGet answer={answer} title={Node.string(element)} />
          {address ? (
            <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
              {say('text.leads-to', { url: address })}
            </Typography>
          ) : null}
          {isReadOnly ? null : (
            <Flex gap={2} wrap="wrap">
              <Button variant="secondary" onClick={choose}>
                {say('text.change')}
              </Button>
              <Button
                variant="danger-light"
                onClick={() => {
                  removeMention(editor, ReactEditor.findPath(editor, element));
                  ReactEditor.focus(editor);
                }}
              >
                {say('text.unlink')}
              </Button>
            </Flex>
          )}
        </Flex>
      </Popover.Content>
      {choosing > 0 ? <Placing key={choosing} editor={editor} as="mention" at={editor.selection} /> : null}
    </Popover.Root>
  );
};
