import { Flex } from '@strapi/design-system';
import { styled } from 'styled-components';

/** Strapi's own header, once a page is scrolled. */
const BELOW_HEADER = '5.6rem';
/** What stays in view below the bar begins here. */
export const BELOW_BAR = '15.2rem';

/** The language and the buttons that save: in view beside every text, where there is room. */
export const TextsBar = styled(Flex)`
  ${({ theme }) => theme.breakpoints.large} {
    position: sticky;
    top: ${BELOW_HEADER};
    z-index: 1;
    padding-block: 0.8rem;
    background: ${({ theme }) => theme.colors.neutral100};

    /* What is reached with the keys must not lie under it (WCAG 2.2, 2.4.11). */
    & ~ * input,
    & ~ * button {
      scroll-margin-block: ${BELOW_BAR} 1.6rem;
    }
  }
`;
