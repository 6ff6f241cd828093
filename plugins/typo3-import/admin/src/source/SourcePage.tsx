import { Box, Flex, Tabs, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';

import type { Found } from '../../../domain/found';
import { useImportSettingsQuery, useSourcesQuery, type UploadedSource } from '../api';
import { useFormats, useProblem, useSay } from '../messages';
import { PLUGIN_ID } from '../plugin';
import { Problem } from '../Problem';
import { FoundPanel } from './FoundPanel';
import { MappingField } from './MappingField';
import { MappingForm } from './MappingForm';
import { SitesUpload } from './SitesUpload';
import { StartForm } from './StartForm';
import { useMappingDraft } from './useMappingDraft';

const NOTHING: Found = { tables: [], languages: [], hosts: [] };

const Source = ({ source: { id, name, sizeInBytes, mapping, found } }: { readonly source: UploadedSource }) => {
  const say = useSay();
  const { size } = useFormats();
  const { draft, change } = useMappingDraft(id, mapping);
  const { data: settings } = useImportSettingsQuery(undefined);
  return (
    <Page.Main>
      <Page.Title>{name}</Page.Title>
      <Layouts.Header
        title={name}
        subtitle={size(sizeInBytes)}
        navigationAction={<BackButton fallback={`/plugins/${PLUGIN_ID}`} />}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Typography>{say('source.next')}</Typography>
          {settings && !settings.hasFileadmin ? <Typography>{say('source.no-fileadmin')}</Typography> : null}
          {found ? <FoundPanel found={found} /> : null}
          <SitesUpload source={id} onDraft={change} />
          <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
            <Tabs.Root defaultValue="form">
              <Tabs.List aria-label={say('mapping.title')}>
                <Tabs.Trigger value="form">{say('form.tab')}</Tabs.Trigger>
                <Tabs.Trigger value="yaml">{say('form.yaml')}</Tabs.Trigger>
              </Tabs.List>
              <Tabs.Content value="form">
                <Box paddingTop={4}>
                  <MappingForm
                    draft={draft}
                    found={found ?? NOTHING}
                    locales={settings?.locales ?? []}
                    onChange={change}
                  />
                </Box>
              </Tabs.Content>
              <Tabs.Content value="yaml">
                <Box paddingTop={4}>
                  <MappingField draft={draft} onChange={change} />
                </Box>
              </Tabs.Content>
            </Tabs.Root>
          </Box>
          <StartForm source={id} mapping={draft} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

/** One upload: its mapping, and the way to a dry run. */
export const SourcePage = () => {
  const say = useSay();
  const problemOf = useProblem();
  const { id = '' } = useParams();
  const { data: sources, error } = useSourcesQuery(undefined);
  const source = sources?.find((each) => each.id === id);
  if (source) return <Source source={source} />;
  if (!sources && !error) return <Page.Loading />;
  return (
    <Page.Main>
      <Layouts.Content>
        <Problem words={error ? problemOf(error) : say('source.gone')} />
      </Layouts.Content>
    </Page.Main>
  );
};
