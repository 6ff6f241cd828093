import { Box, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';

import { useAnswer } from '../answers';
import { useFormats } from '../formats';
import { useSay } from '../messages';
import type { PastDay } from './edition';

const isDay = (typed: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));

/** Pick a day: what held at its end, as the ledger has it. */
export const PastDayQuestion = ({ stockStatus }: { readonly stockStatus: string }) => {
  const say = useSay();
  const { day: dayInWords, number, availability } = useFormats();
  const today = new Date().toISOString().slice(0, 10);
  const [typed, setTyped] = useState('');
  const path = isDay(typed) ? `/ordering/stock/${stockStatus}/days/${typed}` : '';
  const { answer, problem } = useAnswer<{ readonly data: PastDay }>(path);

  const words = ({ day, knowledge, availability: state, quantity }: PastDay): string => {
    if (knowledge !== 'known') return say(`reprint.day.${knowledge}`, { day: dayInWords(day) });
    return say(quantity === null ? 'reprint.day.not-counted' : 'reprint.day.known', {
      day: dayInWords(day),
      state: availability(state ?? ''),
      copies: number(quantity ?? 0),
    });
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Box maxWidth="20rem">
        <Field.Root name="past-day" hint={say('reprint.day.hint')}>
          <Field.Label>{say('reprint.day.label')}</Field.Label>
          <TextInput
            type="date"
            max={today}
            value={typed}
            onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
          />
          <Field.Hint />
        </Field.Root>
      </Box>
      <Typography role="status" fontWeight="bold">
        {answer ? words(answer.data) : (problem ?? '')}
      </Typography>
    </Flex>
  );
};
