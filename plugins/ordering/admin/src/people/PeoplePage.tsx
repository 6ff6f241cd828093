import { Box, Button, Dialog, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { Layouts, Page, useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useProblemWords } from '../answers';
import { saveAs } from '../save-as';
import { useSay } from '../messages';
import { PERMISSIONS } from '../plugin';

interface Kept {
  readonly orders: readonly { readonly number: string; readonly state: string }[];
  readonly waiting: readonly unknown[];
}

const isEmail = (typed: string): boolean => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(typed);

/** What is kept about an e-mail address: hand it out, and forget it. */
const People = () => {
  const say = useSay();
  const wordsOf = useProblemWords();
  const { post } = useFetchClient();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<{ readonly email: string; readonly kept: Kept } | null>(null);
  const [said, setSaid] = useState<{ readonly isProblem: boolean; readonly words: string } | null>(null);
  const [mistake, setMistake] = useState<string | undefined>(undefined);
  const [isAsking, setIsAsking] = useState(false);

  const attempt = async (work: () => Promise<string>): Promise<void> => {
    try {
      setSaid({ isProblem: false, words: await work() });
    } catch (error) {
      setSaid({ isProblem: true, words: wordsOf(error) });
    }
  };

  const look = (): Promise<void> | undefined => {
    const email = typed.trim();
    setMistake(isEmail(email) ? undefined : say('people.email.wrong'));
    if (!isEmail(email)) return undefined;
    setFound(null);
    return attempt(async () => {
      const { data } = await post<{ data: Kept }>('/ordering/people/export', { data: { email } });
      setFound({ email, kept: data.data });
      return say('people.found', { orders: data.data.orders.length, waiting: data.data.waiting.length });
    });
  };

  const erase = (email: string): Promise<void> =>
    attempt(async () => {
      const { data } = await post<{ data: { erased: number; waiting: number } }>('/ordering/people/erase', {
        data: { email },
      });
      setFound(null);
      return say('people.erased', { orders: data.data.erased, waiting: data.data.waiting });
    });

  const open = found?.kept.orders.filter(({ state }) => state === 'received' || state === 'passed-on') ?? [];
  const isNothing = found !== null && found.kept.orders.length + found.kept.waiting.length === 0;

  return (
    <Page.Main>
      <Page.Title>{say('people.title')}</Page.Title>
      <Layouts.Header title={say('people.title')} subtitle={say('people.lead')} />
      <Layouts.Content>
        <Box background="neutral0" padding={5} hasRadius shadow="tableShadow" maxWidth="48rem">
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void look();
            }}
          >
            <Flex direction="column" alignItems="stretch" gap={3}>
              <Field.Root name="email" error={mistake} required>
                <Field.Label>{say('people.email')}</Field.Label>
                <TextInput
                  type="email"
                  autoComplete="off"
                  value={typed}
                  onChange={(event: React.ChangeEvent<HTMLInputElement>) => {
                    setTyped(event.target.value);
                    setFound(null);
                  }}
                />
                <Field.Error />
              </Field.Root>
              <Box>
                <Button type="submit" variant="secondary">
                  {say('people.look')}
                </Button>
              </Box>
            </Flex>
          </form>
          <Box paddingTop={4} role="status">
            {said && !said.isProblem ? <Typography>{said.words}</Typography> : null}
          </Box>
          {said?.isProblem ? (
            <Typography role="alert" textColor="danger700">
              {said.words}
            </Typography>
          ) : null}
          {open.length > 0 ? (
            <Typography tag="p" paddingTop={2}>
              {say('people.open', { numbers: open.map(({ number }) => number).join(', '), count: open.length })}
            </Typography>
          ) : null}
          {found && !isNothing ? (
            <Flex gap={2} paddingTop={4}>
              <Button
                variant="tertiary"
                onClick={() =>
                  saveAs('export.json', new Blob([JSON.stringify(found.kept, null, 2)], { type: 'application/json' }))
                }
              >
                {say('people.download')}
              </Button>
              <Button variant="danger-light" disabled={open.length > 0} onClick={() => setIsAsking(true)}>
                {say('people.erase')}
              </Button>
            </Flex>
          ) : null}
        </Box>
        <Dialog.Root open={isAsking} onOpenChange={setIsAsking}>
          <Dialog.Content>
            <Dialog.Header>{say('people.ask.title')}</Dialog.Header>
            <Dialog.Body>
              {found
                ? say('people.ask', {
                    email: found.email,
                    orders: found.kept.orders.length,
                    waiting: found.kept.waiting.length,
                  })
                : null}
            </Dialog.Body>
            <Dialog.Footer>
              <Dialog.Cancel>
                <Button variant="tertiary">{say('people.ask.no')}</Button>
              </Dialog.Cancel>
              <Dialog.Action>
                <Button variant="danger" onClick={() => found && void erase(found.email)}>
                  {say('people.ask.yes')}
                </Button>
              </Dialog.Action>
            </Dialog.Footer>
          </Dialog.Content>
        </Dialog.Root>
      </Layouts.Content>
    </Page.Main>
  );
};

/** Only for those who may erase. */
export const PeoplePage = () => (
  <Page.Protect permissions={PERMISSIONS.people as never}>
    <People />
  </Page.Protect>
);
