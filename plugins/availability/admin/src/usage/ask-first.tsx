import { Flex, Typography } from '@strapi/design-system';
import { useRef, type ReactNode } from 'react';

import type { WantedChange } from '../../../server/src/usage/controller';
import { useEntryLocale } from '../text-editor/material-states';
import { useSayOfTexts } from '../text-editor/messages';
import { keepNote } from '../what-changes/kept-notes';
import { WhatChanges } from '../what-changes/WhatChanges';
import { fetchEffects, fetchUsages, useAnswer, useMaterialUid, type Effects } from './usage-api';
import { UsageList } from './UsageList';

type Loss = 'delete' | 'unpublish';

/** Names the texts that mention materials which are about to go. Nothing where there are none. */
const Warning = ({ materials, loss }: { readonly materials: readonly string[]; readonly loss: Loss }) => {
  const say = useSayOfTexts();
  const answer = useAnswer(materials.join(), () => fetchUsages(materials, 1, 10));
  if (answer.is === 'loading') return <Typography textColor="neutral700">{say('usage.loading')}</Typography>;
  if (answer.is === 'failed') {
    return <Typography textColor="danger700">{say('ask.failed', { reason: answer.reason })}</Typography>;
  }
  const { data, meta } = answer.data;
  if (meta.total === 0) return null;
  const others = meta.total - data.length;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} background="warning100" padding={4} hasRadius>
      <Typography fontWeight="bold">{say('ask.title')}</Typography>
      <Typography>{say(`ask.${loss}`, { count: meta.total })}</Typography>
      <UsageList usages={data} />
      {others > 0 ? <Typography variant="pi">+ {others}</Typography> : null}
    </Flex>
  );
};

/** What taking one material away does to the site; null for several at once, and where the languages are not known. */
const changeOf = (
  { documentId, documents }: ActionProps,
  type: string | undefined,
  loss: Loss,
  locale: string
): WantedChange | null => {
  if (!documentId || documents) return null;
  if (type === 'delete') return { material: documentId, unpublish: 'all' };
  if (type === undefined && loss === 'unpublish') return null;
  return { material: documentId, unpublish: locale === '' ? 'all' : [locale] };
};

/** Is there more to lose than the page that is taken away itself? */
const goesFurther = ({ pages, hidden }: Effects, material: string): boolean =>
  hidden > 0 || pages.some(({ documentId, kinds }) => documentId !== material || !kinds.includes('own-page'));

type Content = ReactNode | ((props: { onClose: () => void }) => ReactNode);

interface Dialog {
  readonly type: string;
  readonly title?: string;
  readonly content?: Content;
  readonly onConfirm?: () => unknown;
  readonly [key: string]: unknown;
}

interface Description {
  readonly variant?: string;
  readonly disabled?: boolean;
  readonly label: string;
  readonly onClick?: (event: unknown) => unknown;
  readonly dialog?: Dialog;
  readonly [key: string]: unknown;
}

interface ActionProps {
  readonly model: string;
  readonly documentId?: string;
  readonly documents?: readonly { readonly documentId: string }[];
}

/** As Strapi keeps its actions: a function that is called like a component and describes a button. */
export interface Action {
  (props: ActionProps): Description | null | undefined;
  type?: string;
  position?: unknown;
}

const withWarning = (content: Content, warning: ReactNode): Content =>
  typeof content === 'function' ? (
    (props: { onClose: () => void }) => (
      <>
        {warning}
        {content(props)}
      </>
    )
  ) : (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      {warning}
      {content}
    </Flex>
  );

/** What an action takes away. Those of the i18n plugin have no type: they are known by their colour and their dialog. */
const lossOf = (type: string | undefined, { variant, dialog }: Description): Loss | null => {
  if (type === 'delete' || type === 'unpublish') return type;
  if (type !== undefined || variant !== 'danger' || !dialog) return null;
  return dialog.type === 'modal' ? 'unpublish' : 'delete';
};

/** Makes an action that would take a material away ask first, with the names of the texts that mention it. */
export const askFirst = (action: Action): Action => {
  const Asking: Action = (props) => {
    const materialUid = useMaterialUid();
    const say = useSayOfTexts();
    const locale = useEntryLocale();
    const announced = useRef<Effects | null>(null);
    const description = action(props);
    const materials =
      props.documents?.map(({ documentId }) => documentId) ?? (props.documentId ? [props.documentId] : []);
    const loss = description ? lossOf(action.type, description) : null;
    if (!description || loss === null || props.model !== materialUid || materials.length === 0) return description;

    const change = changeOf(props, action.type, loss, locale);
    const warning = (
      <>
        <Warning materials={materials} loss={loss} />
        {change ? <WhatChanges change={change} onKnown={(effects) => (announced.current = effects)} /> : null}
      </>
    );
    const { dialog } = description;
    if (dialog) return { ...description, dialog: { ...dialog, content: withWarning(dialog.content, warning) } };
    // Strapi unpublishes without a question: ask one where there is something to lose.
    return {
      ...description,
      async onClick(event) {
        const isMissed = await Promise.all([
          fetchUsages(materials, 1, 1).then(({ meta }) => meta.total > 0),
          change ? fetchEffects(change).then((effects) => goesFurther(effects, change.material)) : false,
        ]).then(
          (answers) => answers.includes(true),
          () => true // not known: the dialog says so
        );
        if (isMissed) return false;
        await description.onClick?.(event);
        return true;
      },
      dialog: {
        type: 'dialog',
        title: description.label,
        content: withWarning(
          <Typography textAlign="center" fontWeight="bold">
            {say('ask.confirm.unpublish')}
          </Typography>,
          warning
        ),
        async onConfirm() {
          await description.onClick?.(null);
          if (change) keepNote(change.material, announced.current);
        },
      },
    };
  };
  Asking.type = action.type;
  Asking.position = action.position;
  return Asking;
};
