import { Typography } from '@strapi/design-system';

/** What is wrong, and what to change; nothing if nothing is. */
export const Problem = ({ words }: { readonly words: string | null }) =>
  words === null ? null : (
    <Typography role="alert" textColor="danger700" style={{ whiteSpace: 'pre-wrap' }}>
      {words}
    </Typography>
  );
