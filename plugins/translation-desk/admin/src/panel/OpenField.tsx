import { Box, Button, Typography } from '@strapi/design-system';

import type { ComparedField } from '../api';
import { useSay } from '../messages';
import { Changes } from './Changes';

interface Props {
  readonly field: ComparedField;
  /** Its name in the edit form. */
  readonly name: string;
  readonly sourceLocale: string;
  /** Marks it as up to date; null for those who may not. */
  readonly onConfirm: (() => void) | null;
  readonly isBusy: boolean;
}

/** A field that is not up to date: what changed since it was made or, where nothing was, the text itself. */
export const OpenField = ({ field, name, sourceLocale, onConfirm, isBusy }: Props) => {
  const say = useSay();
  const { changes, source, isCut } = field;
  return (
    <Box>
      <Typography tag="h3" variant="pi" fontWeight="bold" textColor="neutral600">
        {name}
      </Typography>
      <Changes parts={changes.length > 0 ? changes : [{ kind: 'same', text: source }]} locale={sourceLocale} />
      {isCut ? <Typography variant="pi">{say('panel.cut')}</Typography> : null}
      {onConfirm ? (
        <Box paddingTop={2}>
          <Button
            size="S"
            variant="tertiary"
            disabled={isBusy}
            aria-label={say('panel.confirm-field', { field: name })}
            onClick={onConfirm}
          >
            {say('panel.confirm')}
          </Button>
        </Box>
      ) : null}
    </Box>
  );
};
