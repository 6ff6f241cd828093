import { Box, Checkbox, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { TRANSLATION_STATES } from '../../../domain/translation';
import type { Counts, DeskEntry, DeskSettings } from '../api';
import { editPath } from '../edit-path';
import { useFormats, useSay } from '../messages';
import { RowTable } from '../../../../availability/admin/src/parts/RowTable';
import { progressOf } from '../progress';
import { StateBadge } from './StateBadge';
import { keyOf } from './useChosen';

interface Props {
  readonly entries: readonly DeskEntry[];
  readonly settings: DeskSettings;
  /** The languages that have a column. */
  readonly locales: readonly string[];
  readonly counts: Counts | undefined;
  /** The chosen entries, by key. */
  readonly chosen: readonly string[];
  readonly choose: (keys: readonly string[], isChosen: boolean) => void;
  readonly isLoaded: boolean;
  readonly isFiltered: boolean;
}

const Cell = ({
  entry,
  locale,
  settings,
}: Pick<Props, 'settings'> & { readonly entry: DeskEntry; readonly locale: string }) => {
  const say = useSay();
  const { language } = useFormats();
  const cell = entry.locales[locale];
  if (!cell) return <Typography>–</Typography>;
  const { state, isPublished, outdatedFields, incompleteFields } = cell;
  const count = outdatedFields.length + incompleteFields.length;
  const isSource = locale === entry.sourceLocale;
  const more = [
    ...(isSource ? [say('source')] : []),
    ...(count > 0 ? [say('desk.fields', { count })] : []),
    ...((state === 'outdated' || state === 'incomplete') && isPublished ? [say('desk.also-published')] : []),
  ].join(' · ');
  const title = entry.title || say('desk.untitled');
  const said = [say(`state.${state}`), more].filter(Boolean).join(', ');
  return (
    <Box>
      <Link
        tag={NavLink}
        to={editPath(settings.types, entry, locale)}
        aria-label={say('desk.open', { title, language: language(locale), state: said })}
      >
        <StateBadge state={state} />
      </Link>
      {more ? (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {more}
        </Typography>
      ) : null}
    </Box>
  );
};

const Count = ({ locale, counts }: { readonly locale: string; readonly counts: Counts }) => {
  const say = useSay();
  const { percent } = useFormats();
  return (
    <>
      <Typography tag="p" variant="pi" fontWeight="bold">
        {say('desk.progress', { percent: percent(progressOf(counts[locale])) })}
      </Typography>
      {TRANSLATION_STATES.map((state) => (
        <Typography key={state} tag="p" variant="pi" textColor="neutral600">
          {say('desk.count', { state: say(`state.${state}`), count: counts[locale]?.[state] ?? 0 })}
        </Typography>
      ))}
    </>
  );
};

/** The matrix of entries by languages; each cell opens the entry in that language. */
export const DeskTable = ({ entries, settings, locales, counts, chosen, choose, isLoaded, isFiltered }: Props) => {
  const say = useSay();
  const { language, moment, type: nameOf } = useFormats();
  const typeName = (uid: string): string => nameOf(settings.types.find((type) => type.uid === uid)?.name ?? uid);
  return (
    <RowTable
      label={say('plugin.name')}
      nothing={isLoaded && entries.length === 0 ? say(isFiltered ? 'desk.nothing-found' : 'desk.empty') : null}
      columns={[
        {
          key: 'choose',
          heading: (
            <Checkbox
              aria-label={say('desk.choose-all')}
              checked={chosen.length > 0 && (chosen.length === entries.length || 'indeterminate')}
              onCheckedChange={(isChosen) => choose(entries.map(keyOf), isChosen === true)}
            />
          ),
        },
        ...[say('desk.entry'), ...locales.map(language)].map((name) => ({ key: name, heading: name })),
      ]}
    >
      {counts ? (
        <tr>
          <td />
          <td>
            <Typography variant="pi" textColor="neutral600">
              {say('desk.counts')}
            </Typography>
          </td>
          {locales.map((locale) => (
            <td key={locale}>
              <Count locale={locale} counts={counts} />
            </td>
          ))}
        </tr>
      ) : null}
      {entries.map((entry) => (
        <tr key={keyOf(entry)}>
          <td>
            <Checkbox
              aria-label={say('desk.choose', { title: entry.title || say('desk.untitled') })}
              checked={chosen.includes(keyOf(entry))}
              onCheckedChange={(isChosen) => choose([keyOf(entry)], isChosen === true)}
            />
          </td>
          <th scope="row">
            <Box maxWidth="28rem">
              <Typography fontWeight="bold" lang={entry.sourceLocale} style={{ whiteSpace: 'normal' }}>
                {entry.title || say('desk.untitled')}
              </Typography>
              <Typography tag="p" variant="pi" textColor="neutral600">
                {typeName(entry.type)} · {say('desk.changed', { moment: moment(entry.changedAt) })}
              </Typography>
            </Box>
          </th>
          {locales.map((locale) => (
            <td key={locale}>
              <Cell entry={entry} locale={locale} settings={settings} />
            </td>
          ))}
        </tr>
      ))}
    </RowTable>
  );
};
