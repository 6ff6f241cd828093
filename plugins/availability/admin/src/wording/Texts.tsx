import { Box, Button, Field, Flex, Grid, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';

import { MESSAGE_KEYS, type MessageKey } from '../../../domain/speech';
import { useFormats, useSay } from '../messages';
import { Examples } from './Examples';
import { examplesIn } from './examples';
import { LeaveQuestion } from './LeaveQuestion';
import { TextField } from './TextField';
import { TextsBar } from './TextsBar';
import { useTexts } from './useTexts';
import type { Wording } from './wording-api';

const GROUPS = ['label', 'notice', 'expected', 'file', 'accessible'] as const;

/** The text of the button that another one is read aloud for. */
const BUTTON_OF: Readonly<Partial<Record<MessageKey, MessageKey>>> = {
  'accessible.order': 'label.order',
  'accessible.download': 'label.download',
  'accessible.successor': 'label.successor',
};

/** The texts of a language beside pictures of what readers will get. */
export const Texts = ({ wording }: { readonly wording: Wording }) => {
  const say = useSay();
  const { language } = useFormats();
  const { locales, defaultLocale } = wording;
  const [locale, setLocale] = useState(
    () => (locales.find(({ mayChange }) => mayChange) ?? locales[0])?.code ?? defaultLocale
  );
  const [today] = useState(() => Date.now());
  const mayChange = locales.some(({ code, mayChange: may }) => code === locale && may);
  const { texts, speak, changedCount, unsavedCount, canSave, isSaving, isWhole, writtenCount, write, save, discard } =
    useTexts(wording, locale);

  const hintOf = (key: MessageKey): string | undefined => {
    const valueOf = (wanted: MessageKey | undefined): string =>
      texts.find((text) => text.key === wanted)?.value.toLowerCase() ?? '';
    const label = valueOf(BUTTON_OF[key]);
    return label === '' || valueOf(key).includes(label) ? undefined : say('texts.hint.not-in-label');
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingTop={4}>
      <LeaveQuestion unsavedCount={unsavedCount} />
      <TextsBar gap={4} wrap="wrap" alignItems="flex-end" justifyContent="space-between">
        <Field.Root width="26rem">
          <Field.Label>{say('texts.language')}</Field.Label>
          <SingleSelect value={locale} onChange={(code) => setLocale(String(code))}>
            {locales.map(({ code }) => (
              <SingleSelectOption key={code} value={code}>
                {`${language(code)} (${code})`}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
        <Flex gap={2}>
          {unsavedCount > changedCount ? (
            <Typography textColor="warning700">
              {say('texts.unsaved-elsewhere', { count: unsavedCount - changedCount })}
            </Typography>
          ) : null}
          {changedCount > 0 ? (
            <Button variant="tertiary" onClick={discard}>
              {say('texts.discard')}
            </Button>
          ) : null}
          <Button disabled={!canSave} loading={isSaving} onClick={() => void save()}>
            {say('texts.save', { count: changedCount })}
          </Button>
        </Flex>
      </TextsBar>
      {mayChange ? null : <Typography role="status">{say('texts.language.readonly')}</Typography>}
      {isWhole ? null : (
        <Typography role="status">
          {say('texts.language.part', {
            total: MESSAGE_KEYS.length,
            written: writtenCount,
            instead: language(defaultLocale),
          })}
        </Typography>
      )}
      <Grid.Root gap={6}>
        <Grid.Item col={7} s={12} xs={12} direction="column" alignItems="stretch" gap={4}>
          {GROUPS.map((group) => (
            <Box
              key={group}
              tag="section"
              aria-label={say(`texts.group.${group}`)}
              background="neutral0"
              hasRadius
              shadow="tableShadow"
              padding={4}
            >
              <Typography tag="h2" variant="delta">
                {say(`texts.group.${group}`)}
              </Typography>
              <Flex direction="column" alignItems="stretch" gap={4} paddingTop={3}>
                {texts
                  .filter(({ key }) => key.startsWith(`${group}.`))
                  .map((text) => (
                    <TextField
                      key={`${locale} ${text.key}`}
                      text={text}
                      locale={locale}
                      disabled={!mayChange}
                      hint={hintOf(text.key)}
                      onChange={(value) => write(text.key, value)}
                    />
                  ))}
              </Flex>
            </Box>
          ))}
        </Grid.Item>
        <Grid.Item col={5} s={12} xs={12} direction="column" alignItems="stretch">
          <Examples examples={examplesIn(locale, say('texts.examples.title'), speak, today)} />
        </Grid.Item>
      </Grid.Root>
    </Flex>
  );
};
