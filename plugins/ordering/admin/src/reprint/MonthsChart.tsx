import { Box, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';

import type { GivenOut } from '../../../domain/reprint';
import { useFormats } from '../formats';
import { useSay } from '../messages';

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 48;
const BOTTOM = 28;
const TOP = 12;

const Drawing = styled.svg`
  display: block;
  width: 100%;
  max-width: 900px;
  height: auto;
  print-color-adjust: exact;
`;
const Words = styled.text`
  fill: ${({ theme }) => theme.colors.neutral600};
  font-size: 12px;
`;
const Rule = styled.line`
  stroke: ${({ theme }) => theme.colors.neutral200};
`;
const Ordered = styled.rect`
  fill: ${({ theme }) => theme.colors.primary600};
`;
const Warehouse = styled.rect`
  fill: ${({ theme }) => theme.colors.primary200};
  stroke: ${({ theme }) => theme.colors.primary600};
`;
const Figures = styled.table`
  border-collapse: collapse;
  margin-top: 8px;
  td,
  th {
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};
    padding: 4px 24px 4px 0;
    text-align: right;
  }
  th:first-child {
    text-align: left;
  }
`;
const Alternative = styled.details`
  summary {
    cursor: pointer;
    padding: 8px 0;
  }
  @media print {
    display: none;
  }
`;

/** The top of the scale: 1, 2 or 5 and zeros. */
const topOf = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= most) ?? most;
};

const Key = ({ kind }: { readonly kind: 'ordered' | 'warehouse' }) => {
  const say = useSay();
  const Mark = kind === 'ordered' ? Ordered : Warehouse;
  return (
    <Flex gap={2}>
      <svg width="14" height="14" aria-hidden>
        <Mark x="1" y="1" width="12" height="12" />
      </svg>
      <Typography variant="pi">{say(`reprint.chart.${kind}`)}</Typography>
    </Flex>
  );
};

/** Copies given out, a bar for each month; the same figures as a table. */
export const MonthsChart = ({ months }: { readonly months: readonly GivenOut[] }) => {
  const say = useSay();
  const { month: monthName, number } = useFormats();
  const name = useId();
  const top = topOf(Math.max(0, ...months.map(({ all }) => all)));
  const step = (WIDTH - LEFT) / Math.max(months.length, 12);
  const tall = HEIGHT - TOP - BOTTOM;
  const up = (copies: number): number => (copies / top) * tall;
  const each = Math.ceil(months.length / 12);
  const hasWarehouse = months.some(({ warehouse }) => warehouse > 0);
  const best = months.reduce<GivenOut | null>((most, entry) => (entry.all > (most?.all ?? 0) ? entry : most), null);

  if (!best) return <Typography>{say('reprint.chart.nothing')}</Typography>;
  return (
    <Box>
      <Drawing viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={name}>
        <title id={name}>{say('reprint.chart.summary', { month: monthName(best.month), copies: best.all })}</title>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <Rule x1={LEFT} x2={WIDTH} y1={TOP + tall * (1 - part)} y2={TOP + tall * (1 - part)} />
            {Number.isInteger(top * part) ? (
              <Words x={LEFT - 8} y={TOP + tall * (1 - part) + 4} textAnchor="end">
                {number(top * part)}
              </Words>
            ) : null}
          </g>
        ))}
        {months.map(({ month, ordered, warehouse, all }, index) => {
          const x = LEFT + index * step + step * 0.15;
          const width = step * 0.7;
          const floor = TOP + tall;
          return (
            <g key={month}>
              <Ordered x={x} width={width} y={floor - up(ordered)} height={up(ordered)} />
              {warehouse > 0 ? <Warehouse x={x} width={width} y={floor - up(all)} height={up(warehouse)} /> : null}
              {index % each === 0 ? (
                <Words x={x + width / 2} y={HEIGHT - 8} textAnchor="middle">
                  {monthName(month, 'short')}
                </Words>
              ) : null}
            </g>
          );
        })}
      </Drawing>
      {hasWarehouse ? (
        <Flex gap={4} paddingTop={2}>
          <Key kind="ordered" />
          <Key kind="warehouse" />
        </Flex>
      ) : null}
      <Alternative>
        <summary>
          <Typography>{say('reprint.chart.table')}</Typography>
        </summary>
        <Figures>
          <caption>
            <Typography variant="pi">{say('reprint.given-out')}</Typography>
          </caption>
          <thead>
            <tr>
              {(['month', 'ordered', 'warehouse', 'all'] as const).map((column) => (
                <th key={column} scope="col">
                  <Typography variant="pi" fontWeight="bold">
                    {say(`reprint.chart.${column}`)}
                  </Typography>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, ordered, warehouse, all }) => (
              <tr key={month}>
                <th scope="row">
                  <Typography variant="pi">{monthName(month)}</Typography>
                </th>
                {[ordered, warehouse, all].map((copies, column) => (
                  <td key={column}>
                    <Typography variant="pi">{number(copies)}</Typography>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Figures>
      </Alternative>
    </Box>
  );
};
