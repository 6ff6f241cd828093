import { Badge, Box, Button, Flex, Grid, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { Link } from 'react-router-dom';

import type { ReportedFinding } from '../../../domain/admin-contract';
import type { Confidence } from '../../../domain/contract';
import { useApplySuggestionMutation } from '../api';
import { useProblem, useSay, type MessageKey } from '../messages';

const CONFIDENCE_COLOURS = {
  proven: { backgroundColor: 'success100', textColor: 'success700' },
  consistent: { backgroundColor: 'primary100', textColor: 'primary700' },
  guess: { backgroundColor: 'warning100', textColor: 'warning700' },
} as const satisfies Record<Confidence, object>;

const Passage = ({ name, words }: { readonly name: MessageKey; readonly words: string }) => {
  const say = useSay();
  return (
    <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
      <Typography variant="sigma" textColor="neutral600">
        {say(name)}
      </Typography>
      <Box background="neutral100" padding={2} hasRadius marginTop={1}>
        <Typography variant="pi" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: 'monospace' }}>
          {words === '' ? say('finding.nothing') : words}
        </Typography>
      </Box>
    </Grid.Item>
  );
};

interface Props {
  readonly importId: string;
  readonly finding: ReportedFinding;
  readonly mayApply: boolean;
}

/** One line of the report: why, where, before and after, how sure; a suggestion with the button that applies it. */
export const FindingCard = ({ importId, finding, mayApply }: Props) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const [apply, { isLoading }] = useApplySuggestionMutation();
  const { id, kind, explanation, confidence, record, title, place, before, after, isApplied, entry } = finding;

  const take = async (): Promise<void> => {
    try {
      await apply({ id: importId, finding: id }).unwrap();
      toggleNotification({ type: 'success', message: say('suggestion.applied') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Box tag="li" background="neutral0" padding={4} hasRadius shadow="tableShadow">
      <Flex gap={2} wrap="wrap">
        <Badge>{say(`kind.${kind}`)}</Badge>
        <Badge {...CONFIDENCE_COLOURS[confidence]}>{say(`confidence.${confidence}`)}</Badge>
        {entry ? (
          <Typography
            tag={Link}
            to={`/content-manager/collection-types/${entry.uid}/${entry.documentId}?plugins[i18n][locale]=${entry.locale}`}
            textColor="primary600"
            fontWeight="semiBold"
          >
            {title || record}
          </Typography>
        ) : (
          <Typography fontWeight="semiBold">{title || record}</Typography>
        )}
        <Typography variant="pi" textColor="neutral600">
          {`${record} · ${place}`}
        </Typography>
      </Flex>
      <Typography tag="p" paddingTop={2}>
        {explanation}
      </Typography>
      <Grid.Root gap={3} paddingTop={3}>
        <Passage name="finding.before" words={before} />
        <Passage name="finding.after" words={after} />
      </Grid.Root>
      {isApplied === null || !mayApply ? null : (
        <Flex paddingTop={3}>
          <Button size="S" variant="secondary" disabled={isApplied} loading={isLoading} onClick={() => void take()}>
            {say(isApplied ? 'suggestion.is-applied' : 'suggestion.apply')}
          </Button>
        </Flex>
      )}
    </Box>
  );
};
