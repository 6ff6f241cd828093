import { Box, Field, Flex, Grid, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';

import type { Found } from '../../../domain/found';
import { MAPPED_FIELDS } from '../../../domain/mapping';
import { useFormats, useSay, type MessageKey } from '../messages';
import { mappingDocumentOf, type MappedTable, type MappingDocument } from './mapping-document';

interface Props {
  readonly draft: string;
  readonly found: Found;
  readonly locales: readonly string[];
  readonly onChange: (draft: string) => void;
}

interface PartProps extends Omit<Props, 'draft'> {
  readonly mapping: MappingDocument;
}

const NONE = 'none';

interface ChoiceProps {
  readonly label: string;
  readonly none: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string | null) => void;
}

const Choice = ({ label, none, value, options, onChoose }: ChoiceProps) => (
  <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        size="S"
        value={value === '' ? NONE : value}
        onChange={(chosen) => onChoose(chosen === NONE ? null : String(chosen))}
      >
        <SingleSelectOption value={NONE}>{none}</SingleSelectOption>
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.words}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  </Grid.Item>
);

interface ListProps {
  readonly label: string;
  readonly hint: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** A list in one line, parted by spaces or commas; taken over when the field is left. */
const ListInput = ({ label, hint, values, onChange }: ListProps) => {
  const [words, setWords] = useState(values.join(' '));
  return (
    <Field.Root hint={hint}>
      <Field.Label>{label}</Field.Label>
      <TextInput
        value={words}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setWords(event.target.value)}
        onBlur={() => onChange(words.split(/[\s,]+/).filter((word) => word !== ''))}
      />
      <Field.Hint />
    </Field.Root>
  );
};

/** Which language of the old portal is which of this one; none stands for two of them. */
const Languages = ({ mapping, found, locales, onChange }: PartProps) => {
  const say = useSay();
  const { language } = useFormats();
  const known = found.languages.filter(({ uid }) => uid !== '-1');
  const uids = [...new Set(['0', ...known.map(({ uid }) => uid), ...Object.keys(mapping.languages)])];
  return (
    <Grid.Root gap={4}>
      {uids.map((uid) => {
        const own = mapping.languages[uid] ?? '';
        const taken = Object.entries(mapping.languages).flatMap(([other, locale]) => (other === uid ? [] : [locale]));
        const { title = '', code = '' } = known.find((each) => each.uid === uid) ?? {};
        const name = [title || (code === '' ? '' : language(code)), `sys_language_uid ${uid}`]
          .filter(Boolean)
          .join(', ');
        return (
          <Choice
            key={uid}
            label={name}
            none={say('form.language.none')}
            value={own}
            options={[...new Set([...locales, ...(own === '' ? [] : [own])])]
              .filter((locale) => !taken.includes(locale))
              .map((locale) => ({ value: locale, words: language(locale) }))}
            onChoose={(locale) => onChange(mapping.with(['languages', uid], locale))}
          />
        );
      })}
    </Grid.Root>
  );
};

/** Which column of a table holds what. */
const Columns = ({ each, mapping, found, onChange }: PartProps & { readonly each: MappedTable }) => {
  const say = useSay();
  const { part, index, table, columns, oldUrls } = each;
  const known = found.tables.find((one) => one.table === table)?.columns ?? [];
  const options = [...new Set([...known, ...Object.values(columns)])].sort();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography tag="h3" variant="epsilon">
        {say(`form.${part}`, { table })}
      </Typography>
      <Grid.Root gap={4}>
        {MAPPED_FIELDS[part].map((field) => (
          <Choice
            key={field}
            label={say(`form.field.${field}` as MessageKey)}
            none={say('form.column.none')}
            value={columns[field] ?? ''}
            options={options.map((column) => ({ value: column, words: column }))}
            onChoose={(column) => onChange(mapping.with([part, index, 'columns', field], column))}
          />
        ))}
      </Grid.Root>
      <ListInput
        label={say('form.old-urls')}
        hint={say('form.old-urls.hint')}
        values={oldUrls}
        onChange={(values) => onChange(mapping.with([part, index, 'oldUrls'], values))}
      />
    </Flex>
  );
};

/** The mapping as a form: what is changed here changes the YAML, and the other way round. */
export const MappingForm = ({ draft, ...rest }: Props) => {
  const say = useSay();
  const mapping = mappingDocumentOf(draft);
  if (!mapping) return <Typography>{say('form.unreadable')}</Typography>;
  const parts = { mapping, ...rest };
  return (
    <Box tag="section" aria-label={say('mapping.title')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <Typography tag="h3" variant="epsilon">
          {say('found.languages')}
        </Typography>
        <Languages {...parts} />
        <ListInput
          label={say('found.hosts')}
          hint={say('form.hosts.hint')}
          values={mapping.hosts}
          onChange={(values) => rest.onChange(mapping.with(['hosts'], values))}
        />
        {mapping.tables.map((each) => (
          <Columns key={`${each.part}-${each.index}`} each={each} {...parts} />
        ))}
      </Flex>
    </Box>
  );
};
