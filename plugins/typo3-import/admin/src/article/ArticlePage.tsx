import {
  Box,
  Button,
  Checkbox,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useImportArticleMutation, useImportSettingsQuery, type ArticleResult } from '../api';
import { FileForm } from '../FileForm';
import { useFormats, useSay } from '../messages';
import { PLUGIN_ID } from '../plugin';
import { EntryCard } from '../run/EntryCard';
import { useAttempt } from '../useAttempt';

const Result = ({ result, isWritten }: { readonly result: ArticleResult; readonly isWritten: boolean }) => {
  const say = useSay();
  const { title, material, outcome, entries } = result;
  return (
    <Box tag="section" aria-labelledby="typo3-article">
      <Typography tag="h2" variant="delta" id="typo3-article">
        {title}
      </Typography>
      <Typography tag="p" role="status" paddingTop={2}>
        {say(isWritten ? 'article.did' : 'article.would', { outcome: say(`result.${outcome}`) })}
      </Typography>
      {material ? (
        <Typography tag="p">
          {say(material.isNew ? 'article.new-material' : 'article.material', { title: material.title })}
        </Typography>
      ) : null}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3} paddingTop={3}>
        {entries.map((entry, index) => (
          // Lines of one answer never change places.
          <EntryCard key={index} entry={entry} />
        ))}
      </Flex>
    </Box>
  );
};

/** One text or HTML file becomes one news article: what was recognised in it, then the import. */
export const ArticlePage = () => {
  const say = useSay();
  const { language } = useFormats();
  const { data: settings } = useImportSettingsQuery(undefined);
  const [send, { isLoading }] = useImportArticleMutation();
  const [chosenLocale, setLocale] = useState<string | null>(null);
  const [applySuggestions, setApplySuggestions] = useState(false);
  const [checked, setChecked] = useState<{ file: File; result: ArticleResult; isWritten: boolean } | null>(null);
  const { problem, attempt } = useAttempt();
  const locale = chosenLocale ?? settings?.defaultLocale ?? '';

  const take = async (file: File, write: boolean): Promise<void> => {
    const result = await attempt(() => send({ file, locale, write, applySuggestions }).unwrap());
    setChecked(result && { file, result, isWritten: write });
  };

  return (
    <Page.Main>
      <Page.Title>{say('article.title')}</Page.Title>
      <Layouts.Header
        title={say('article.title')}
        subtitle={say('article.lead')}
        navigationAction={<BackButton fallback={`/plugins/${PLUGIN_ID}`} />}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Field.Root id="typo3-article-locale" maxWidth="20rem">
                <Field.Label>{say('article.locale')}</Field.Label>
                <SingleSelect value={locale} onChange={(value) => setLocale(String(value))}>
                  {settings?.locales.map((code) => (
                    <SingleSelectOption key={code} value={code}>
                      {language(code)}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
              </Field.Root>
              <Checkbox checked={applySuggestions} onCheckedChange={(value) => setApplySuggestions(value === true)}>
                {say('start.apply-suggestions')}
              </Checkbox>
              <FileForm
                id="typo3-article-file"
                label={say('article.file')}
                hint={say('article.hint')}
                accept=".txt,.html,.htm,text/plain,text/html"
                button={say('article.check')}
                isSending={isLoading}
                problem={problem}
                send={(file) => void take(file, false)}
              />
            </Flex>
          </Box>
          {checked && !checked.isWritten ? (
            <Flex>
              <Button loading={isLoading} onClick={() => void take(checked.file, true)}>
                {say('article.import')}
              </Button>
            </Flex>
          ) : null}
          {checked ? <Result result={checked.result} isWritten={checked.isWritten} /> : null}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
