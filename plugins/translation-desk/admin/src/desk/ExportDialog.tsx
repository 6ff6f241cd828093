import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';

import type { DeskQuery, DeskSettings } from '../api';
import { useFormats, useSay } from '../messages';
import { ExportOptions, type ExportChoices } from './ExportOptions';
import { useExport } from './useExport';

interface Props {
  readonly query: DeskQuery;
  readonly settings: DeskSettings;
  readonly chosen: readonly string[];
  readonly onClose: () => void;
}

/** Asks from which language into which, and downloads what the desk's filters mean as XLIFF. */
export const ExportDialog = ({ query, settings, chosen, onClose }: Props) => {
  const say = useSay();
  const { language } = useFormats();
  const { locales, defaultLocale, myLocales } = settings;
  const [source, setSource] = useState(defaultLocale);
  const likely = [...query.locales, ...myLocales, ...locales].find((locale) => locale !== defaultLocale);
  const [target, setTarget] = useState(likely ?? '');
  const [options, setOptions] = useState<ExportChoices>({ version: '1.2', recipient: '', note: '', withOut: false });
  const { exportTexts, isLoading, problem, forget } = useExport(onClose);

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
        <Modal.Header closeLabel={say('close')}>
          <Modal.Title>{say('export.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>
              {chosen.length > 0 ? say('export.chosen', { count: chosen.length }) : say('export.text')}
            </Typography>
            {languageSelect('export-source', say('export.source'), source, target, setSource)}
            {languageSelect('export-locale', say('export.locale'), target, source, setTarget)}
            <ExportOptions options={options} change={(part) => setOptions({ ...options, ...part })} />
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
              void exportTexts({ search, type, states, source, locale: target, entries: chosen, ...options });
            }}
          >
            {say('export.download')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
