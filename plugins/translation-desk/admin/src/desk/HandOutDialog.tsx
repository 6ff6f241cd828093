import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';

import type { DeskQuery, DeskSettings } from '../api';
import { useFormats, useSay } from '../messages';
import { useHandOut } from './useHandOut';

interface Props {
  readonly query: DeskQuery;
  readonly settings: DeskSettings;
  readonly chosen: readonly string[];
  readonly onClose: () => void;
}

/** Asks from which language into which, and downloads what the desk's filters mean as XLIFF. */
export const HandOutDialog = ({ query, settings, chosen, onClose }: Props) => {
  const say = useSay();
  const { language } = useFormats();
  const { locales, defaultLocale, myLocales } = settings;
  const [source, setSource] = useState(defaultLocale);
  const likely = [...query.locales, ...myLocales, ...locales].find((locale) => locale !== defaultLocale);
  const [target, setTarget] = useState(likely ?? '');
  const { handOut, isLoading, problem, forget } = useHandOut(onClose);

  const languageSelect = (id: string, label: string, value: string, not: string, choose: (locale: string) => void) => (
    <Field.Root id={id}>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        value={value}
        onChange={(locale) => {
          forget();
          choose(String(locale));
        }}
      >
        {locales
          .filter((locale) => locale !== not)
          .map((locale) => (
            <SingleSelectOption key={locale} value={locale}>
              {language(locale)}
            </SingleSelectOption>
          ))}
      </SingleSelect>
    </Field.Root>
  );

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{say('hand-out.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>
              {chosen.length > 0 ? say('hand-out.chosen', { count: chosen.length }) : say('hand-out.text')}
            </Typography>
            {languageSelect('hand-out-source', say('hand-out.source'), source, target, setSource)}
            {languageSelect('hand-out-locale', say('hand-out.locale'), target, source, setTarget)}
            {problem ? (
              <Typography role="alert" textColor="danger700">
                {problem}
              </Typography>
            ) : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('close')}</Button>
          </Modal.Close>
          <Button
            loading={isLoading}
            disabled={target === ''}
            onClick={() => {
              const { search, type, states } = query;
              void handOut({ search, type, states, source, locale: target, entries: chosen });
            }}
          >
            {say('hand-out.download')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
