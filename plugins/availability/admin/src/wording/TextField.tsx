import { Field, Flex, TextButton, TextInput, Typography } from '@strapi/design-system';

import { directionOf } from '../../../domain/direction';
import { LONGEST_TEXT, placesOf, type TextProblem } from '../../../domain/wording';
import { useFormats, useSay } from '../messages';
import type { TextInForm } from './useTexts';

const placed = (name: string): string => `{${name}}`;

interface Props {
  readonly text: TextInForm;
  readonly locale: string;
  readonly disabled: boolean;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

/** One text, in its own language and direction, with what is wrong with it while it is typed. */
export const TextField = ({ text, locale, disabled, hint, onChange }: Props) => {
  const say = useSay();
  const { moment } = useFormats();
  const { key, value, shipped, problems, written } = text;
  const places = placesOf(key);
  const describe = ({ kind, line, column, what }: TextProblem): string =>
    say(`texts.problem.${kind}`, { line, column, what, place: placed(what), most: LONGEST_TEXT });
  return (
    <Field.Root
      name={key}
      width="100%"
      error={problems.length > 0 ? problems.map(describe).join(' ') : undefined}
      hint={places.length > 0 ? say('texts.places', { places: places.map(placed).join(', ') }) : say('texts.no-places')}
    >
      <Field.Label>{say(`texts.key.${key}`)}</Field.Label>
      <TextInput
        name={key}
        value={value}
        disabled={disabled}
        lang={locale}
        dir={directionOf(locale)}
        placeholder={shipped ?? ''}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
      />
      <Field.Error />
      <Field.Hint />
      {hint ? (
        <Typography variant="pi" textColor="neutral600">
          {hint}
        </Typography>
      ) : null}
      {written?.decidedAt ? (
        <Typography variant="pi" textColor="neutral600">
          {say('texts.written', { author: written.author ?? '–', moment: moment(written.decidedAt) })}
        </Typography>
      ) : null}
      {shipped !== null && value !== shipped && !disabled ? (
        <Flex gap={3} wrap="wrap">
          <Typography variant="pi" textColor="neutral600">
            {say('texts.shipped', { text: '' })}
            <bdi lang={locale}>{shipped}</bdi>
          </Typography>
          <TextButton
            onClick={() => onChange(shipped)}
            aria-label={say('texts.reset-text', { text: say(`texts.key.${key}`) })}
          >
            {say('texts.reset')}
          </TextButton>
        </Flex>
      ) : null}
    </Field.Root>
  );
};
