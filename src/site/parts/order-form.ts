import { element, html, voidElement, type Content, type Html } from '../html';
import type { View } from '../view';
import type { Word } from '../words';
import { trap } from './waitlist-form';

const FIELDS = [
  { name: 'name', autocomplete: 'name', required: true, maxlength: 120 },
  { name: 'organisation', autocomplete: 'organization', required: false, maxlength: 160 },
  { name: 'street', autocomplete: 'street-address', required: true, maxlength: 160 },
  { name: 'postalCode', autocomplete: 'postal-code', required: true, maxlength: 16 },
  { name: 'city', autocomplete: 'address-level2', required: true, maxlength: 120 },
  { name: 'country', autocomplete: 'country', required: true, maxlength: 60 },
  { name: 'email', autocomplete: 'email', required: true, maxlength: 254 },
] as const;

type Field = (typeof FIELDS)[number];
export type FieldName = Field['name'];

/** What was typed, by field. */
export type Typed = Readonly<Partial<Record<FieldName, string>>>;

/** A country to which is sent. */
export interface Destination {
  readonly code: string;
  readonly hasPostalCode: boolean;
}

/** What is wrong, at the control with that id; without one it is about the whole. */
export interface Mistake {
  readonly id: string | null;
  readonly message: string;
}

const idOf = (name: FieldName): string => `recipient-${name}`;

/** Rough: the API knows better. */
export const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
const DEFAULT_COUNTRY = 'DE';

/** A single destination is chosen already; so is Germany, where it is one. */
const chosenCountry = ({ country }: Typed, destinations: readonly Destination[]): string => {
  const isThere = (code: string | undefined): boolean => destinations.some((one) => one.code === code);
  if (isThere(country)) return country ?? '';
  if (destinations.length === 1) return destinations[0]?.code ?? '';
  return isThere(DEFAULT_COUNTRY) ? DEFAULT_COUNTRY : '';
};

const hasPostalCode = (country: string, destinations: readonly Destination[]): boolean =>
  destinations.find(({ code }) => code === country)?.hasPostalCode ?? true;

/** What was typed of a delivery address. */
export const typedIn = (body: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    FIELDS.flatMap(({ name }) => {
      const value = body[name];
      return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [];
    })
  );

/** The address as the API takes it: where a country has no postal codes, none is sent. */
export const recipientOf = (typed: Typed, destinations: readonly Destination[]): Typed => {
  const { postalCode, ...rest } = typed;
  const country = chosenCountry(typed, destinations);
  const address = { ...rest, ...(country ? { country } : {}) };
  return postalCode && hasPostalCode(country, destinations) ? { ...address, postalCode } : address;
};

/** What is missing or cannot be: the rest is the API's to judge. */
export const mistakesIn = ({ say }: View, typed: Typed, destinations: readonly Destination[]): Mistake[] =>
  FIELDS.flatMap(({ name, required }): Mistake[] => {
    const value = name === 'country' ? chosenCountry(typed, destinations) : typed[name];
    const isAsked = name !== 'postalCode' || hasPostalCode(chosenCountry(typed, destinations), destinations);
    if (required && isAsked && !value) return [{ id: idOf(name), message: say(`order.missing.${name}` as Word) }];
    if (name === 'email' && value && !EMAIL.test(value)) return [{ id: idOf(name), message: say('order.wrong.email') }];
    return [];
  });

/** The field that a path of the API's answer means (`recipient.email`), or null. */
export const fieldAt = (path: readonly string[]): string | null => {
  const name = path[0] === 'recipient' ? FIELDS.find((field) => field.name === path[1])?.name : undefined;
  return name ? idOf(name) : null;
};

const countryOptions = (view: View, typed: Typed, destinations: readonly Destination[]): Content => {
  const names = new Intl.DisplayNames([view.locale], { type: 'region' });
  const nameOf = ({ code }: Destination): string => names.of(code) ?? code;
  const order = new Intl.Collator(view.locale);
  const chosen = chosenCountry(typed, destinations);
  return [
    chosen === '' && element('option', { value: '' }),
    [...destinations]
      .sort((a, b) => order.compare(nameOf(a), nameOf(b)))
      .map((one) => {
        const values = { value: one.code, selected: one.code === chosen, 'data-no-postal-code': !one.hasPostalCode };
        return element('option', values, nameOf(one));
      }),
  ];
};

interface Shown {
  readonly typed: Typed;
  readonly destinations: readonly Destination[];
  readonly mistakes: readonly Mistake[];
}

/** Says beside a control what is wrong with it. */
export const mistakeAt = (mistakes: readonly Mistake[], id: string): string | null =>
  mistakes.find((mistake) => mistake.id === id)?.message ?? null;

export const errorBeside = (id: string, message: string | null): Content =>
  message !== null && html`<p class="field__error" id="${id}-error">${message}</p>`;

/** The texts that describe a control: its mistake first. */
export const describedBy = (id: string, message: string | null, ...hints: (string | false)[]): string | null =>
  [message !== null && `${id}-error`, ...hints].filter(Boolean).join(' ') || null;

const controlOf = (view: View, field: Field, { typed, destinations, mistakes }: Shown): Html => {
  const { name, autocomplete, maxlength } = field;
  const id = idOf(name);
  const message = mistakeAt(mistakes, id);
  const values = {
    id,
    name,
    autocomplete,
    required:
      field.required && (name !== 'postalCode' || hasPostalCode(chosenCountry(typed, destinations), destinations)),
    'aria-invalid': message === null ? null : 'true',
    'aria-describedby': describedBy(id, message, name === 'email' && `${id}-hint`),
  };
  if (name === 'country') return element('select', values, countryOptions(view, typed, destinations));
  return voidElement('input', { ...values, type: name === 'email' ? 'email' : 'text', maxlength, value: typed[name] });
};

const fieldOf = (view: View, field: Field, shown: Shown): Html => {
  const { name } = field;
  const id = idOf(name);
  const country = chosenCountry(shown.typed, shown.destinations);
  const isHidden = name === 'postalCode' && !hasPostalCode(country, shown.destinations);
  return element(
    'div',
    { class: `field field--${name}`, hidden: isHidden },
    html`<label for="${id}"
        >${view.say(`order.${name}` as Word)}${field.required && html`<span aria-hidden="true"> *</span>`}</label
      >
      ${controlOf(view, field, shown)}
      ${name === 'email' && html`<p class="field__hint" id="${id}-hint">${view.say('order.email.hint')}</p>`}
      ${errorBeside(id, mistakeAt(shown.mistakes, id))}`
  );
};

/** The fields of a delivery address. */
export const recipientFields = (view: View, shown: Shown): Html =>
  html`<fieldset class="recipient">
    <legend><h2>${view.say('order.recipient')}</h2></legend>
    <p class="note">${view.say('order.required')}</p>
    <div class="recipient__fields">${FIELDS.map((field) => fieldOf(view, field, shown))}</div>
    ${trap(view)}
  </fieldset>`;
