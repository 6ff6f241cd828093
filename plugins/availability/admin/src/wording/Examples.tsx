import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import { directionOf } from '../../../domain/direction';
import { useSay } from '../messages';
import { StateBadge } from '../stock/StateBadge';
import type { Example } from './examples';
import { BELOW_BAR } from './TextsBar';

const Button = ({ children, isQuiet = false }: { readonly children: string; readonly isQuiet?: boolean }) => (
  <Box
    tag="span"
    background={isQuiet ? 'neutral0' : 'primary600'}
    borderColor="primary600"
    hasRadius
    paddingLeft={3}
    paddingRight={3}
    paddingTop={1}
    paddingBottom={1}
  >
    <Typography tag="span" variant="pi" fontWeight="bold" textColor={isQuiet ? 'primary700' : 'neutral0'}>
      {children}
    </Typography>
  </Box>
);

const Offer = ({ example: { availability, action } }: { readonly example: Example }) => {
  const say = useSay();
  const { notice, label, accessibleLabel, otherFiles = [], locale } = action;
  const spoken = { lang: locale, dir: directionOf(locale) };
  const aloud = [accessibleLabel, ...otherFiles.map((file) => file.accessibleLabel)].filter((text) => text !== null);
  return (
    <Box tag="li" paddingTop={3} paddingBottom={3} borderColor="neutral150" style={{ borderWidth: '1px 0 0' }}>
      <StateBadge state={availability} otherwise={say('texts.examples.no-stock')} />
      <Flex {...spoken} direction="column" alignItems="flex-start" gap={2} paddingTop={2}>
        {notice ? <Typography>{notice}</Typography> : null}
        {label ? (
          <Flex gap={2} wrap="wrap">
            <Button>{label}</Button>
            {otherFiles.map((file) => (
              <Button key={file.kind} isQuiet>
                {file.label}
              </Button>
            ))}
          </Flex>
        ) : null}
      </Flex>
      {label ? null : (
        <Typography variant="pi" textColor="neutral600">
          {say('texts.examples.none')}
        </Typography>
      )}
      {aloud.map((text) => (
        <Typography key={text} tag="p" variant="pi" textColor="neutral600">
          {/* The words around it are in another language, and may run the other way. */}
          {say('texts.examples.aloud', { text: '' })}
          <bdi {...spoken}>{text}</bdi>
        </Typography>
      ))}
    </Box>
  );
};

/** Beside the texts it stays in view, whichever of them is typed. */
const InView = styled(Box)`
  ${({ theme }) => theme.breakpoints.large} {
    position: sticky;
    top: ${BELOW_BAR};
    max-height: calc(100vh - ${BELOW_BAR} - 1.6rem);
    overflow-y: auto;
  }
`;

/** Pictures of what readers get, nothing to press: they follow what is typed. */
export const Examples = ({ examples }: { readonly examples: readonly Example[] }) => {
  const say = useSay();
  return (
    <InView
      tag="section"
      tabIndex={0} // who has no mouse scrolls it with the keys
      aria-label={say('texts.examples')}
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      padding={4}
    >
      <Typography tag="h2" variant="delta">
        {say('texts.examples')}
      </Typography>
      <Box tag="ul" paddingTop={2}>
        {examples.map((example) => (
          <Offer key={example.id} example={example} />
        ))}
      </Box>
    </InView>
  );
};
