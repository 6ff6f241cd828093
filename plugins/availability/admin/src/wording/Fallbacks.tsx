import {
  Badge,
  Box,
  Flex,
  IconButton,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { ArrowRight, Pencil } from '@strapi/icons';
import { Fragment, useState } from 'react';

import { useFormats, useSay } from '../messages';
import { FallbackDialog } from './FallbackDialog';
import type { Fallback, Wording } from './wording-api';

/** "fr → de → en" as a picture that reads as "French, then German, then English". */
const Chain = ({ chain }: { readonly chain: readonly string[] }) => {
  const say = useSay();
  const { language } = useFormats();
  return (
    <Flex gap={2} wrap="wrap">
      {chain.map((code, index) => (
        <Fragment key={code}>
          {index > 0 ? (
            <>
              <ArrowRight aria-hidden fill="neutral600" width="1.2rem" />
              <VisuallyHidden>{say('texts.fallbacks.then')}</VisuallyHidden>
            </>
          ) : null}
          <Badge
            backgroundColor={index === 0 ? 'primary100' : 'neutral150'}
            textColor={index === 0 ? 'primary700' : 'neutral800'}
            style={{ textTransform: 'none' }}
          >
            {`${language(code)} (${code})`}
          </Badge>
        </Fragment>
      ))}
    </Flex>
  );
};

/** Which language comes next, for every language, and who said so. */
export const Fallbacks = ({ wording }: { readonly wording: Wording }) => {
  const say = useSay();
  const { language } = useFormats();
  const [edited, setEdited] = useState<Fallback | null>(null);
  const { fallbacks, mayChangeFallbacks } = wording;
  const setBy = ({ isChosen, author }: Fallback): string => {
    if (!isChosen) return say('texts.fallbacks.by.default');
    return author ?? say('texts.fallbacks.by.here');
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingTop={4}>
      <Typography>{say('texts.fallbacks.intro')}</Typography>
      <Box background="neutral0">
        <Table colCount={mayChangeFallbacks ? 4 : 3} rowCount={fallbacks.length + 1}>
          <Thead>
            <Tr>
              <Th>
                <Typography variant="sigma">{say('texts.language')}</Typography>
              </Th>
              <Th>
                <Typography variant="sigma">{say('texts.fallbacks.order')}</Typography>
              </Th>
              <Th>
                <Typography variant="sigma">{say('texts.fallbacks.by')}</Typography>
              </Th>
              {mayChangeFallbacks ? (
                <Th>
                  <VisuallyHidden>{say('texts.fallbacks.actions')}</VisuallyHidden>
                </Th>
              ) : null}
            </Tr>
          </Thead>
          <Tbody>
            {fallbacks.map((fallback) => (
              <Tr key={fallback.locale}>
                <Td>
                  <Typography fontWeight="semiBold">{language(fallback.locale)}</Typography>
                </Td>
                <Td>
                  <Chain chain={fallback.chain} />
                </Td>
                <Td>
                  <Typography>{setBy(fallback)}</Typography>
                </Td>
                {mayChangeFallbacks ? (
                  <Td>
                    <IconButton
                      variant="ghost"
                      label={say('texts.fallbacks.change', { language: language(fallback.locale) })}
                      onClick={() => setEdited(fallback)}
                    >
                      <Pencil aria-hidden />
                    </IconButton>
                  </Td>
                ) : null}
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Box>
      {edited ? (
        <FallbackDialog
          key={edited.locale}
          fallback={edited}
          locales={wording.locales.map(({ code }) => code)}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Flex>
  );
};
