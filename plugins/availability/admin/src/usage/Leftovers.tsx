import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useDebounce } from '@strapi/strapi/admin';
import { useState } from 'react';

import { promisesSomething } from '../../../domain/leftover';
import { addressFor } from '../../../domain/texts/place-mention';
import type { AddressOwner, MaterialState } from '../../../server/src/usage/service';
import { useEntryLocale, useMaterialState } from '../text-editor/material-states';
import { useSayOfTexts } from '../text-editor/messages';
import type { Finders } from '../text-editor/written/finders';
import { linksOfForm, takeBack, turnLink, type FormLink, type TurnedLink } from './links-of-form';
import type { FormText } from './texts-of-form';
import { fetchOwners, useAnswer } from './usage-api';

interface Leftover {
  readonly link: FormLink;
  readonly owner: AddressOwner;
}

interface Turned {
  readonly link: TurnedLink;
  readonly title: string;
}

/** Do these words say what is no longer so? A download is promised by fewer words than an order. */
const isStale = (words: string, { action }: MaterialState): boolean =>
  promisesSomething(words) && action?.type !== 'order';

interface LeftoverRowProps {
  readonly leftover: Leftover;
  readonly field: string;
  readonly onTurn: (material: { readonly title: string; readonly slug: string | null }) => void;
}

const LeftoverRow = ({ leftover, field, onTurn }: LeftoverRowProps) => {
  const say = useSayOfTexts();
  const { link, owner } = leftover;
  const answer = useMaterialState(owner.documentId);
  const title = answer.is === 'known' ? answer.state.title : owner.documentId;
  const notice = answer.is === 'known' && isStale(link.words, answer.state) ? answer.state.action?.notice : null;
  return (
    <Flex tag="li" direction="column" alignItems="flex-start" gap={2}>
      <Typography fontWeight="bold">{say('leftover.words', { words: link.words, field })}</Typography>
      <Typography variant="pi" textColor="neutral700">
        {say(`leftover.${owner.via}`, { title })}
      </Typography>
      {notice ? (
        <Typography variant="pi" textColor="danger700">
          {say('leftover.stale', { notice })}
        </Typography>
      ) : null}
      <Button
        variant="secondary"
        size="S"
        style={{ height: 'auto' }}
        aria-label={say('leftover.turn.accessible', { words: link.words, title })}
        onClick={() => onTurn({ title, slug: answer.is === 'known' ? answer.state.slug : null })}
      >
        {say('leftover.turn')}
      </Button>
    </Flex>
  );
};

interface LeftoversProps {
  /** What the form calls an attribute. */
  readonly labelOf: (attribute: string) => string;
  readonly texts: readonly FormText[];
  /** Null for as long as they are not loaded, or not needed. */
  readonly finders: Finders | null;
  /** Under which address Markdown and HTML mention a material, with places. */
  readonly address: string;
  readonly onChange: (name: string, value: unknown) => void;
}

const keyOf = ({ name, at }: { readonly name: string; readonly at: string }): string => `${name} ${at}`;

/** Links to a material that were typed by hand, each with an offer to turn it into a mention. Nothing is saved by itself. */
export const Leftovers = ({ labelOf, texts, finders, address, onChange }: LeftoversProps) => {
  const say = useSayOfTexts();
  const locale = useEntryLocale();
  const [turned, setTurned] = useState<readonly Turned[]>([]);
  const links = linksOfForm(texts, finders);
  const urls = [...new Set(links.map(({ url }) => url))].sort();
  const key = useDebounce(JSON.stringify(urls), 500);
  const answer = useAnswer(key, () => fetchOwners(JSON.parse(key) as string[]));

  const leftovers = links.flatMap((link): Leftover[] => {
    const owner = answer.is === 'known' ? answer.data.find(({ url }) => url === link.url) : undefined;
    return owner ? [{ link, owner }] : [];
  });

  const turn = ({ link, owner: { documentId } }: Leftover, { title, slug }: { title: string; slug: string | null }) => {
    const mention = { documentId, address: addressFor(address, { documentId, slug }, locale) };
    const done = turnLink(link, mention, finders, onChange);
    if (done) setTurned([...turned, { link: done, title }]);
  };

  const undo = (one: Turned): void => {
    setTurned(turned.filter((other) => other !== one));
    takeBack(one.link, texts, onChange);
  };

  if (answer.is === 'failed') {
    return <Typography textColor="danger700">{say('leftover.failed', { reason: answer.reason })}</Typography>;
  }
  const left = new Set(leftovers.map(({ link }) => keyOf({ name: link.text.name, at: link.at })));
  const open = turned.filter(({ link }) => !left.has(keyOf(link)));
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      {leftovers.length > 0 ? (
        <Box background="warning100" padding={3} hasRadius>
          <Typography tag="h3" variant="sigma" textColor="neutral800">
            {say('leftover.title')}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral800">
            {say('leftover.explained')}
          </Typography>
          <Flex
            tag="ul"
            direction="column"
            alignItems="stretch"
            gap={4}
            paddingTop={3}
            paddingLeft={0}
            style={{ listStyle: 'none' }}
          >
            {leftovers.map((leftover) => (
              <LeftoverRow
                key={keyOf({ name: leftover.link.text.name, at: leftover.link.at })}
                leftover={leftover}
                field={labelOf(leftover.link.text.attribute)}
                onTurn={(material) => turn(leftover, material)}
              />
            ))}
          </Flex>
        </Box>
      ) : null}
      <div role="status">
        {open.map((one) => (
          <Flex key={keyOf(one.link)} gap={2} alignItems="center">
            <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
              {say('leftover.turned', { words: one.link.words, title: one.title })}
            </Typography>
            <Button variant="tertiary" size="S" style={{ flexShrink: 0 }} onClick={() => undo(one)}>
              {say('leftover.undo')}
            </Button>
          </Flex>
        ))}
      </div>
    </Flex>
  );
};
