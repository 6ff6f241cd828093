import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';

import { fileLanguageOf, stockFileIn } from '../../../domain/stock-file-words';
import { useProblem } from '../useProblem';

/** Downloads all editions as CSV, in the way that spreadsheets of the admin's language read it. */
export const useDownload = () => {
  const { locale } = useIntl();
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const problemOf = useProblem();
  const [isDownloading, setIsDownloading] = useState(false);
  const download = async (): Promise<void> => {
    const language = fileLanguageOf(locale);
    setIsDownloading(true);
    try {
      const { data } = await get<Blob>('/availability/stock/file', { params: { language }, responseType: 'blob' });
      const url = URL.createObjectURL(data);
      const link = document.createElement('a');
      link.href = url;
      link.download = stockFileIn(language).name;
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    } finally {
      setIsDownloading(false);
    }
  };
  return { download, isDownloading };
};
