import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink, useParams } from 'react-router-dom';
import { createGlobalStyle, styled } from 'styled-components';

import { useAnswer } from '../answers';
import { useFormats } from '../formats';
import { useSay } from '../messages';
import type { ReprintCase } from './edition';
import { History } from './History';
import { MonthsChart } from './MonthsChart';
import { PastDayQuestion } from './PastDayQuestion';

/** On paper there is only the case: one page, without the admin around it. */
const OnPaper = createGlobalStyle`
  @page { margin: 15mm; }
  @media print {
    nav, aside, button, [data-not-on-paper] { display: none !important; }
    body * { visibility: hidden; }
    main, main * { visibility: visible; }
    html, body, #strapi, #app, #strapi div, main { background: transparent !important; overflow: visible !important; }
    #strapi div { height: auto; max-height: none !important; box-shadow: none !important; }
    [data-on-paper] { break-inside: avoid; }
  }
`;

/** Label and value belong together in a list of their own: the design system's grid puts more boxes in between than that allows. */
const FactList = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
  gap: 24px;
`;

const Fact = ({ label, value, note }: { label: string; value: string; note: string }) => (
  <div>
    <Typography tag="dt" variant="sigma" textColor="neutral600">
      {label}
    </Typography>
    <Typography tag="dd" variant="beta">
      {value}
    </Typography>
    {note ? (
      <Typography tag="dd" variant="pi" textColor="neutral600">
        {note}
      </Typography>
    ) : null}
  </div>
);

const Section = ({ title, isOnPaper, children }: { title: string; isOnPaper: boolean; children: React.ReactNode }) => (
  <Box
    tag="section"
    aria-label={title}
    background="neutral0"
    padding={5}
    hasRadius
    shadow="tableShadow"
    {...(isOnPaper ? { 'data-on-paper': true } : { 'data-not-on-paper': true })}
  >
    <Typography tag="h2" variant="delta" paddingBottom={3} style={{ display: 'block' }}>
      {title}
    </Typography>
    {children}
  </Box>
);

/** Why no day is known on which the last copy went. */
const NO_LAST_COPY = {
  'never-counted': 'reprint.never-counted',
  'never-out': 'reprint.never-out',
  out: 'reprint.out-uncounted',
} as const;

const Facts = ({ found }: { readonly found: ReprintCase }) => {
  const say = useSay();
  const { day, month, number, availability } = useFormats();
  const { endedAt, lastCopyAt, runOut, quantity, expectedOn, refused, waiting, givenOut, downloads } = found;
  const since = endedAt ? say('reprint.since', { day: day(endedAt) }) : undefined;
  const downloadsNote = [
    since,
    downloads.hasExternal ? say('reprint.downloads.external') : null,
    !downloads.hasFile && !downloads.hasExternal ? say('reprint.downloads.no-file') : null,
    downloads.countedSince && endedAt && downloads.countedSince > endedAt.slice(0, 10)
      ? say('reprint.downloads.counted-since', { day: day(downloads.countedSince) })
      : null,
  ];
  const facts = [
    {
      label: say('reprint.state'),
      value: availability(found.availability),
      note: [
        quantity === null ? say('not-counted') : say('reprint.copies', { copies: quantity }),
        found.lastCopyOn ? say('reprint.forecast', { day: day(found.lastCopyOn) }) : null,
        expectedOn ? say('reprint.expected', { day: day(expectedOn) }) : null,
      ],
    },
    {
      label: say('reprint.last-copy'),
      value: lastCopyAt ? day(lastCopyAt) : '–',
      note: [lastCopyAt ? (endedAt ? null : say('reprint.back-since')) : say(NO_LAST_COPY[runOut])],
    },
    {
      label: say('reprint.refused'),
      value: endedAt ? number(refused.orders) : '–',
      note: endedAt ? [since, say('reprint.refused.copies', { copies: refused.copies })] : [say('reprint.orderable')],
    },
    { label: say('reprint.waiting'), value: number(waiting), note: [say('reprint.waiting.note')] },
    {
      label: say('reprint.downloads'),
      value: endedAt && downloads.hasFile ? number(downloads.copies) : '–',
      note: downloadsNote,
    },
    {
      label: say('reprint.given-out'),
      value: number(givenOut.all),
      note: [
        givenOut.all > 0 && givenOut.since ? say('reprint.given-out.since', { month: month(givenOut.since) }) : null,
        givenOut.perMonth === null ? null : say('reprint.given-out.month', { copies: number(givenOut.perMonth) }),
      ],
    },
  ];
  return (
    <FactList>
      {facts.map(({ label, value, note }) => (
        <Fact key={label} label={label} value={value} note={note.filter(Boolean).join(' ')} />
      ))}
    </FactList>
  );
};

/** The case for printing one edition again, to be printed and taken to whoever pays; and the edition's past. */
export const CasePage = () => {
  const say = useSay();
  const { day, language } = useFormats();
  const { stockStatus = '' } = useParams();
  const { answer, problem } = useAnswer<{ readonly data: ReprintCase }>(`/ordering/reprint/${stockStatus}`);
  const found = answer?.data;
  if (problem) {
    return (
      <Page.Main>
        <Layouts.Header title={say('reprint.title')} />
        <Layouts.Content>
          <Typography role="alert" textColor="danger700">
            {problem}
          </Typography>
        </Layouts.Content>
      </Page.Main>
    );
  }
  if (!found) return <Page.Loading />;
  const which = found.edition === null ? say('edition.all') : language(found.edition);
  const title = say('reprint.of', { title: found.title || stockStatus });
  return (
    <Page.Main>
      <OnPaper />
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={[which, found.orderNumber, say('reprint.as-of', { day: day(new Date().toISOString()) })]
          .filter(Boolean)
          .join(' · ')}
        navigationAction={
          <Box data-not-on-paper>
            <Link tag={NavLink} to="/plugins/reprint" startIcon={<ArrowLeft aria-hidden />}>
              {say('reprint.back')}
            </Link>
          </Box>
        }
        primaryAction={
          <Box data-not-on-paper>
            <Button onClick={() => window.print()}>{say('reprint.print')}</Button>
          </Box>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Section title={say('reprint.needed')} isOnPaper>
            <Facts found={found} />
          </Section>
          <Section title={say('reprint.chart')} isOnPaper>
            <MonthsChart months={found.givenOut.months} />
          </Section>
          <Section title={say('reprint.day')} isOnPaper={false}>
            <PastDayQuestion stockStatus={stockStatus} />
          </Section>
          <Section title={say('reprint.history')} isOnPaper={false}>
            <History stockStatus={stockStatus} />
          </Section>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
