import { Button, Field, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { useRef, useState } from 'react';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly accept: string;
  /** “Choose file” in the language of the admin: the browser's own field speaks the browser's. */
  readonly choose: string;
  readonly none: string;
  readonly problem?: string | null;
  readonly onChoose: (file: File | null) => void;
}

/** A file to be sent, with every word in the language of the admin. */
export const FileField = ({ id, label, hint, accept, choose, none, problem = null, onChoose }: Props) => {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  return (
    <Field.Root error={problem ?? undefined} hint={hint} id={id}>
      <Field.Label>{label}</Field.Label>
      <VisuallyHidden>
        <input
          ref={field}
          id={id}
          type="file"
          accept={accept}
          tabIndex={-1}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => {
            const chosen = event.target.files?.[0] ?? null;
            setName(chosen?.name ?? null);
            onChoose(chosen);
          }}
        />
      </VisuallyHidden>
      <Flex gap={3} wrap="wrap">
        <Button type="button" variant="secondary" onClick={() => field.current?.click()}>
          {choose}
        </Button>
        <Typography textColor={name === null ? 'neutral600' : 'neutral800'} style={{ overflowWrap: 'anywhere' }}>
          {name ?? none}
        </Typography>
      </Flex>
      <Field.Hint />
      {problem ? (
        <Typography role="alert" variant="pi" textColor="danger700" style={{ whiteSpace: 'pre-wrap' }}>
          {problem}
        </Typography>
      ) : null}
    </Field.Root>
  );
};
