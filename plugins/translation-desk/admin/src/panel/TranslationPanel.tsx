import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';

import { useComparisonQuery, type ComparedField, type DeskSettings } from '../api';
import { useFormats, useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { OpenField } from './OpenField';
import { Progress } from './Progress';
import { Relations } from './Relations';
import { SourceTexts } from './SourceTexts';
import { useUpToDate } from './useUpToDate';

interface Props {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
  readonly savedAt: string;
  readonly types: DeskSettings['types'];
}

/** Fields that somebody found right as they stand, who that was, and the way back. */
const ConfirmedFields = ({
  fields,
  nameOf,
  onUndo,
  isBusy,
}: {
  readonly fields: readonly ComparedField[];
  readonly nameOf: (field: ComparedField) => string;
  readonly onUndo: ((field: ComparedField) => void) | null;
  readonly isBusy: boolean;
}) => {
  const say = useSay();
  const { moment } = useFormats();
  return fields.map((field) => {
    if (!field.confirmed) return null;
    const { by, at } = field.confirmed;
    return (
      <Flex key={field.field} justifyContent="space-between" gap={2}>
        <Typography variant="pi">
          {say('panel.confirmed-by', { field: nameOf(field), by, moment: moment(at) })}
        </Typography>
        {onUndo ? (
          <Button
            size="S"
            variant="tertiary"
            disabled={isBusy}
            aria-label={say('panel.undo-field', { field: nameOf(field) })}
            onClick={() => onUndo(field)}
          >
            {say('panel.undo')}
          </Button>
        ) : null}
      </Flex>
    );
  });
};

/** One translation beside its source: what changed since it was made, or the whole text where there is none yet. */
export const TranslationPanel = ({ uid, documentId, locale, savedAt, types }: Props) => {
  const say = useSay();
  const format = useFormats();
  const { data: comparison, isError } = useComparisonQuery({ uid, documentId, locale, savedAt });
  const { allowedActions } = useRBAC(PERMISSIONS.confirm);
  const { isBusy, mark, undo } = useUpToDate({ uid, documentId, locale });

  if (isError) return <Typography textColor="danger700">{say('panel.failed')}</Typography>;
  if (!comparison) return <Loader small>{say('loading')}</Loader>;
  const { sourceLocale, isThere, fields, mayConfirm } = comparison;
  if (locale === sourceLocale) return <Typography>{say('panel.is-source')}</Typography>;

  const source = format.language(sourceLocale);
  const nameOf = ({ field, label }: ComparedField): string => format.field(uid, field, label);
  const open = fields.filter(({ state }) => state !== 'current');
  const isOutdated = open.some(({ state }) => state === 'outdated');
  const canConfirm = mayConfirm && allowedActions.canConfirm === true;
  const progress = <Progress uid={uid} documentId={documentId} locale={locale} types={types} />;
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
        {progress}
      </Flex>
    );
  }
  const state = isOutdated ? 'panel.outdated' : open.length > 0 ? 'panel.incomplete' : 'panel.up-to-date';
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Typography role="status">{say(state, { source })}</Typography>
      {open.map((one) => (
        <OpenField
          key={one.field}
          field={one}
          name={nameOf(one)}
          sourceLocale={sourceLocale}
          isBusy={isBusy}
          onConfirm={canConfirm ? () => mark([one]) : null}
        />
      ))}
      {open.some((one) => one.source.includes('[')) ? <Typography variant="pi">{say('panel.links')}</Typography> : null}
      {canConfirm && open.length > 1 ? (
        <Button size="S" variant="secondary" disabled={isBusy} onClick={() => mark(open)}>
          {say('panel.confirm-all')}
        </Button>
      ) : null}
      <ConfirmedFields fields={fields} nameOf={nameOf} isBusy={isBusy} onUndo={canConfirm ? undo : null} />
      {relations}
      <details>
        <Typography tag="summary">{say('panel.source-text', { source })}</Typography>
        <Box paddingTop={2}>
          <SourceTexts uid={uid} fields={fields} locale={sourceLocale} />
        </Box>
      </details>
      {progress}
    </Flex>
  );
};
