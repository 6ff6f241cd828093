import { useIntl } from 'react-intl';

import { useFormats, useSay } from '../messages';
import type { Effects, NamedPage } from '../usage/usage-api';

/** Says what happens to a page, and all of it as a text that can be kept. */
export const usePageWords = () => {
  const say = useSay();
  const { formatMessage } = useIntl();
  const { language, moment } = useFormats();

  const buttonWords = ({ before, after }: NonNullable<NamedPage['button']>): string | null => {
    if (before === after) return before === null ? null : say('effect.button.moves', { label: before });
    if (before === null) return say('effect.button.comes', { label: after });
    if (after === null) return say('effect.button.goes', { label: before });
    return say('effect.button', { before, after });
  };

  /** What changes on the page. */
  const changeOf = ({ button, link }: NamedPage): string =>
    [button && buttonWords(button), link && say(`effect.link.${link}`)].filter(Boolean).join('; ');

  /** Which page it is, besides its title. */
  const placeOf = ({ kinds, typeName, locale }: NamedPage): string =>
    // As Strapi names content types: by a translation of the name itself.
    [
      kinds.includes('own-page') ? say('effect.own-page') : formatMessage({ id: typeName, defaultMessage: typeName }),
      language(locale),
    ].join(' · ');

  const listOf = ({ pages, total }: Effects, at: string): string =>
    [
      say('effect.note', { moment: moment(at) }),
      ...pages.map((page) => `- ${page.title} (${placeOf(page)}): ${changeOf(page)}`),
      ...(total > pages.length ? [say('effect.more', { count: total - pages.length })] : []),
      '',
    ].join('\n');

  return { changeOf, placeOf, listOf };
};
