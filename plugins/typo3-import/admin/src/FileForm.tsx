import { Button, Field, Flex } from '@strapi/design-system';
import { useState } from 'react';

import { Problem } from './Problem';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly button: string;
  readonly isSending: boolean;
  readonly problem: string | null;
  readonly send: (file: File) => void;
}

/** Asks for one file. */
export const FileForm = ({ id, label, hint, accept, button, isSending, problem, send }: Props) => {
  const [file, setFile] = useState<File | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file) send(file);
      }}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Field.Root id={id} hint={hint}>
          <Field.Label>{label}</Field.Label>
          <input
            id={id}
            type="file"
            accept={accept}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          <Field.Hint />
        </Field.Root>
        <Problem words={problem} />
        <Flex>
          <Button type="submit" disabled={file === null} loading={isSending}>
            {button}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
};
