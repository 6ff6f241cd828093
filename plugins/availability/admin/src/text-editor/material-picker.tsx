import { Box, Button, Field, Flex, Modal, TextInput, Typography } from '@strapi/design-system';
import { getFetchClient, useAPIErrorHandler, useDebounce } from '@strapi/strapi/admin';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';

import type { MaterialState } from '../../../server/src/usage/service';
import { PLUGIN_ID } from '../plugin';
import { useEntryLocale } from './material-states';
import { useSayOfTexts } from './messages';
import { WhatReadersGet } from './what-readers-get';

type Found =
  | { readonly is: 'loading' }
  | { readonly is: 'found'; readonly materials: readonly MaterialState[] }
  | { readonly is: 'failed'; readonly reason: string };

const useSearch = (words: string): Found => {
  const locale = useEntryLocale();
  const { formatAPIError } = useAPIErrorHandler();
  const format = useRef(formatAPIError);
  const [found, setFound] = useState<Found>({ is: 'loading' });

  useEffect(() => {
    const stopping = new AbortController();
    getFetchClient()
      .get<{ data: MaterialState[] }>(`/${PLUGIN_ID}/usage/materials`, {
        params: { search: words, ...(locale === '' ? {} : { locale }) },
        signal: stopping.signal,
      })
      .then(
        ({ data }) => setFound({ is: 'found', materials: data.data }),
        (error: unknown) => {
          if (!stopping.signal.aborted) setFound({ is: 'failed', reason: format.current(error as never) });
        }
      );
    return () => stopping.abort();
  }, [words, locale]);

  return found;
};

const Option = styled.button`
  display: block;
  width: 100%;
  padding: ${({ theme }) => theme.spaces[3]};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  text-align: start;
  cursor: pointer;
  &:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

const List = styled.ul`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  margin: 0;
  padding: ${({ theme }) => theme.spaces[1]};
  list-style: none;
`;

/** Arrow keys go through the list, as in the lists of the design system. */
const goThroughList = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')];
  const next = places[places.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

interface PickerProps {
  readonly question: string;
  readonly onChoose: (material: MaterialState) => void;
  readonly onClose: () => void;
}

/** Finds a material by words of its title or by its order number, and shows what readers get of each. */
export const MaterialPicker = ({ question, onChoose, onClose }: PickerProps) => {
  const say = useSayOfTexts();
  const [typed, setTyped] = useState('');
  const found = useSearch(useDebounce(typed.trim(), 250));
  const statusId = useId();

  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content aria-describedby={statusId} onCloseAutoFocus={(event) => event.preventDefault()}>
        <Modal.Header closeLabel={say('text.close')}>
          <Modal.Title>{question}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Box onKeyDown={goThroughList}>
            <Field.Root name="material-search">
              <Field.Label>{say('text.picker.search')}</Field.Label>
              <TextInput
                autoFocus
                type="search"
                autoComplete="off"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={(event) => {
                  const [first] = found.is === 'found' ? found.materials : [];
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  if (first && found.is === 'found' && found.materials.length === 1) onChoose(first);
                }}
              />
            </Field.Root>
            <Box paddingTop={3} paddingBottom={3} role="status" id={statusId}>
              <Typography variant="pi" textColor={found.is === 'failed' ? 'danger700' : 'neutral700'}>
                {found.is === 'loading' ? say('text.picker.loading') : null}
                {found.is === 'failed' ? say('text.picker.failed', { reason: found.reason }) : null}
                {found.is === 'found' ? say('text.picker.found', { count: found.materials.length }) : null}
              </Typography>
            </Box>
            <List aria-label={say('text.picker.list')}>
              {(found.is === 'found' ? found.materials : []).map((state) => (
                <li key={state.documentId}>
                  <Option type="button" onClick={() => onChoose(state)}>
                    <WhatReadersGet answer={{ is: 'known', state }} title={state.title} />
                  </Option>
                </li>
              ))}
            </List>
          </Box>
        </Modal.Body>
        <Modal.Footer>
          <Flex>
            <Button variant="tertiary" onClick={onClose}>
              {say('text.picker.cancel')}
            </Button>
          </Flex>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
