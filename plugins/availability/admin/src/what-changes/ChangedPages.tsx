import { Button, Flex, Link, Typography } from '@strapi/design-system';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { useSay } from '../messages';
import { editPath } from '../usage/UsageList';
import type { Effects } from '../usage/usage-api';
import { usePageWords } from './usePageWords';

/** So many pages are shown; the list that can be kept has all. */
const SHOWN = 10;

/** Saves a text as a file. */
const download = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

const KeepButtons = ({ effects, at }: { readonly effects: Effects; readonly at: string }) => {
  const say = useSay();
  const { listOf } = usePageWords();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  const copyList = async (): Promise<void> => {
    const isCopied = await copy(listOf(effects, at));
    toggleNotification(
      isCopied
        ? { type: 'success', message: say('effect.copied') }
        : { type: 'warning', message: say('effect.not-copied') }
    );
  };
  return (
    <Flex gap={2} wrap="wrap">
      <Button type="button" variant="tertiary" size="S" onClick={() => void copyList()}>
        {say('effect.copy')}
      </Button>
      <Button
        type="button"
        variant="tertiary"
        size="S"
        onClick={() => download(`${say('effect.file')}-${at.slice(0, 10)}.txt`, listOf(effects, at))}
      >
        {say('effect.download')}
      </Button>
    </Flex>
  );
};

interface Props {
  readonly effects: Effects;
  /** When it was done; left out where it is still to be done. */
  readonly at?: string;
}

/** The pages and languages whose button or link changes, and the list of them to keep. */
export const ChangedPages = ({ effects, at }: Props) => {
  const say = useSay();
  const { changeOf, placeOf } = usePageWords();
  const { pages, total, hidden } = effects;
  if (total === 0) {
    return (
      <Typography variant="pi" textColor="neutral700">
        {say('effect.none')}
      </Typography>
    );
  }
  const shown = pages.slice(0, SHOWN);
  const others = total - shown.length - hidden;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Typography fontWeight="bold">{say(at ? 'effect.changed' : 'effect.count', { count: total })}</Typography>
      <Flex
        tag="ul"
        direction="column"
        alignItems="stretch"
        gap={3}
        style={{ listStyle: 'none', padding: 0, margin: 0 }}
      >
        {shown.map((page) => (
          <li key={`${page.uid} ${page.documentId} ${page.locale} ${page.material}`}>
            <Link tag={NavLink} to={editPath(page.uid, page.documentId, page.locale)}>
              {page.title || placeOf(page)}
            </Link>
            <Typography tag="p" variant="pi" textColor="neutral700">
              {placeOf(page)}
            </Typography>
            <Typography tag="p" variant="pi">
              {changeOf(page)}
            </Typography>
          </li>
        ))}
      </Flex>
      {others > 0 ? <Typography variant="pi">{say('effect.more', { count: others })}</Typography> : null}
      {hidden > 0 ? (
        <Typography variant="pi" textColor="neutral700">
          {say('effect.hidden', { count: hidden })}
        </Typography>
      ) : null}
      <KeepButtons effects={effects} at={at ?? new Date().toISOString()} />
    </Flex>
  );
};
