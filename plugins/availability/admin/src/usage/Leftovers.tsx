import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useDebounce } from '@strapi/strapi/admin';
import { useState } from 'react';

import {
  plainLinks,
  promisesSomething,
  turnIntoMention,
  turnIntoPlainLink,
  type PlainLink,
} from '../../../domain/leftover';
import type { AddressOwner, MaterialState } from '../../../server/src/usage/service';
import { setMaterialInEditor } from '../text-editor/live-editors';
import { useMaterialState } from '../text-editor/material-states';
import { useSayOfTexts } from '../text-editor/messages';
import type { FormText } from './texts-of-form';
import { fetchOwners, useAnswer } from './usage-api';

interface Leftover {
  readonly text: FormText;
  readonly link: PlainLink;
  readonly owner: AddressOwner;
}

interface Turned {
  readonly name: string;
  readonly link: PlainLink;
  readonly documentId: string;
  readonly title: string;
}

/** Do these words say what is no longer so? A download is promised by fewer words than an order. */
const isStale = (words: string, { action }: MaterialState): boolean =>
  promisesSomething(words) && action?.type !== 'order';

interface LeftoverRowProps {
  readonly leftover: Leftover;
  readonly field: string;
  readonly onTurn: (title: string) => void;
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
        onClick={() => onTurn(title)}
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
  readonly onChange: (name: string, blocks: unknown[]) => void;
}

/** Links to a material that were typed by hand, each with an offer to turn it into a mention. Nothing is saved by itself. */
export const Leftovers = ({ labelOf, texts, onChange }: LeftoversProps) => {
  const say = useSayOfTexts();
  const [turned, setTurned] = useState<readonly Turned[]>([]);
  const links = texts.flatMap((text) => plainLinks(text.blocks).map((link) => ({ text, link })));
  const urls = [...new Set(links.map(({ link }) => link.url))].sort();
  const key = useDebounce(JSON.stringify(urls), 500);
  const answer = useAnswer(key, () => fetchOwners(JSON.parse(key) as string[]));

  const leftovers = links.flatMap(({ text, link }): Leftover[] => {
    const owner = answer.is === 'known' ? answer.data.find(({ url }) => url === link.url) : undefined;
    return owner ? [{ text, link, owner }] : [];
  });

  const turn = ({ text, link, owner: { documentId } }: Leftover, title: string): void => {
    if (!setMaterialInEditor(text.blocks, link.path, documentId)) {
      onChange(text.name, turnIntoMention(text.blocks, link.path, documentId));
    }
    setTurned([...turned, { name: text.name, link, documentId, title }]);
  };

  const undo = (one: Turned): void => {
    const text = texts.find(({ name }) => name === one.name);
    setTurned(turned.filter((other) => other !== one));
    if (!text) return;
    const back = turnIntoPlainLink(text.blocks, one.link.path);
    // Somebody wrote on meanwhile: what stands at that place now is not what was turned.
    const isStillThere = plainLinks(back).some(
      ({ path, url }) => String(path) === String(one.link.path) && url === one.link.url
    );
    if (isStillThere && !setMaterialInEditor(text.blocks, one.link.path, null)) onChange(one.name, back);
  };

  if (answer.is === 'failed') {
    return <Typography textColor="danger700">{say('leftover.failed', { reason: answer.reason })}</Typography>;
  }
  const open = turned.filter(
    ({ name, link }) =>
      !leftovers.some((left) => left.text.name === name && String(left.link.path) === String(link.path))
  );
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
                key={`${leftover.text.name} ${String(leftover.link.path)}`}
                leftover={leftover}
                field={labelOf(leftover.text.attribute)}
                onTurn={(title) => turn(leftover, title)}
              />
            ))}
          </Flex>
        </Box>
      ) : null}
      <div role="status">
        {open.map((one) => (
          <Flex key={`${one.name} ${String(one.link.path)}`} gap={2} alignItems="center">
            <Typography variant="pi">{say('leftover.turned', { words: one.link.words, title: one.title })}</Typography>
            <Button variant="tertiary" size="S" onClick={() => undo(one)}>
              {say('leftover.undo')}
            </Button>
          </Flex>
        ))}
      </div>
    </Flex>
  );
};
