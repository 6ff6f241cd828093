import { el } from './element.js';
import { locale } from './locale.js';
import { say } from './words.js';

const FIELDS = [
  { name: 'name', autocomplete: 'name', required: true, maxlength: 120 },
  { name: 'organisation', autocomplete: 'organization', required: false, maxlength: 160 },
  { name: 'street', autocomplete: 'street-address', required: true, maxlength: 160 },
  { name: 'postalCode', autocomplete: 'postal-code', required: true, maxlength: 16, narrow: true },
  { name: 'city', autocomplete: 'address-level2', required: true, maxlength: 120 },
  { name: 'country', autocomplete: 'country', required: true },
  { name: 'email', autocomplete: 'email', type: 'email', required: true, maxlength: 254, hint: 'order.email.hint' },
];

/** Where publications are sent, by ISO 3166-1. */
const COUNTRIES = [
  ...['AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT'],
  ...['LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
];

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

const idOf = (name) => `recipient-${name}`;

const countryOptions = (codes) => {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const byName = (a, b) => names.of(a).localeCompare(names.of(b), locale);
  const chosen = codes.includes('DE') ? 'DE' : null;
  return [
    chosen === null && codes.length > 1 && el('option', { value: '' }),
    [...codes].sort(byName).map((code) => el('option', { value: code, selected: code === chosen }, names.of(code))),
  ];
};

const controlOf = ({ name, autocomplete, type = 'text', required, maxlength, hint }, countries) => {
  const attributes = {
    id: idOf(name),
    name,
    autocomplete,
    required,
    'aria-describedby': hint ? `${idOf(name)}-hint` : null,
  };
  return name === 'country'
    ? el('select', attributes, countryOptions(countries ?? COUNTRIES))
    : el('input', { ...attributes, type, maxlength });
};

const fieldOf = (field, countries) =>
  el(
    'div',
    { class: `field field--${field.name}${field.narrow ? ' field--narrow' : ''}` },
    el(
      'label',
      { for: idOf(field.name) },
      say(`order.${field.name}`),
      field.required && el('span', { 'aria-hidden': 'true' }, ' *')
    ),
    controlOf(field, countries),
    field.hint && el('p', { class: 'field__hint', id: `${idOf(field.name)}-hint` }, say(field.hint))
  );

/** A field for machines that fill in everything: people and screen readers do not meet it. */
const trap = () =>
  el(
    'div',
    { class: 'trap', 'aria-hidden': 'true' },
    el('label', { for: 'website' }, say('order.website')),
    el('input', { id: 'website', name: 'website', type: 'text', tabindex: '-1', autocomplete: 'off' })
  );

/**
 * The fields of a delivery address.
 *
 * @param {string[] | null} countries to which is sent; null: no limit is known
 */
export const recipientFields = (countries = null) =>
  el(
    'fieldset',
    { class: 'recipient' },
    el('legend', {}, el('h2', {}, say('order.recipient'))),
    el('p', { class: 'note' }, say('order.required')),
    el(
      'div',
      { class: 'recipient__fields' },
      FIELDS.map((field) => fieldOf(field, countries))
    ),
    trap()
  );

/** @param {HTMLFormElement} form @returns the recipient and the trap, as the API takes them */
export const recipientIn = (form) => {
  const entries = new FormData(form);
  const value = (name) => String(entries.get(name) ?? '').trim();
  const recipient = Object.fromEntries(
    FIELDS.map(({ name }) => [name, value(name)]).filter(([, given]) => given !== '')
  );
  return { recipient, website: value('website') };
};

/**
 * @typedef {{ id: string, message: string }} Mistake at the field with that id
 * @returns {Mistake[]} what is missing or wrong
 */
export const mistakesIn = ({ recipient }) =>
  FIELDS.flatMap(({ name, required }) => {
    const value = recipient[name];
    if (required && !value) return [{ id: idOf(name), message: say(`order.missing.${name}`) }];
    if (name === 'email' && value && !EMAIL.test(value)) return [{ id: idOf(name), message: say('order.wrong.email') }];
    return [];
  });

/** The field that a path of the API's answer means, such as `recipient.email`, or null. */
export const fieldAt = (path) => {
  const name = FIELDS.find((field) => field.name === path.at(-1))?.name;
  return name ? idOf(name) : null;
};

const clearMistakes = (form) => {
  for (const control of form.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    const others = (control.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter((id) => id !== `${control.id}-error`);
    if (others.join('') === '') control.removeAttribute('aria-describedby');
    else control.setAttribute('aria-describedby', others.join(' '));
  }
  for (const error of form.querySelectorAll('.field__error')) error.remove();
};

/** Says each mistake beside its field. */
export const showMistakes = (form, mistakes) => {
  clearMistakes(form);
  for (const { id, message } of mistakes) {
    const control = form.elements.namedItem(id);
    if (!control) continue;
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', `${id}-error ${control.getAttribute('aria-describedby') ?? ''}`.trim());
    control.closest('.field')?.append(el('p', { class: 'field__error', id: `${id}-error` }, message));
  }
};
