import { Box } from '@strapi/design-system';
import type { FocusEvent, ReactNode } from 'react';
import { styled } from 'styled-components';

/** On a telephone, half of what there is. */
const FIRST_COLUMN = '16rem';

const Frame = styled(Box)`
  position: relative; /* else the hidden words of buttons widen the page */
  isolation: isolate;
  overflow-x: auto;
  /* What is reached with the keys must not lie under the first column. */
  scroll-padding-inline: calc(${FIRST_COLUMN} + 0.6rem) 0.6rem;
`;

const Cells = styled.table<{ $isCompact: boolean }>`
  width: 100%;
  white-space: nowrap;

  th,
  td {
    padding: ${({ theme, $isCompact }) => ($isCompact ? `0 ${theme.spaces[2]}` : theme.spaces[4])};
    color: ${({ theme }) => theme.colors.neutral800};
    font-weight: inherit;
    text-align: left;
    vertical-align: middle;
  }

  thead th {
    height: ${({ $isCompact }) => ($isCompact ? '3.2rem' : '5.6rem')};
    padding-block: 0;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  /* It says what the line is about, and stays in view when the others are scrolled. */
  tr > :first-child:not([colspan]) {
    position: sticky;
    z-index: 1;
    left: 0;
    width: ${FIRST_COLUMN};
    min-width: ${FIRST_COLUMN};
    overflow-wrap: anywhere;
    background: ${({ theme }) => theme.colors.neutral0};
    box-shadow: 1px 0 ${({ theme }) => theme.colors.neutral150};
    white-space: normal;

    ${({ theme }) => theme.breakpoints.large} {
      width: auto;
      min-width: 24rem;
      box-shadow: none;
      padding-left: ${({ theme, $isCompact }) => theme.spaces[$isCompact ? 4 : 6]};
    }
  }

  tr {
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  tbody > :last-child {
    border-bottom: none;
  }
`;

/** Browsers are content when some of a field can be seen that the keys have reached: Chrome with 32 pixels. */
const showWhole = ({ target }: FocusEvent): void => {
  // A button must not move away from under the mouse.
  if (target.matches(':focus-visible')) target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
};

interface Props {
  readonly label: string;
  /** `thead` and `tbody` as HTML has them. */
  readonly children: ReactNode;
  /** As many rows on a screen as there can be. */
  readonly isCompact?: boolean;
}

/**
 * Looks like the design system's table, and is plain HTML. That one keeps a single cell in the tab order and moves it by the
 * arrow keys, which needs every row and cell as its direct child: fields in cells of our own components cannot be reached.
 */
export const PlainTable = ({ label, children, isCompact = false }: Props) => (
  <Frame background="neutral0" borderColor="neutral150" hasRadius shadow="tableShadow" onFocus={showWhole}>
    <Cells aria-label={label} $isCompact={isCompact}>
      {children}
    </Cells>
  </Frame>
);
