import { Box, Typography, VisuallyHidden } from '@strapi/design-system';

import type { DiffPart } from '../../../domain/word-diff';
import { useSay } from '../messages';

/** What changed in a text, word by word: underlined what came, struck out what went, and said to those who do not see it. */
export const Changes = ({ parts, locale }: { readonly parts: readonly DiffPart[]; readonly locale: string }) => {
  const say = useSay();
  return (
    <Typography tag="div" lang={locale} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {parts.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          <Box
            key={index}
            tag={Mark}
            background={kind === 'added' ? 'success100' : 'danger100'}
            color={kind === 'added' ? 'success700' : 'danger700'}
          >
            <VisuallyHidden> {say(`panel.${kind}`)} </VisuallyHidden>
            {text}
          </Box>
        );
      })}
    </Typography>
  );
};
