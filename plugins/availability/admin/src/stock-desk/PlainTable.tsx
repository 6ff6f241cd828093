import { Box } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';

const Frame = styled(Box)`
  overflow-x: auto;
`;

const Cells = styled.table`
  width: 100%;
  white-space: nowrap;

  th,
  td {
    padding: ${({ theme }) => theme.spaces[4]};
    color: ${({ theme }) => theme.colors.neutral800};
    font-weight: inherit;
    text-align: left;
    vertical-align: middle;
  }

  thead th {
    height: 5.6rem;
    padding-block: 0;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  tr > :first-child {
    padding-left: ${({ theme }) => theme.spaces[6]};
  }

  tr {
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  tbody > :last-child {
    border-bottom: none;
  }
`;

interface Props {
  readonly label: string;
  /** `thead` and `tbody` as HTML has them. */
  readonly children: ReactNode;
}

/**
 * Looks like the design system's table, and is plain HTML. That one keeps a single cell in the tab order and moves it by the
 * arrow keys, which needs every row and cell as its direct child: fields in cells of our own components cannot be reached.
 */
export const PlainTable = ({ label, children }: Props) => (
  <Frame background="neutral0" borderColor="neutral150" hasRadius shadow="tableShadow">
    <Cells aria-label={label}>{children}</Cells>
  </Frame>
);
