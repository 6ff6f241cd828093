import { Box, Typography } from '@strapi/design-system';

import type { Warning } from '../../../domain/warning';
import { useFormats, useSay } from '../messages';

/** What an editor should know before a reader notices, in sentences. */
export const Warnings = ({ warnings }: { readonly warnings: readonly Warning[] }) => {
  const say = useSay();
  const { language, day } = useFormats();
  const sentence = (warning: Warning): string => {
    switch (warning.kind) {
      case 'nothing-left':
        return say('warning.nothing-left');
      case 'no-successor':
        return say('warning.no-successor', { page: language(warning.locale) });
      case 'other-language-pdf':
        return say(warning.now ? 'warning.other-language-pdf.now' : 'warning.other-language-pdf.later', {
          page: language(warning.locale),
          pdf: language(warning.pdfLocale),
        });
      case 'same-pdf':
        return say('warning.same-pdf', { page: language(warning.locale), pdf: language(warning.pdfLocale) });
      case 'late':
        return say('warning.late', { page: language(warning.locale), day: day(warning.expectedOn) });
    }
  };
  if (warnings.length === 0) return null;
  return (
    <Box
      tag="ul"
      background="warning100"
      borderColor="warning200"
      padding={3}
      hasRadius
      aria-label={say('warning.title')}
    >
      {warnings.map((warning) => (
        <li key={sentence(warning)}>
          <Typography variant="pi" textColor="neutral800">
            {sentence(warning)}
          </Typography>
        </li>
      ))}
    </Box>
  );
};
