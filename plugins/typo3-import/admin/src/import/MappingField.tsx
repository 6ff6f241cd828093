import { Box, Field, Textarea, Typography } from '@strapi/design-system';

import { useSay } from '../messages';

interface Props {
  readonly draft: string;
  readonly problem: string | null;
  readonly disabled: boolean;
  readonly onChange: (draft: string) => void;
}

/** Which records are materials and which columns hold what: suggested from the upload, and changed here. */
export const MappingField = ({ draft, problem, disabled, onChange }: Props) => {
  const say = useSay();
  return (
    <Box tag="section" background="neutral0" padding={5} hasRadius shadow="tableShadow">
      <Field.Root id="typo3-mapping" name="mapping" error={problem ?? undefined} hint={say('mapping.hint')}>
        <Field.Label>{say('mapping.title')}</Field.Label>
        <Textarea
          value={draft}
          disabled={disabled}
          spellCheck={false}
          rows={Math.min(24, Math.max(6, draft.split('\n').length + 1))}
          style={{ fontFamily: 'monospace' }}
          onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
        />
        <Field.Hint />
      </Field.Root>
      {problem === null ? null : (
        <Typography role="alert" variant="pi" textColor="danger700" style={{ whiteSpace: 'pre-wrap' }}>
          {problem}
        </Typography>
      )}
    </Box>
  );
};
