import { useNotification } from '@strapi/strapi/admin';
import { useMemo, useState } from 'react';

import { baseLanguageOf } from '../../../domain/locale';
import { createSpeaker, MESSAGE_KEYS, type MessageKey } from '../../../domain/speech';
import { catalogueOf, problemsOf, type TextProblem, type WrittenTexts } from '../../../domain/wording';
import { useSay } from '../messages';
import { useProblem } from '../useProblem';
import { useUndoNotice } from '../useUndoNotice';
import { useWriteTextsMutation, type TextChange, type Wording } from './wording-api';

/** One text in the form. */
export interface TextInForm {
  readonly key: MessageKey;
  readonly value: string;
  /** The text without what was written for this language; null where the language is not shipped. */
  readonly shipped: string | null;
  readonly isChanged: boolean;
  readonly problems: readonly TextProblem[];
  readonly written: { readonly author: string | null; readonly decidedAt: string | null } | null;
}

type Drafts = Readonly<Record<string, Readonly<Partial<Record<MessageKey, string>>>>>;

const writtenIn = ({ texts }: Wording): WrittenTexts => {
  const written: Record<string, Partial<Record<MessageKey, string>>> = {};
  for (const { locale, key, text } of texts) if (text !== null) written[locale] = { ...written[locale], [key]: text };
  return written;
};

/**
 * The texts of one language as they are edited: what is changed, what is wrong with it, and how it would be spoken. Saving can be
 * undone.
 */
export const useTexts = (wording: Wording, locale: string) => {
  const say = useSay();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const notice = useUndoNotice();
  const [writeTexts, { isLoading: isSaving }] = useWriteTextsMutation();
  const [drafts, setDrafts] = useState<Drafts>({});
  const draft = useMemo(() => drafts[locale] ?? {}, [drafts, locale]);

  const { texts, speak, isWhole, writtenCount } = useMemo(() => {
    const written = writtenIn(wording);
    const { [locale]: own = {}, ...others } = written;
    const around = catalogueOf(others);
    const shipped = around[locale] ?? around[baseLanguageOf(locale)] ?? null;
    const edited = MESSAGE_KEYS.map((key): TextInForm => {
      const stored = own[key] ?? shipped?.[key] ?? '';
      const value = draft[key] ?? stored;
      const isChanged = value !== stored;
      const row = wording.texts.find((one) => one.locale === locale && one.key === key && one.text !== null);
      const isOpen = shipped === null && value === ''; // a language that is only begun
      return {
        key,
        value,
        shipped: shipped?.[key] ?? null,
        isChanged,
        problems: isOpen ? [] : problemsOf(key, value),
        written: row ? { author: row.author, decidedAt: row.decidedAt } : null,
      };
    });
    // What is broken while it is typed is shown as it was before.
    const sound = edited.map(({ key, value, problems, shipped: text }) => [
      key,
      problems.length === 0 && value !== '' ? value : (own[key] ?? text ?? undefined),
    ]);
    const preview = Object.fromEntries(sound.filter(([, text]) => text !== undefined)) as WrittenTexts[string];
    return {
      texts: edited,
      speak: createSpeaker(wording.defaultLocale, catalogueOf({ ...others, [locale]: preview })),
      isWhole: shipped !== null || Object.keys(own).length === MESSAGE_KEYS.length,
      writtenCount: Object.keys(own).length,
    };
  }, [wording, locale, draft]);

  const changed = texts.filter(({ isChanged }) => isChanged);
  /** In all languages. */
  const unsavedCount = useMemo(() => {
    const written = writtenIn(wording);
    const catalogue = catalogueOf(written);
    return Object.entries(drafts).flatMap(([language, ofLanguage]) => {
      const shipped = catalogue[language] ?? catalogue[baseLanguageOf(language)];
      const storedOf = (key: MessageKey): string => written[language]?.[key] ?? shipped?.[key] ?? '';
      return MESSAGE_KEYS.filter((key) => ofLanguage[key] !== undefined && ofLanguage[key] !== storedOf(key));
    }).length;
  }, [wording, drafts]);

  const revisionIn = (known: Wording, key: MessageKey): number | null =>
    known.texts.find((one) => one.locale === locale && one.key === key)?.revision ?? null;

  const forgetDrafts = (): void => setDrafts(({ [locale]: _saved, ...others }) => others);

  const save = async (): Promise<void> => {
    const before = changed.map(({ key }) => ({
      key,
      text: wording.texts.find((one) => one.locale === locale && one.key === key)?.text ?? null,
    }));
    const wanted = changed.map(({ key, value, shipped }): TextChange => ({
      key,
      text: value === shipped || value === '' ? null : value,
      revision: revisionIn(wording, key),
    }));
    try {
      const saved = await writeTexts({ locale, texts: wanted }).unwrap();
      forgetDrafts();
      const back = before.map(({ key, text }): TextChange => ({ key, text, revision: revisionIn(saved, key) }));
      notice(say('texts.saved', { count: wanted.length }), say('texts.undone'), () =>
        writeTexts({ locale, texts: back }).unwrap()
      );
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  return {
    texts,
    speak,
    changedCount: changed.length,
    unsavedCount,
    canSave: changed.length > 0 && changed.every(({ problems }) => problems.length === 0),
    isSaving,
    /** A language that is not shipped is spoken once every text is there. */
    isWhole,
    writtenCount,
    write: (key: MessageKey, value: string): void =>
      setDrafts((known) => ({ ...known, [locale]: { ...known[locale], [key]: value } })),
    save,
    discard: forgetDrafts,
  };
};
