import { Checkbox, Field, SingleSelect, SingleSelectOption, Textarea, TextInput } from '@strapi/design-system';

import { isXliffVersion, type XliffVersion } from '../../../domain/xliff/exported';
import { useSay } from '../messages';

/** How a file goes out. */
export interface ExportChoices {
  readonly version: XliffVersion;
  readonly recipient: string;
  readonly note: string;
  readonly withOut: boolean;
}

interface Props {
  readonly options: ExportChoices;
  readonly change: (part: Partial<ExportChoices>) => void;
}

/** Which format, to whom, and with which note. */
export const ExportOptions = ({ options, change }: Props) => {
  const say = useSay();
  return (
    <>
      <Field.Root id="export-version">
        <Field.Label>{say('export.version')}</Field.Label>
        <SingleSelect
          value={options.version}
          onChange={(version) => (isXliffVersion(version) ? change({ version }) : undefined)}
        >
          <SingleSelectOption value="1.2">{say('export.version.1')}</SingleSelectOption>
          <SingleSelectOption value="2.0">{say('export.version.2')}</SingleSelectOption>
        </SingleSelect>
      </Field.Root>
      <Field.Root id="export-recipient" hint={say('export.recipient.hint')}>
        <Field.Label>{say('export.recipient')}</Field.Label>
        <TextInput
          maxLength={200}
          value={options.recipient}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => change({ recipient: event.target.value })}
        />
        <Field.Hint />
      </Field.Root>
      <Field.Root id="export-note">
        <Field.Label>{say('export.note')}</Field.Label>
        <Textarea
          maxLength={2000}
          value={options.note}
          onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => change({ note: event.target.value })}
        />
      </Field.Root>
      <Checkbox checked={options.withOut} onCheckedChange={(withOut) => change({ withOut: withOut === true })}>
        {say('export.with-out')}
      </Checkbox>
    </>
  );
};
