import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';

import type { ImportEntry, ImportField, ImportReport as Report } from '../api';
import { useFormats, useSay } from '../messages';

/** A page of thousands of rows helps nobody: problems first, then so many. */
const MAX_SHOWN = 300;

interface Line {
  readonly entry: ImportEntry;
  /** null where the whole entry is refused. */
  readonly field: ImportField | null;
}

const isRefused = ({ entry, field }: Line): boolean =>
  field === null ? entry.refusal !== null : field.outcome === 'refused';

const linesOf = ({ entries }: Report): readonly Line[] => {
  const lines = entries.flatMap((entry): Line[] =>
    entry.fields.length === 0 ? [{ entry, field: null }] : entry.fields.map((field) => ({ entry, field }))
  );
  return [...lines.filter(isRefused), ...lines.filter((line) => !isRefused(line))];
};

const Outcome = ({ line }: { readonly line: Line }) => {
  const say = useSay();
  const { entry, field } = line;
  const reason = field === null ? entry.refusal : field.reason;
  const outcome = field?.outcome ?? 'refused';
  return (
    <>
      <Typography tag="p" fontWeight="bold" textColor={isRefused(line) ? 'danger700' : 'neutral800'}>
        {say(`outcome.${outcome}`)}
      </Typography>
      {reason === null ? null : (
        <Typography tag="p" variant="pi" textColor="danger700" style={{ whiteSpace: 'normal' }}>
          {entry.message ?? say(`refusal.${reason}`, { at: field?.at ?? '' })}
        </Typography>
      )}
    </>
  );
};

const FieldTexts = ({ field, locale }: { readonly field: ImportField; readonly locale: string }) => (
  <Box maxWidth="28rem">
    {field.outcome === 'changed' ? (
      <Typography
        tag="del"
        variant="pi"
        textColor="neutral600"
        lang={locale}
        style={{ display: 'block', whiteSpace: 'pre-line' }}
      >
        {field.before}
      </Typography>
    ) : null}
    {field.after === '' ? null : (
      <Typography tag="p" variant="pi" lang={locale} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {field.after}
      </Typography>
    )}
  </Box>
);

/** What a file would change, entry by entry and field by field; what is not applied stands first. */
export const ImportReport = ({ report }: { readonly report: Report }) => {
  const say = useSay();
  const format = useFormats();
  const { targetLocale, taken, already, refused, untouched } = report;
  const lines = linesOf(report);
  return (
    <Box>
      <Typography tag="p" role="status">
        {say('import.summary', { language: format.language(targetLocale), taken, already, refused, untouched })}
      </Typography>
      {report.problems.map(({ line, message }) => (
        <Typography key={`${line} ${message}`} tag="p" textColor="danger700">
          {[say('import.not-read'), say('import.line', { line }), message].join(' · ')}
        </Typography>
      ))}
      <Box
        marginTop={4}
        style={{ maxHeight: '40vh', overflow: 'auto' }}
        tabIndex={0}
        role="region"
        aria-label={say('import.report')}
      >
        <Table colCount={3} rowCount={lines.length + 1} aria-label={say('import.report')}>
          <Thead>
            <Tr>
              {(['import.column.entry', 'import.column.field', 'import.column.outcome'] as const).map((key) => (
                <Th key={key}>
                  <Typography variant="sigma" textColor="neutral600">
                    {say(key)}
                  </Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {lines.slice(0, MAX_SHOWN).map((line) => {
              const { entry, field } = line;
              const where = say('import.line', { line: field?.line ?? entry.line });
              return (
                <Tr key={`${entry.type} ${entry.documentId} ${field?.field ?? ''}`}>
                  <Td>
                    <Typography tag="p" fontWeight="bold" style={{ whiteSpace: 'normal' }}>
                      {entry.title}
                    </Typography>
                    <Typography tag="p" variant="pi" textColor="neutral600">
                      {[where, ...(entry.isNew ? [say('import.new-entry')] : [])].join(' · ')}
                    </Typography>
                  </Td>
                  <Td>
                    {field ? (
                      <>
                        <Typography tag="p">{format.field(entry.type, field.field, field.label)}</Typography>
                        <FieldTexts field={field} locale={targetLocale} />
                      </>
                    ) : null}
                  </Td>
                  <Td>
                    <Outcome line={line} />
                  </Td>
                </Tr>
              );
            })}
          </Tbody>
        </Table>
      </Box>
      {lines.length > MAX_SHOWN ? (
        <Typography tag="p" variant="pi">
          {say('import.more', { count: lines.length - MAX_SHOWN })}
        </Typography>
      ) : null}
    </Box>
  );
};
