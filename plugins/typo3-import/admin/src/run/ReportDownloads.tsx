import { Button, Flex } from '@strapi/design-system';
import { useFetchClient, useNotification } from '@strapi/strapi/admin';

import { useFormats, useProblem, useSay } from '../messages';

const TYPES = { summary: 'text/html', html: 'text/html', json: 'application/json' } as const;

/** The report as a file: what to take to the client, or all of it. */
export const ReportDownloads = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const problemOf = useProblem();
  const { reportLanguage } = useFormats();
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();

  const save = async (format: keyof typeof TYPES): Promise<void> => {
    try {
      const { data } = await get<unknown>(`/typo3-import/runs/${id}/report/download`, {
        params: { format, language: reportLanguage },
        responseType: format === 'json' ? 'json' : 'text',
      });
      const content = typeof data === 'string' ? data : JSON.stringify(data, null, 2);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([content], { type: TYPES[format] }));
      link.download = format === 'summary' ? `typo3-import-summary-${id}.html` : `typo3-import-${id}.${format}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Flex gap={2} wrap="wrap">
      <Button variant="secondary" onClick={() => void save('summary')}>
        {say('report.summary')}
      </Button>
      <Button variant="tertiary" onClick={() => void save('html')}>
        {say('report.html')}
      </Button>
      <Button variant="tertiary" onClick={() => void save('json')}>
        {say('report.json')}
      </Button>
    </Flex>
  );
};
