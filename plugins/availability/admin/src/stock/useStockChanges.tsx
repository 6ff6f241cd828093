import { useNotification } from '@strapi/strapi/admin';
import { useRef, useState } from 'react';

import { useFormats, useSay } from '../messages';
import { useProblem } from '../useProblem';
import { useUndoNotice } from '../useUndoNotice';
import {
  useChangeQuantityMutation,
  useUpdateEditionMutation,
  type Edition,
  type EditionUpdate,
  type QuantityChange,
} from './api';
import { mayChangeButtons, stockAfter, turnOf } from '../../../domain/order-button';
import type { WantedChange } from '../../../server/src/usage/controller';
import { fetchEffects, type Effects } from '../usage/usage-api';
import { keepNote } from '../what-changes/kept-notes';
import { OrderButtonQuestion, type Asked } from './OrderButtonQuestion';

/** What somebody is about to do to an edition. */
export type Intent =
  | { readonly kind: 'quantity'; readonly change: QuantityChange }
  | { readonly kind: 'update'; readonly update: EditionUpdate };

/** What the server is asked about a change. */
export const wantedChangeOf = (edition: Edition, intent: Intent): WantedChange => {
  const { availability, quantity, whenSoldOut, expectedOn, lowStockAt } = stockAfter(edition, intent);
  const successor = intent.kind === 'update' ? intent.update.successor : undefined;
  return {
    material: edition.material,
    stock: {
      edition: edition.edition,
      ...{ availability, quantity, whenSoldOut, expectedOn, lowStockAt },
      ...(successor === undefined ? {} : { successor }),
    },
  };
};

/** What became of a change. */
export type Outcome = 'done' | 'refused' | 'unreachable' | 'not-meant';

/** Pauses before a change is sent again that nobody answered, in ms. */
const PAUSES = [1000, 3000];

/** So long what comes back of an edition is what was written here. */
const OWN_FOR_MS = 5000;

const isUnanswered = (error: unknown): boolean => (error as { status?: number }).status === undefined;

/** Sent again, a change may meet itself: the first one had arrived, and only its answer was lost. */
const hasArrived = (edition: Edition, intent: Intent, error: unknown): boolean => {
  const { problem, quantity } = (error as { details?: { problem?: string; quantity?: number | null } }).details ?? {};
  if (problem !== 'changed' || intent.kind !== 'quantity') return false;
  const { change } = intent;
  if (change.kind === 'uncounted') return quantity === null;
  return quantity === (change.kind === 'count' ? change.copies : (edition.onHand ?? 0) + change.copies);
};

/**
 * Changes stock at once, and lets it be undone. Asks first where readers would lose their order button, or get it
 * back by a field left empty.
 *
 * @param asksAlways asks whenever a button or link on the site would become another one
 * @returns `change`, what went wrong with each edition by its id, which are being written, and the question to render
 */
export const useStockChanges = ({ asksAlways = false }: { readonly asksAlways?: boolean } = {}) => {
  const say = useSay();
  const { language } = useFormats();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const notice = useUndoNotice();
  const [changeQuantity] = useChangeQuantityMutation();
  const [updateEdition] = useUpdateEditionMutation();
  const [asked, setAsked] = useState<{
    edition: Edition;
    intent: Intent;
    turn: Asked['turn'];
    answer: (outcome: Outcome) => void;
  } | null>(null);
  const announced = useRef<Effects | null>(null);
  const written = useRef(new Map<string, number>());
  const askedFrom = useRef<HTMLElement | null>(null);
  const turns = useRef(new Map<string, Promise<Intent | null>>());
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState<string | null>(null);

  const nameOf = ({ title, edition }: Edition): string =>
    edition === null ? title : `${title} (${language(edition)})`;

  const send = async (id: string, intent: Intent): Promise<Intent> => {
    if (intent.kind === 'quantity') {
      const { undo } = await changeQuantity({ id, change: intent.change }).unwrap();
      return { kind: 'quantity', change: undo };
    }
    const { undo } = await updateEdition({ id, update: intent.update }).unwrap();
    return { kind: 'update', update: undo };
  };

  /** Tries again where nobody answers. What was seen goes along, so that nothing is booked twice. */
  const sendPatiently = async (edition: Edition, intent: Intent): Promise<Intent | null> => {
    for (const [attempt, pause] of [...PAUSES, null].entries()) {
      try {
        return await send(edition.documentId, intent);
      } catch (error) {
        if (attempt > 0 && hasArrived(edition, intent, error)) return null;
        if (pause === null || !isUnanswered(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return null;
  };

  const writeNow = async (edition: Edition, intent: Intent): Promise<Intent | null> => {
    const { documentId: id } = edition;
    setBusy(id);
    setProblems(({ [id]: _solved, ...others }) => others);
    try {
      written.current.set(id, Date.now());
      const back = await sendPatiently(edition, intent);
      written.current.set(id, Date.now());
      return back;
    } catch (error) {
      setProblems((known) => ({ ...known, [id]: problemOf(error) }));
      throw error;
    } finally {
      setBusy(null);
    }
  };

  /**
   * Nobody waits at a field while the one before it is written: what was typed last is written last.
   *
   * @returns what takes it back; null where that is not known
   */
  const write = (edition: Edition, intent: Intent): Promise<Intent | null> => {
    const { documentId: id } = edition;
    const next = () => writeNow(edition, intent);
    const turn = turns.current.get(id)?.then(next, next) ?? next();
    turns.current.set(id, turn);
    return turn;
  };

  const apply = async (edition: Edition, intent: Intent): Promise<Outcome> => {
    const title = nameOf(edition);
    try {
      const back = await write(edition, intent);
      const done = say(`done.${intent.kind}`, { title });
      if (back) notice(done, say('done.undone', { title }), () => write(edition, back));
      else toggleNotification({ type: 'success', message: done });
      return 'done';
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
      return isUnanswered(error) ? 'unreachable' : 'refused';
    }
  };

  const ask = (edition: Edition, intent: Intent, turn: Asked['turn'], from: Element | null): Promise<Outcome> => {
    askedFrom.current = from instanceof HTMLElement ? from : null;
    announced.current = null;
    return new Promise((answer) => setAsked({ edition, intent, turn, answer }));
  };

  /** Does this change what readers can do? Where that is not known, nobody is kept from writing. */
  const changesPages = async (edition: Edition, intent: Intent): Promise<boolean> => {
    if (!asksAlways || !mayChangeButtons(edition, intent)) return false;
    return fetchEffects(wantedChangeOf(edition, intent)).then(
      ({ total }) => total > 0,
      () => false
    );
  };

  const change = async (edition: Edition, intent: Intent, from: Element | null): Promise<Outcome> => {
    const turn = turnOf(edition, intent);
    if (turn) return ask(edition, intent, turn, from);
    return (await changesPages(edition, intent)) ? ask(edition, intent, 'other', from) : apply(edition, intent);
  };

  /** What somebody has agreed to, knowing what it does. */
  const applyKnown = async (edition: Edition, intent: Intent, effects: Effects | null): Promise<Outcome> => {
    const outcome = await apply(edition, intent);
    if (outcome === 'done') keepNote(edition.material, effects);
    return outcome;
  };

  const question = (
    <OrderButtonQuestion
      asked={
        asked && {
          title: nameOf(asked.edition),
          turn: asked.turn,
          change: wantedChangeOf(asked.edition, asked.intent),
          onKnown: (effects) => (announced.current = effects),
        }
      }
      from={askedFrom}
      onAnswer={(isMeant) => {
        if (isMeant && asked) void applyKnown(asked.edition, asked.intent, announced.current).then(asked.answer);
        else asked?.answer('not-meant');
        setAsked(null);
      }}
    />
  );

  return {
    /** @param from the field where this was typed; it is gone back to after a question */
    changeQuantity: (edition: Edition, quantity: QuantityChange, from: Element | null = document.activeElement) =>
      change(edition, { kind: 'quantity', change: quantity }, from),
    update: (edition: Edition, update: EditionUpdate, from: Element | null = document.activeElement) =>
      change(edition, { kind: 'update', update }, from),
    applyKnown,
    problems,
    busy,
    question,
    /** Was this edition written from here a moment ago? Then what changed of it is no news. */
    isOwnChange: (id: string): boolean => Date.now() - (written.current.get(id) ?? -Infinity) < OWN_FOR_MS,
  };
};
