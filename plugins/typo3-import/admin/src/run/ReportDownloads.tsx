import { Button, Flex } from '@strapi/design-system';
import { useFetchClient, useNotification } from '@strapi/strapi/admin';

import { useFormats, useProblem, useSay } from '../messages';

/** The whole report is one file. */
const TYPES = { html: 'text/html', json: 'application/json' } as const;

/** The whole report as a file, to keep or to hand on. */
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
        responseType: format === 'html' ? 'text' : 'json',
      });
      const content = typeof data === 'string' ? data : JSON.stringify(data, null, 2);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([content], { type: TYPES[format] }));
      link.download = `typo3-import-${id}.${format}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return (
    <Flex gap={2} wrap="wrap">
      <Button variant="tertiary" onClick={() => void save('html')}>
        {say('report.html')}
      </Button>
      <Button variant="tertiary" onClick={() => void save('json')}>
        {say('report.json')}
      </Button>
    </Flex>
  );
};
