import { Box, Button, Field, Flex, IconButton, Link, NumberInput, Typography } from '@strapi/design-system';
import { Minus, Plus } from '@strapi/icons';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';

import { useFormats, useSay } from '../messages';
import type { Panel, QuantityChange } from '../stock/api';
import { DayInput } from '../stock/DayInput';
import { StateBadge } from '../stock/StateBadge';
import { StateSelect } from '../stock/StateSelect';
import type { useStockChanges } from '../stock/useStockChanges';
import { Successor } from './Successor';
import { SuccessorDialog } from './SuccessorDialog';

interface Props {
  readonly edition: Panel['editions'][number];
  readonly canChange: boolean;
  readonly changes: ReturnType<typeof useStockChanges>;
  readonly detailsUrl: string;
}

/** Copies that came, or were counted: a number, and what it means. */
const Copies = ({ edition, changes, disabled }: Omit<Props, 'canChange' | 'detailsUrl'> & { disabled: boolean }) => {
  const say = useSay();
  const [copies, setCopies] = useState<number | undefined>(undefined);
  const isCount = copies !== undefined && Number.isInteger(copies) && copies >= 0;
  const isDelivery = isCount && copies > 0 && edition.quantity !== null;
  const book = (change: QuantityChange): void => {
    void changes.changeQuantity(edition, { ...change, seen: edition.onHand });
    setCopies(undefined);
  };
  const deliver = () => book({ kind: 'delta', copies: copies ?? 0, reason: 'delivery' });
  const count = () => book({ kind: 'count', copies: copies ?? 0 });
  /** The field stands in the form of the material, which Enter would save. */
  const bookOnEnter = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    if (disabled || !isCount) return;
    if (isDelivery) deliver();
    else count();
  };
  return (
    <Field.Root width="100%" onKeyDown={bookOnEnter}>
      <Field.Label>{say('panel.copies')}</Field.Label>
      <NumberInput size="S" value={copies} disabled={disabled} step={1} onValueChange={setCopies} />
      <Flex gap={2} paddingTop={2}>
        <Button size="S" variant="secondary" disabled={disabled || !isDelivery} onClick={deliver}>
          {say('panel.delivered')}
        </Button>
        <Button size="S" variant="tertiary" disabled={disabled || !isCount} onClick={count}>
          {say('panel.counted')}
        </Button>
      </Flex>
    </Field.Root>
  );
};

/** One edition: its state, its copies, its expected day. */
export const EditionCard = ({ edition, canChange, changes, detailsUrl }: Props) => {
  const say = useSay();
  const { language, day } = useFormats();
  const name = edition.edition === null ? say('edition.all') : language(edition.edition);
  const disabled = changes.busy === edition.documentId;
  const problem = changes.problems[edition.documentId];
  const isCounted = edition.quantity !== null;
  const [isReplacing, setIsReplacing] = useState(false);
  const step = (copies: number) =>
    void changes.changeQuantity(edition, { kind: 'delta', copies, reason: 'correction', seen: edition.onHand });

  return (
    <Box tag="section" aria-label={name} padding={3} borderColor="neutral200" hasRadius width="100%">
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography tag="h3" variant="omega" fontWeight="bold">
            {name}
          </Typography>
          {edition.orderNumber ? (
            <Typography variant="pi" textColor="neutral600">
              {say('panel.order-number', { orderNumber: edition.orderNumber })}
            </Typography>
          ) : null}
          <StateBadge state={edition.availability} />
          {edition.availability === 'replaced' ? (
            <Successor documentId={edition.successor} onChoose={canChange ? () => setIsReplacing(true) : undefined} />
          ) : null}
        </Flex>

        <Flex gap={2} justifyContent="space-between">
          {canChange ? (
            <IconButton
              label={say('panel.one-less')}
              disabled={disabled || !isCounted || edition.quantity === 0}
              onClick={() => step(-1)}
            >
              <Minus />
            </IconButton>
          ) : null}
          <Typography aria-live="polite" fontWeight="bold" textAlign="center">
            {isCounted ? say('panel.quantity', { quantity: edition.quantity }) : say('panel.not-counted')}
            {edition.lowStock ? (
              <Typography tag="span" variant="pi" textColor="warning700">
                {` ${say('panel.low')}`}
              </Typography>
            ) : null}
          </Typography>
          {canChange ? (
            <IconButton label={say('panel.one-more')} disabled={disabled || !isCounted} onClick={() => step(1)}>
              <Plus />
            </IconButton>
          ) : null}
        </Flex>

        {problem ? (
          <Typography role="alert" variant="pi" textColor="danger700">
            {problem}
          </Typography>
        ) : null}

        {canChange ? (
          <>
            <Copies edition={edition} changes={changes} disabled={disabled} />
            <StateSelect
              label={say('panel.state')}
              value={edition.availability}
              disabled={disabled}
              onChange={(availability) => {
                if (availability === 'replaced') setIsReplacing(true);
                else void changes.update(edition, { availability });
              }}
            />
            <DayInput
              label={say('panel.expected')}
              value={edition.expectedOn}
              disabled={disabled}
              onChange={(expectedOn) => void changes.update(edition, { expectedOn })}
            />
          </>
        ) : edition.expectedOn ? (
          <Typography variant="pi">{say('panel.expected-on', { day: day(edition.expectedOn) })}</Typography>
        ) : null}
        <Link tag={NavLink} to={detailsUrl}>
          {say('panel.details')}
        </Link>
        {isReplacing ? (
          <SuccessorDialog edition={edition} changes={changes} onClose={() => setIsReplacing(false)} />
        ) : null}
      </Flex>
    </Box>
  );
};
