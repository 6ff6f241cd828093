import { Box, Flex, Typography } from '@strapi/design-system';

import { FOUND_KINDS, type Found } from '../../../domain/found';
import { useFormats, useSay } from '../messages';

const MAX_ODD = 30;

/** What is in the old portal, before there is any mapping: records, languages, categories, files, and tables that nobody knows. */
export const FoundPanel = ({ found: { tables, languages, hosts } }: { readonly found: Found }) => {
  const say = useSay();
  const { language } = useFormats();
  const nameOf = (code: string, title: string, uid: string): string =>
    [code === '' ? title : language(code), `sys_language_uid ${uid}`].filter((part) => part !== '').join(', ');
  return (
    <Box tag="section" aria-labelledby="typo3-found" background="neutral0" padding={5} hasRadius shadow="tableShadow">
      <Typography tag="h2" variant="delta" id="typo3-found">
        {say('found.title')}
      </Typography>
      {tables.length === 0 ? <Typography tag="p">{say('found.nothing')}</Typography> : null}
      <Flex tag="dl" direction="column" alignItems="stretch" gap={3} paddingTop={3}>
        {FOUND_KINDS.map((kind) => {
          const own = tables.filter((table) => table.kind === kind);
          if (own.length === 0) return null;
          return (
            <Box key={kind}>
              <Typography tag="dt" fontWeight="semiBold">
                {say(`found.${kind}`)}
              </Typography>
              {own.slice(0, MAX_ODD).map(({ table, rows }) => (
                <Typography tag="dd" key={table}>
                  {say('found.rows', { table, rows })}
                </Typography>
              ))}
              {own.length > MAX_ODD ? (
                <Typography tag="dd">{say('found.more', { count: own.length - MAX_ODD })}</Typography>
              ) : null}
            </Box>
          );
        })}
        {languages.length === 0 ? null : (
          <Box>
            <Typography tag="dt" fontWeight="semiBold">
              {say('found.languages')}
            </Typography>
            {languages.map(({ uid, title, code, rows }) => (
              <Typography tag="dd" key={uid}>
                {say('found.rows', { table: nameOf(code, title, uid), rows })}
              </Typography>
            ))}
          </Box>
        )}
        {hosts.length === 0 ? null : (
          <Box>
            <Typography tag="dt" fontWeight="semiBold">
              {say('found.hosts')}
            </Typography>
            <Typography tag="dd">{hosts.join(', ')}</Typography>
          </Box>
        )}
      </Flex>
    </Box>
  );
};
