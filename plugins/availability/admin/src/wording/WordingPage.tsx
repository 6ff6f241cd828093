import { Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { Fallbacks } from './Fallbacks';
import { Texts } from './Texts';
import { useWordingQuery } from './wording-api';

/** Texts of buttons and notices, and which language comes next: what translators and editors say to readers. */
const Wording = () => {
  const say = useSay();
  const { data: wording, isError } = useWordingQuery(undefined);
  if (isError) return <Page.Error />;
  if (!wording) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{say('texts.title')}</Page.Title>
      <Layouts.Header title={say('texts.title')} subtitle={say('texts.subtitle')} />
      <Layouts.Content>
        <Tabs.Root defaultValue="texts" variant="simple">
          <Tabs.List aria-label={say('texts.title')}>
            <Tabs.Trigger value="texts">{say('texts.tab.texts')}</Tabs.Trigger>
            <Tabs.Trigger value="fallbacks">{say('texts.tab.fallbacks')}</Tabs.Trigger>
          </Tabs.List>
          <Tabs.Content value="texts">
            <Texts wording={wording} />
          </Tabs.Content>
          <Tabs.Content value="fallbacks">
            <Fallbacks wording={wording} />
          </Tabs.Content>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
};

const WordingPage = () => (
  <Page.Protect permissions={PERMISSIONS.texts as never}>
    <Wording />
  </Page.Protect>
);

export default WordingPage;
