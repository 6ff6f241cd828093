import { Box, Button, Checkbox, Flex } from '@strapi/design-system';
import { useState } from 'react';

import { useSay } from '../messages';
import { Problem } from '../Problem';
import { useStart } from './useStart';

interface Props {
  readonly source: string;
  readonly mapping: string;
  /** Only the way on from a dry run that went well. */
  readonly isChecked?: boolean;
}

/** A dry run, or the import itself with what it may change. */
export const StartForm = ({ source, mapping, isChecked = false }: Props) => {
  const say = useSay();
  const { begin, isStarting, problem } = useStart();
  const [overwrite, setOverwrite] = useState(false);
  const [applySuggestions, setApplySuggestions] = useState(false);
  const asked = { source, mapping, overwrite, applySuggestions };
  return (
    <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Checkbox checked={applySuggestions} onCheckedChange={(value) => setApplySuggestions(value === true)}>
          {say('start.apply-suggestions')}
        </Checkbox>
        <Checkbox checked={overwrite} onCheckedChange={(value) => setOverwrite(value === true)}>
          {say('start.overwrite')}
        </Checkbox>
        <Problem words={problem} />
        <Flex gap={2} wrap="wrap">
          <Button
            variant={isChecked ? 'tertiary' : 'default'}
            loading={isStarting}
            onClick={() => void begin({ ...asked, mode: 'dry-run' })}
          >
            {say('step.dry-run')}
          </Button>
          <Button
            variant={isChecked ? 'default' : 'tertiary'}
            loading={isStarting}
            onClick={() => void begin({ ...asked, mode: 'write' })}
          >
            {say('step.start')}
          </Button>
        </Flex>
      </Flex>
    </Box>
  );
};
