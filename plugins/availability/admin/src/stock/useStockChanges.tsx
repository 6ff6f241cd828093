import { Button, Dialog } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

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
import { takesOrderButton, type Intent } from './order-button';

/**
 * Changes stock at once, and lets it be undone. Asks first where readers would lose their order button.
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
  const [asked, setAsked] = useState<{ edition: Edition; intent: Intent } | null>(null);
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

  /** @returns what takes it back */
  const write = async ({ documentId: id }: Edition, intent: Intent): Promise<Intent> => {
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

  const apply = async (edition: Edition, intent: Intent): Promise<void> => {
    const title = nameOf(edition);
    try {
      const back = await write(edition, intent);
      notice(say(`done.${intent.kind}`, { title }), say('done.undone', { title }), () => write(edition, back));
    } catch (error) {
      toggleNotification({ type: 'danger', message: problemOf(error) });
    }
  };

  const change = (edition: Edition, intent: Intent): void => {
    if (takesOrderButton(edition, intent)) setAsked({ edition, intent });
    else void apply(edition, intent);
  };

  const question = (
    <Dialog.Root open={asked !== null} onOpenChange={(open) => (open ? undefined : setAsked(null))}>
      <Dialog.Content>
        <Dialog.Header>{say('stock.ask.title')}</Dialog.Header>
        <Dialog.Body>{asked ? say('stock.ask.body', { title: nameOf(asked.edition) }) : null}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {say('stock.ask.no')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button
              variant="danger"
              fullWidth
              onClick={() => {
                if (asked) void apply(asked.edition, asked.intent);
                setAsked(null);
              }}
            >
              {say('stock.ask.yes')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );

  return {
    changeQuantity: (edition: Edition, quantity: QuantityChange) =>
      change(edition, { kind: 'quantity', change: quantity }),
    update: (edition: Edition, update: EditionUpdate) => change(edition, { kind: 'update', update }),
    problems,
    busy,
    question,
  };
};
