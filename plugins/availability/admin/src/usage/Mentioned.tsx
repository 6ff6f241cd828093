import { Flex, Link, Typography } from '@strapi/design-system';
import { unstable_useContentManagerContext as useContentManagerContext } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

import type { UsageSettings } from '../../../server/src/usage/controller';
import type { MentionKind } from '../../../server/src/usage/sources';
import { useEntryLocale, useMaterialState } from '../text-editor/material-states';
import { useSayOfTexts } from '../text-editor/messages';
import { WhatReadersGet } from '../text-editor/what-readers-get';
import { useFinders } from '../text-editor/written/useFinders';
import { Leftovers } from './Leftovers';
import { useMentionsOf } from './useMentionsOf';
import { changedRelations, textsOfForm, type Attributes } from './texts-of-form';
import { fetchMentionsOf, useAnswer } from './usage-api';
import { editPath } from './UsageList';

interface Item {
  readonly documentId: string;
  readonly kinds: readonly MentionKind[];
  readonly isSaved: boolean;
}

const MentionedMaterial = ({ item, materialUid }: { readonly item: Item; readonly materialUid: string }) => {
  const say = useSayOfTexts();
  const locale = useEntryLocale();
  const answer = useMaterialState(item.documentId);
  const title = answer.is === 'known' ? answer.state.title : item.documentId;
  const pageUrl = answer.is === 'known' ? answer.state.pageUrl : null;
  return (
    <Flex tag="li" direction="column" alignItems="flex-start" gap={1}>
      <WhatReadersGet answer={answer} title={title} />
      <Typography variant="pi" textColor="neutral700">
        {[
          ...item.kinds.map((kind) => say(`usage.kind.${kind}`)),
          ...(item.isSaved ? [] : [say('mentioned.unsaved')]),
        ].join(' · ')}
      </Typography>
      <Link tag={NavLink} to={editPath(materialUid, item.documentId, locale)}>
        {say('mentioned.open', { title })}
      </Link>
      {pageUrl ? (
        <Link href={pageUrl} isExternal>
          {say('mentioned.page', { title })}
        </Link>
      ) : null}
    </Flex>
  );
};

interface MentionedProps {
  readonly documentId: string | undefined;
  readonly updatedAt: string | undefined;
  readonly settings: UsageSettings;
}

interface Schemas {
  readonly contentType?: { readonly attributes?: Attributes };
  readonly components?: Readonly<Record<string, { readonly attributes?: Attributes }>>;
  readonly layout?: {
    readonly edit?: {
      readonly layout?: readonly (readonly (readonly { readonly name?: string; readonly label?: string }[])[])[];
    };
  };
}

/** Every material that the entry on this page names, as it stands in the form now, and links that ought to be mentions. */
export const Mentioned = ({ documentId, updatedAt, settings }: MentionedProps) => {
  const { materialUid, htmlFields, address } = settings;
  const say = useSayOfTexts();
  const locale = useEntryLocale();
  const { formatMessage } = useIntl();
  const context = useContentManagerContext();
  const { model, form } = context;
  const { contentType, components, layout } = context as unknown as Schemas;
  const { values, onChange } = form as unknown as {
    readonly values: unknown;
    readonly onChange: (name: string, value: unknown) => void;
  };
  const saved = useAnswer(`${model} ${documentId ?? ''} ${locale} ${updatedAt ?? ''}`, async () =>
    documentId ? fetchMentionsOf(model, documentId, locale) : []
  );

  const attributes = contentType?.attributes ?? {};
  const labelOf = (attribute: string): string => {
    const label = layout?.edit?.layout?.flat(2).find(({ name }) => name === attribute)?.label ?? attribute;
    // As Strapi's own form names it.
    return formatMessage({ id: `content-manager.content-types.${model}.${attribute}`, defaultMessage: label });
  };
  const texts = textsOfForm(values, attributes, (uid) => components?.[uid]?.attributes ?? {}, htmlFields);
  const finders = useFinders(
    settings,
    texts.some(({ format }) => format !== 'blocks')
  );
  const named = useMentionsOf(texts, finders, settings);
  const kinds = new Map<string, Set<MentionKind>>();
  const add = (id: string, kind: MentionKind): void => {
    kinds.set(id, (kinds.get(id) ?? new Set()).add(kind));
  };
  const savedMentions = saved.is === 'known' ? saved.data.filter(({ inDraft }) => inDraft) : [];
  const takenOff = new Set(changedRelations(values, attributes, materialUid, 'disconnect'));
  for (const { material, kinds: savedKinds } of savedMentions) {
    if (savedKinds.includes('relation') && !takenOff.has(material)) add(material, 'relation');
  }
  for (const id of changedRelations(values, attributes, materialUid, 'connect')) add(id, 'relation');
  for (const { documentId: id, kind } of named) add(id, kind);
  const items = [...kinds].map(([id, found]): Item => ({
    documentId: id,
    kinds: [...found],
    isSaved: savedMentions.some(({ material }) => material === id),
  }));

  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      {saved.is === 'failed' ? (
        <Typography textColor="danger700">{say('usage.failed', { reason: saved.reason })}</Typography>
      ) : null}
      {items.length === 0 ? (
        <Typography textColor="neutral700">
          {say(saved.is === 'loading' ? 'usage.loading' : 'mentioned.none')}
        </Typography>
      ) : (
        <Flex
          tag="ul"
          direction="column"
          alignItems="stretch"
          gap={4}
          paddingLeft={0}
          style={{ listStyle: 'none', margin: 0 }}
        >
          {items.map((item) => (
            <MentionedMaterial key={item.documentId} item={item} materialUid={materialUid} />
          ))}
        </Flex>
      )}
      <Leftovers labelOf={labelOf} texts={texts} finders={finders} address={address} onChange={onChange} />
    </Flex>
  );
};
