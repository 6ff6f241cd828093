import { FileField } from '@inprint/kit/admin/FileField';
import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';

import { useSay } from './messages';

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
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file) send(file);
      }}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <FileField
          id={id}
          label={label}
          hint={hint}
          accept={accept}
          choose={say('file.choose')}
          none={say('file.none')}
          problem={problem}
          onChoose={setFile}
        />
        <Flex>
          <Button type="submit" disabled={file === null} loading={isSending}>
            {button}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
};
