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
import { turnOf, type Intent, type Turn } from './order-button';
import { OrderButtonQuestion } from './OrderButtonQuestion';

/**
 * Changes stock at once, and lets it be undone. Asks first where readers would lose their order button, or get it
 * back by a field left empty.
 *
 * @returns `change`, what went wrong with each edition by its id, which are being written, and the question to render
 */
export const useStockChanges = () => {
  const say = useSay();
  const { language } = useFormats();
  const problemOf = useProblem();
  const { toggleNotification } = useNotification();
  const notice = useUndoNotice();
  const [changeQuantity] = useChangeQuantityMutation();
  const [updateEdition] = useUpdateEditionMutation();
  const [asked, setAsked] = useState<{ edition: Edition; intent: Intent; turn: Turn } | null>(null);
  const askedFrom = useRef<HTMLElement | null>(null);
  const turns = useRef(new Map<string, Promise<Intent>>());
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

  const writeNow = async (id: string, intent: Intent): Promise<Intent> => {
    setBusy(id);
    setProblems(({ [id]: _solved, ...others }) => others);
    try {
      return await send(id, intent);
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
   * @returns what takes it back
   */
  const write = ({ documentId: id }: Edition, intent: Intent): Promise<Intent> => {
    const next = () => writeNow(id, intent);
    const turn = turns.current.get(id)?.then(next, next) ?? next();
    turns.current.set(id, turn);
    return turn;
  };

  const apply = async (edition: Edition, intent: Intent): Promise<void> => {
    const title = nameOf(edition);
    try {
      const back = await write(edition, intent);
      notice(say(`done.${intent.kind}`, { title }), say('done.undone', { title }), () => write(edition, back));
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  const change = (edition: Edition, intent: Intent, from: Element | null): void => {
    const turn = turnOf(edition, intent);
    if (!turn) return void apply(edition, intent);
    askedFrom.current = from instanceof HTMLElement ? from : null;
    setAsked({ edition, intent, turn });
  };

  const question = (
    <OrderButtonQuestion
      asked={asked && { title: nameOf(asked.edition), turn: asked.turn }}
      from={askedFrom}
      onAnswer={(isMeant) => {
        if (isMeant && asked) void apply(asked.edition, asked.intent);
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
    problems,
    busy,
    question,
  };
};
