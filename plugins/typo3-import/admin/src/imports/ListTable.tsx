import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';

interface Props {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly React.ReactNode[] }[];
}

/** A plain table. */
export const ListTable = ({ title, columns, rows }: Props) => (
  <Table colCount={columns.length} rowCount={rows.length + 1} aria-label={title}>
    <Thead>
      <Tr>
        {columns.map((column) => (
          <Th key={column}>
            <Typography variant="sigma" textColor="neutral600">
              {column}
            </Typography>
          </Th>
        ))}
      </Tr>
    </Thead>
    <Tbody>
      {rows.map(({ id, cells }) => (
        <Tr key={id}>
          {cells.map((cell, index) => (
            <Td key={columns[index]}>{cell}</Td>
          ))}
        </Tr>
      ))}
    </Tbody>
  </Table>
);
