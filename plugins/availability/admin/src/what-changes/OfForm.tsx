import { Button, Flex, Typography } from '@strapi/design-system';
import { unstable_useContentManagerContext as useContentManagerContext, useDebounce } from '@strapi/strapi/admin';
import { useEffect, useRef } from 'react';

import type { UsageSettings, WantedChange } from '../../../server/src/usage/controller';
import { useFormats, useSay } from '../messages';
import { useEntryLocale } from '../text-editor/material-states';
import { fetchEffects, useAnswer, type Effects } from '../usage/usage-api';
import { ChangedPages } from './ChangedPages';
import { dropNote, keepNote, useKeptNote } from './kept-notes';
import { Unanswered } from './Unanswered';

type Values = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

const fileOf = (value: unknown): number | null => {
  const id = (value as { readonly id?: unknown } | null)?.id;
  return typeof id === 'number' ? id : null;
};

/** What publishing the form as it stands would write, as far as buttons and links are made of it. */
const changeOf = (
  material: string,
  locale: string,
  values: Values,
  { slug, pdf, pdfUrl, orderUrl }: UsageSettings['fields']
): WantedChange => ({
  material,
  publish: {
    locale: locale === '' ? null : locale,
    ...(slug ? { slug: textOf(values[slug]) } : {}),
    ...(pdf ? { pdf: fileOf(values[pdf]) } : {}),
    ...(pdfUrl ? { pdfUrl: textOf(values[pdfUrl]) } : {}),
    ...(orderUrl ? { orderUrl: textOf(values[orderUrl]) } : {}),
  },
});

/** Keeps what was announced once it was published: then nothing is left to announce, and the entry is a newer one. */
const useKeptWhenPublished = (material: string, effects: Effects | null, version: string): void => {
  const announced = useRef<{ readonly effects: Effects; readonly version: string } | null>(null);
  useEffect(() => {
    const before = announced.current;
    if (!effects || before?.effects === effects) return;
    if (effects.total === 0 && before && before.version !== version) keepNote(material, before.effects);
    announced.current = effects.total > 0 ? { effects, version } : null;
  }, [material, effects, version]);
};

interface Props {
  readonly documentId: string;
  /** Becomes another one whenever the entry was saved or published. */
  readonly version: string;
  readonly settings: UsageSettings;
}

/** What publishing the form would change for readers, and what the last change did. */
export const OfForm = ({ documentId, version, settings }: Props) => {
  const say = useSay();
  const { moment } = useFormats();
  const locale = useEntryLocale();
  const { form } = useContentManagerContext();
  const { values } = form as unknown as { readonly values: Values | undefined };
  const wanted = JSON.stringify(changeOf(documentId, locale, values ?? {}, settings.fields));
  const key = useDebounce(wanted, 500);
  const answer = useAnswer(`${key} ${version}`, () => fetchEffects(JSON.parse(key) as WantedChange));
  const effects = answer.is === 'known' ? answer.data : null;
  useKeptWhenPublished(documentId, effects, version);
  const note = useKeptNote(documentId);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <section aria-label={say('effect.when-published')}>
        <Unanswered answer={answer} />
        {effects && effects.total === 0 ? (
          <Typography variant="pi" textColor="neutral700">
            {say('effect.none-when-published')}
          </Typography>
        ) : null}
        {effects && effects.total > 0 ? (
          <>
            <Typography tag="h3" variant="omega" fontWeight="bold">
              {say('effect.when-published')}
            </Typography>
            <ChangedPages effects={effects} />
          </>
        ) : null}
      </section>
      {note ? (
        <section aria-label={say('effect.last')}>
          <Flex justifyContent="space-between" gap={2} alignItems="flex-start">
            <Typography tag="h3" variant="omega" fontWeight="bold">
              {say('effect.last-at', { moment: moment(note.at) })}
            </Typography>
            <Button
              type="button"
              variant="tertiary"
              size="S"
              style={{ flexShrink: 0 }}
              onClick={() => dropNote(documentId)}
            >
              {say('effect.drop')}
            </Button>
          </Flex>
          <ChangedPages effects={note.effects} at={note.at} />
        </section>
      ) : null}
    </Flex>
  );
};
