import { Box, Typography } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import { styled } from 'styled-components';

const Frame = styled(Box)`
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
`;
const Scroller = styled(Box)`
  overflow-x: auto;
`;
const Rows = styled.table<{ $isCompact: boolean }>`
  width: 100%;
  white-space: nowrap;
  tr {
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
  tbody tr:last-of-type {
    border-bottom: none;
  }
  td,
  th {
    padding: ${({ theme, $isCompact }) => ($isCompact ? `${theme.spaces[1]} ${theme.spaces[2]}` : theme.spaces[4])};
    text-align: left;
    vertical-align: middle;
  }
  tr > :first-child {
    padding-left: ${({ theme }) => theme.spaces[1]};
    padding-right: ${({ theme }) => theme.spaces[1]};
  }
  tbody th {
    font-weight: inherit;
  }
  thead th {
    height: ${({ $isCompact }) => ($isCompact ? '3.2rem' : '5.6rem')};
    padding-top: 0;
    padding-bottom: 0;
  }
`;

/** Does it hold more than it shows? Then it must be possible to scroll it by keyboard. */
const useIsOverflowing = () => {
  const ref = useRef<HTMLDivElement>(null);
  const [isOverflowing, setIsOverflowing] = useState(false);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setIsOverflowing(box.scrollWidth > box.clientWidth));
    for (const element of [box, ...box.children]) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, isOverflowing };
};

interface Props {
  readonly label: string;
  /** Words, or what can be done with all rows. */
  readonly columns: readonly { readonly key: string; readonly heading: string | React.ReactElement }[];
  /** Rows, as `tr`. */
  readonly children: React.ReactNode;
  /** Words for a table without rows: under it, where a narrow screen breaks the lines. */
  readonly nothing?: string | null;
  /** As many rows on a screen as there can be. */
  readonly isCompact?: boolean;
}

/**
 * A table that looks like the design system's. That one is a grid: it takes links and buttons in its cells out of the
 * order of Tab, and moves between cells by arrow keys only where rows and cells are its direct children. Whoever works by
 * keyboard could not reach them.
 */
export const RowTable = ({ label, columns, children, nothing = null, isCompact = false }: Props) => {
  const { ref, isOverflowing } = useIsOverflowing();
  return (
    <Frame shadow="tableShadow" hasRadius background="neutral0">
      <Scroller
        ref={ref}
        paddingLeft={6}
        paddingRight={6}
        {...(isOverflowing ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}
      >
        <Rows aria-label={label} $isCompact={isCompact}>
          <thead>
            <tr>
              {columns.map(({ key, heading }) => (
                <th key={key} scope="col">
                  {typeof heading === 'string' ? (
                    <Typography variant="sigma" textColor="neutral600">
                      {heading}
                    </Typography>
                  ) : (
                    heading
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </Rows>
      </Scroller>
      {nothing === null ? null : (
        <Box padding={6}>
          <Typography>{nothing}</Typography>
        </Box>
      )}
    </Frame>
  );
};
