import { Field, Textarea } from '@strapi/design-system';

import { useSay } from '../messages';

interface Props {
  readonly draft: string;
  readonly onChange: (draft: string) => void;
}

const FEWEST_LINES = 8;
const MAX_LINES = 28;

/** Which records are materials and which columns hold what: suggested from the upload, and changed here. */
export const MappingField = ({ draft, onChange }: Props) => {
  const say = useSay();
  const lines = draft.split('\n').length + 1;
  return (
    <Field.Root id="typo3-mapping" name="mapping" hint={say('mapping.hint')}>
      <Field.Label>{say('mapping.title')}</Field.Label>
      <Textarea
        value={draft}
        spellCheck={false}
        rows={Math.min(MAX_LINES, Math.max(FEWEST_LINES, lines))}
        style={{ fontFamily: 'monospace' }}
        onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
      />
      <Field.Hint />
    </Field.Root>
  );
};
