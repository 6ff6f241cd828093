import { Refusal, send } from './api.js';
import { el, fill } from './element.js';
import { say } from './words.js';

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** A field for machines that fill in everything: people and screen readers do not meet it. */
const trap = () =>
  el(
    'div',
    { class: 'trap', 'aria-hidden': 'true' },
    el('label', { for: 'website' }, say('order.website')),
    el('input', { id: 'website', name: 'website', type: 'text', tabindex: '-1', autocomplete: 'off' })
  );

const messageOf = (reason) => {
  if (!(reason instanceof Refusal)) return say('waitlist.failed');
  if (reason.status === 429) return say('waitlist.too-many-requests');
  return reason.status < 500 ? reason.message : say('waitlist.failed');
};

const createForm = (documentId, language, showDone) => {
  const input = el('input', {
    id: 'waitlist-email',
    name: 'email',
    type: 'email',
    autocomplete: 'email',
    maxlength: 254,
    required: true,
    'aria-describedby': 'waitlist-hint',
  });
  const error = el('p', { class: 'field__error', id: 'waitlist-error', role: 'alert' });
  const submit = el('button', { type: 'submit', class: 'button' }, say('waitlist.send'));

  const complain = (message) => {
    fill(error, message);
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', 'waitlist-error waitlist-hint');
    input.focus();
  };

  const join = async () => {
    const email = input.value.trim();
    if (!EMAIL.test(email)) return complain(say(email ? 'order.wrong.email' : 'order.missing.email'));
    fill(error);
    input.removeAttribute('aria-invalid');
    submit.setAttribute('aria-disabled', 'true');
    submit.textContent = say('order.sending');
    try {
      const website = form.elements.namedItem('website').value;
      const answer = await send('/waitlist', { material: documentId, locale: language, email, website });
      showDone(answer.data.message);
    } catch (reason) {
      console.warn(reason);
      complain(messageOf(reason));
    } finally {
      submit.removeAttribute('aria-disabled');
      submit.textContent = say('waitlist.send');
    }
  };

  const form = el(
    'form',
    {
      class: 'waitlist__form',
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        if (submit.getAttribute('aria-disabled') !== 'true') void join();
      },
    },
    el(
      'div',
      { class: 'field' },
      el('label', { for: 'waitlist-email' }, say('waitlist.email')),
      input,
      el('p', { class: 'field__hint', id: 'waitlist-hint' }, say('waitlist.hint')),
      error
    ),
    trap(),
    submit
  );
  return form;
};

/**
 * "Tell me when it is available": a form below a material's button, for as long as the action offers it.
 *
 * @param {{ documentId: string, action?: object }} material
 * @param {string} language of the edition
 * @param {HTMLElement} button the material's, which says when its action changes
 */
export const waitlistForm = ({ documentId, action }, language, button) => {
  const box = el('section', { class: 'waitlist', 'aria-labelledby': 'waitlist' });
  const heading = el('h2', { id: 'waitlist' }, say('waitlist.title'));
  const showDone = (message) => {
    const done = el('p', { tabindex: '-1', role: 'status' }, message);
    fill(box, heading, done);
    done.focus();
  };
  const update = (isOffered) => {
    if (isOffered === !box.hidden && box.hasChildNodes()) return;
    box.hidden = !isOffered;
    fill(box, ...(isOffered ? [heading, createForm(documentId, language, showDone)] : []));
  };
  update(action?.waitlist === true);
  button.addEventListener('material-action-change', ({ detail }) => update(detail.action?.waitlist === true));
  return box;
};
