import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { useNotification, useRBAC } from '@strapi/strapi/admin';

import { useComparisonQuery, useConfirmMutation, type ComparedField, type DeskSettings } from '../api';
import { useFormats, useProblem, useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { Changes } from './Changes';
import { Relations } from './Relations';

interface Props {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly savedAt: string;
  readonly types: DeskSettings['types'];
}

const SourceTexts = ({
  uid,
  fields,
  locale,
}: {
  readonly uid: string;
  readonly fields: readonly ComparedField[];
  readonly locale: string;
}) => {
  const say = useSay();
  const format = useFormats();
  const withText = fields.filter(({ source }) => source !== '');
  if (withText.length === 0) return <Typography>{say('panel.no-text')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {withText.map(({ field, label, source, isCut }) => (
        <Box key={field}>
          <Typography tag="h3" variant="pi" fontWeight="bold" textColor="neutral600">
            {format.field(uid, field, label)}
          </Typography>
          <Typography tag="p" lang={locale} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {source}
          </Typography>
          {isCut ? <Typography variant="pi">{say('panel.cut')}</Typography> : null}
        </Box>
      ))}
    </Flex>
  );
};

/** One translation beside its source: what changed since it was made, or the whole text where there is none yet. */
export const TranslationPanel = ({ uid, documentId, locale, savedAt, types }: Props) => {
  const say = useSay();
  const format = useFormats();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const { data: comparison, isError } = useComparisonQuery({ uid, documentId, locale, savedAt });
  const { allowedActions } = useRBAC(PERMISSIONS.confirm);
  const [confirm, { isLoading }] = useConfirmMutation();

  if (isError) return <Typography textColor="danger700">{say('panel.failed')}</Typography>;
  if (!comparison) return <Loader small>{say('loading')}</Loader>;
  const { sourceLocale, isThere, fields, mayConfirm } = comparison;
  if (locale === sourceLocale) return <Typography>{say('panel.is-source')}</Typography>;

  const source = format.language(sourceLocale);
  const outdated = fields.filter(({ isOutdated }) => isOutdated);
  const canConfirm = mayConfirm && allowedActions.canConfirm === true;

  const markUpToDate = async (meant: readonly ComparedField[]): Promise<void> => {
    try {
      const shown = meant.map(({ field, source: text }) => ({ field, source: text }));
      await confirm({ uid, documentId, locale, fields: shown }).unwrap();
      toggleNotification({ type: 'success', message: say('panel.confirmed') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  const relations = (
    <Relations
      uid={uid}
      documentId={documentId}
      locale={locale}
      savedAt={savedAt}
      sourceLocale={sourceLocale}
      isThere={isThere}
      types={types}
    />
  );

  if (!isThere) {
    return (
      <Flex direction="column" alignItems="stretch" gap={3} width="100%">
        {relations}
        <Typography>{say('panel.new', { language: format.language(locale), source })}</Typography>
        <SourceTexts uid={uid} fields={fields} locale={sourceLocale} />
      </Flex>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Typography role="status">
        {say(outdated.length > 0 ? 'panel.outdated' : 'panel.up-to-date', { source })}
      </Typography>
      {outdated.map((one) => {
        const name = format.field(uid, one.field, one.label);
        return (
          <Box key={one.field}>
            <Typography tag="h3" variant="pi" fontWeight="bold" textColor="neutral600">
              {name}
            </Typography>
            <Changes parts={one.changes} locale={sourceLocale} />
            {one.isCut ? <Typography variant="pi">{say('panel.cut')}</Typography> : null}
            {canConfirm ? (
              <Box paddingTop={2}>
                <Button
                  size="S"
                  variant="tertiary"
                  disabled={isLoading}
                  aria-label={say('panel.confirm-field', { field: name })}
                  onClick={() => void markUpToDate([one])}
                >
                  {say('panel.confirm')}
                </Button>
              </Box>
            ) : null}
          </Box>
        );
      })}
      {canConfirm && outdated.length > 1 ? (
        <Button size="S" variant="secondary" disabled={isLoading} onClick={() => void markUpToDate(outdated)}>
          {say('panel.confirm-all')}
        </Button>
      ) : null}
      {relations}
      <details>
        <Typography tag="summary">{say('panel.source-text', { source })}</Typography>
        <Box paddingTop={2}>
          <SourceTexts uid={uid} fields={fields} locale={sourceLocale} />
        </Box>
      </details>
    </Flex>
  );
};
