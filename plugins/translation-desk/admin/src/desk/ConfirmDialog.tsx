import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useConfirmAllMutation } from '../api';
import { useFormats, useProblem, useSay } from '../messages';

interface Props {
  /** The chosen entries, as `content type:documentId`. */
  readonly chosen: readonly string[];
  /** The languages that this person may write, those that are shown first. */
  readonly locales: readonly string[];
  readonly onClose: () => void;
}

/** Asks before many translations are marked as up to date. */
export const ConfirmDialog = ({ chosen, locales, onClose }: Props) => {
  const say = useSay();
  const { language } = useFormats();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [confirmAll, { isLoading }] = useConfirmAllMutation();
  const [locale, setLocale] = useState(locales[0] ?? '');

  const mark = async (): Promise<void> => {
    try {
      const { confirmed } = await confirmAll({ locale, entries: chosen }).unwrap();
      toggleNotification({ type: 'success', message: say('desk.confirm.done', { count: confirmed }) });
      onClose();
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{say('desk.confirm.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Field.Root id="confirm-locale">
              <Field.Label>{say('desk.confirm.locale')}</Field.Label>
              <SingleSelect value={locale} onChange={(chosenLocale) => setLocale(String(chosenLocale))}>
                {locales.map((code) => (
                  <SingleSelectOption key={code} value={code}>
                    {language(code)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
            <Typography>{say('desk.confirm.question', { count: chosen.length })}</Typography>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('cancel')}</Button>
          </Modal.Close>
          <Button disabled={locale === ''} loading={isLoading} onClick={() => void mark()}>
            {say('desk.confirm.yes', { count: chosen.length })}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
