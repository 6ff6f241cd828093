import { Flex, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';

import { useImportSettingsQuery, useSourcesQuery, type UploadedSource } from '../api';
import { useFormats, useProblem, useSay } from '../messages';
import { PLUGIN_ID } from '../plugin';
import { Problem } from '../Problem';
import { MappingField } from './MappingField';
import { StartForm } from './StartForm';
import { useMappingDraft } from './useMappingDraft';

const Source = ({ source: { id, name, sizeInBytes, mapping } }: { readonly source: UploadedSource }) => {
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
          <MappingField draft={draft} onChange={change} />
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
