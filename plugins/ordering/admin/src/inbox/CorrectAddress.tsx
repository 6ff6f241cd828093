import {
  Button,
  Field,
  Flex,
  Modal,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';

import { countryCodes, countryNameOf } from '../../../domain/country';
import { useProblemWords } from '../answers';
import { useSay } from '../messages';
import type { Order } from './order';

const FIELDS = ['name', 'organisation', 'street', 'postalCode', 'city', 'country', 'email'] as const;
const REQUIRED: ReadonlySet<string> = new Set(['name', 'street', 'city', 'country', 'email']);
type FieldName = (typeof FIELDS)[number];

/** What is wrong with each field, as the server says it. */
type Mistakes = Readonly<Partial<Record<string, string>>>;

interface Refused {
  readonly response?: {
    readonly data?: {
      readonly error?: {
        readonly details?: {
          readonly errors?: readonly { readonly path?: readonly string[]; readonly message?: string }[];
        };
      };
    };
  };
}

const mistakesIn = (error: unknown): Mistakes => {
  const { errors = [] } = (error as Refused).response?.data?.error?.details ?? {};
  return Object.fromEntries(
    errors.flatMap(({ path = [], message }) => (path[0] === 'recipient' && path[1] ? [[path[1], message]] : []))
  );
};

const useCountries = (): readonly { readonly code: string; readonly name: string }[] => {
  const { locale } = useIntl();
  return useMemo(() => {
    const { compare } = new Intl.Collator(locale);
    return countryCodes()
      .map((code) => ({ code, name: countryNameOf(code, locale) }))
      .sort((a, b) => compare(a.name, b.name));
  }, [locale]);
};

interface Props {
  readonly order: Order;
  readonly onCorrected: (order: Order) => void;
}

const Form = ({ order, onCorrected, onClose }: Props & { readonly onClose: () => void }) => {
  const say = useSay();
  const wordsOf = useProblemWords();
  const { locale } = useIntl();
  const { put } = useFetchClient();
  const { toggleNotification } = useNotification();
  const countries = useCountries();
  const [typed, setTyped] = useState<Readonly<Record<FieldName, string | null>>>(order.recipient);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { number } = order;

  const change = (field: FieldName, value: string): void => setTyped((old) => ({ ...old, [field]: value }));

  const store = async (): Promise<void> => {
    setIsBusy(true);
    setProblem(null);
    try {
      const { data } = await put<{ data: Order }>(
        `/ordering/orders/${number}/recipient`,
        { data: { recipient: typed } },
        { params: { locale } }
      );
      toggleNotification({ type: 'success', message: say('address.corrected', { number }) });
      onCorrected(data.data);
      onClose();
    } catch (error) {
      const found = mistakesIn(error);
      setMistakes(found);
      if (Object.keys(found).length === 0) setProblem(wordsOf(error));
    } finally {
      setIsBusy(false);
    }
  };

  const labelled = (field: FieldName, input: React.ReactNode) => (
    <Field.Root key={field} name={field} error={mistakes[field]} required={REQUIRED.has(field)}>
      <Field.Label>{say(`address.${field}`)}</Field.Label>
      {input}
      <Field.Error />
    </Field.Root>
  );

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void store();
      }}
    >
      <Modal.Header closeLabel={say('address.close')}>
        <Modal.Title>{say('address.title', { number })}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={4}>
          {FIELDS.map((field) =>
            labelled(
              field,
              field === 'country' ? (
                <SingleSelect value={typed.country ?? ''} onChange={(code) => change('country', String(code))}>
                  {countries.map(({ code, name }) => (
                    <SingleSelectOption key={code} value={code}>
                      {name}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
              ) : (
                <TextInput
                  type={field === 'email' ? 'email' : 'text'}
                  autoComplete="off"
                  value={typed[field] ?? ''}
                  onChange={(event: React.ChangeEvent<HTMLInputElement>) => change(field, event.target.value)}
                />
              )
            )
          )}
          {problem ? (
            <Typography role="alert" textColor="danger700">
              {problem}
            </Typography>
          ) : null}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{say('address.keep')}</Button>
        </Modal.Close>
        <Button type="submit" loading={isBusy}>
          {say('address.store')}
        </Button>
      </Modal.Footer>
    </form>
  );
};

/** Corrects the address of an order that was not sent yet: a wrong house number, a typing error in the e-mail address. */
export const CorrectAddress = ({ order, onCorrected }: Props) => {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Modal.Root open={isOpen} onOpenChange={setIsOpen}>
      <Modal.Trigger>
        <Button size="S" variant="tertiary">
          {say('address.correct')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        {isOpen ? <Form order={order} onCorrected={onCorrected} onClose={() => setIsOpen(false)} /> : null}
      </Modal.Content>
    </Modal.Root>
  );
};
