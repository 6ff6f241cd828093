import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useState } from 'react';

import { directionOf } from '../../../domain/direction';
import { useFormats, useSay } from '../messages';
import type { ReaderPage } from '../stock/api';
import { WhyDialog } from './WhyDialog';

/** The button and the notice as readers of one language get them. */
const Page = ({ page, onWhy }: { readonly page: ReaderPage; readonly onWhy: () => void }) => {
  const say = useSay();
  const { language } = useFormats();
  const { locale } = page;
  // Where a language is not published, another one would answer if a page asked for it; readers have no such page.
  const isThere = page.explanation?.titleLocale === locale;
  const action = isThere ? page.action : null;
  return (
    <Box tag="li" paddingTop={2}>
      <Flex justifyContent="space-between" gap={2}>
        <Typography variant="pi" fontWeight="bold">
          {language(locale)}
        </Typography>
        {action ? (
          <TextButton onClick={onWhy} aria-label={say('why.label', { language: language(locale) })}>
            {say('why')}
          </TextButton>
        ) : null}
      </Flex>
      {action ? (
        <Flex direction="column" alignItems="flex-start" gap={1} lang={action.locale} dir={directionOf(action.locale)}>
          {action.label ? (
            <Box background="primary100" borderColor="primary200" hasRadius paddingLeft={2} paddingRight={2}>
              <Typography variant="pi" textColor="primary700" fontWeight="semiBold">
                {action.label}
              </Typography>
            </Box>
          ) : (
            <Typography variant="pi" textColor="neutral600">
              {say('page.no-button')}
            </Typography>
          )}
          {action.notice ? <Typography variant="pi">{action.notice}</Typography> : null}
        </Flex>
      ) : (
        <Typography variant="pi" textColor="neutral600">
          {say(page.explanation && !isThere ? 'page.elsewhere' : 'page.unpublished')}
        </Typography>
      )}
    </Box>
  );
};

/** What readers get now, language by language; "why?" says which rule decided. */
export const ReaderPages = ({ pages }: { readonly pages: readonly ReaderPage[] }) => {
  const say = useSay();
  const [asked, setAsked] = useState<string | null>(null);
  const page = pages.find(({ locale }) => locale === asked);
  return (
    <section aria-label={say('page.title')}>
      <Typography tag="h3" variant="omega" fontWeight="bold">
        {say('page.title')}
      </Typography>
      <ul>
        {pages.map((one) => (
          <Page key={one.locale} page={one} onWhy={() => setAsked(one.locale)} />
        ))}
      </ul>
      <WhyDialog page={page} onClose={() => setAsked(null)} />
    </section>
  );
};
