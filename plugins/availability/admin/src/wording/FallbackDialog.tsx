import {
  Button,
  Field,
  Flex,
  IconButton,
  Modal,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { ArrowUp, Cross } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useFormats, useSay } from '../messages';
import { useProblem } from '../useProblem';
import { useUndoNotice } from '../useUndoNotice';
import { useChooseFallbacksMutation, type Fallback } from './wording-api';

interface Props {
  readonly fallback: Fallback;
  readonly locales: readonly string[];
  readonly onClose: () => void;
}

/** Saves a chain, and lets that be undone. */
const useChain = ({ locale, chain, isChosen, revision }: Fallback) => {
  const say = useSay();
  const { language } = useFormats();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const notice = useUndoNotice();
  const [choose, { isLoading }] = useChooseFallbacksMutation();
  const before = isChosen ? chain.slice(1) : null;

  const save = async (next: readonly string[] | null): Promise<boolean> => {
    try {
      const { fallbacks } = await choose({ locale, chain: next, revision }).unwrap();
      const saved = fallbacks.find((one) => one.locale === locale)?.revision ?? null;
      notice(say('texts.fallbacks.saved', { language: language(locale) }), say('texts.undone'), () =>
        choose({ locale, chain: before, revision: saved }).unwrap()
      );
      return true;
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
      return false;
    }
  };
  return { save, isLoading };
};

/** Puts the languages after one into order. */
export const FallbackDialog = ({ fallback, locales, onClose }: Props) => {
  const say = useSay();
  const { language } = useFormats();
  const [chain, setChain] = useState<readonly string[]>(() => fallback.chain.slice(1));
  const { save, isLoading } = useChain(fallback);
  const others = locales.filter((code) => code !== fallback.locale && !chain.includes(code));

  const moveUp = (index: number): void =>
    setChain((known) => {
      const code = known[index];
      if (code === undefined || index === 0) return known;
      const rest = known.filter((one) => one !== code);
      return [...rest.slice(0, index - 1), code, ...rest.slice(index - 1)];
    });
  const finish = async (next: readonly string[] | null): Promise<void> => {
    if (await save(next)) onClose();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{say('texts.fallbacks.dialog', { language: language(fallback.locale) })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={3}>
            {chain.length === 0 ? <Typography>{say('texts.fallbacks.none')}</Typography> : null}
            <Flex tag="ol" direction="column" alignItems="stretch" gap={2}>
              {chain.map((code, index) => (
                <Flex key={code} tag="li" gap={2} justifyContent="space-between">
                  <Typography>{`${index + 1}. ${language(code)}`}</Typography>
                  <Flex gap={1}>
                    <IconButton
                      label={say('texts.fallbacks.up', { language: language(code) })}
                      disabled={index === 0}
                      onClick={() => moveUp(index)}
                    >
                      <ArrowUp aria-hidden />
                    </IconButton>
                    <IconButton
                      label={say('texts.fallbacks.remove', { language: language(code) })}
                      onClick={() => setChain((known) => known.filter((one) => one !== code))}
                    >
                      <Cross aria-hidden />
                    </IconButton>
                  </Flex>
                </Flex>
              ))}
            </Flex>
            {others.length > 0 ? (
              <Field.Root>
                <Field.Label>{say('texts.fallbacks.add')}</Field.Label>
                <SingleSelect
                  value=""
                  placeholder={say('texts.fallbacks.add.choose')}
                  onChange={(code) => setChain((known) => [...known, String(code)])}
                >
                  {others.map((code) => (
                    <SingleSelectOption key={code} value={code}>
                      {language(code)}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
              </Field.Root>
            ) : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {say('texts.cancel')}
          </Button>
          <Flex gap={2}>
            {fallback.isChosen ? (
              <Button variant="secondary" disabled={isLoading} onClick={() => void finish(null)}>
                {say('texts.fallbacks.reset')}
              </Button>
            ) : null}
            <Button loading={isLoading} onClick={() => void finish(chain)}>
              {say('texts.fallbacks.save')}
            </Button>
          </Flex>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
