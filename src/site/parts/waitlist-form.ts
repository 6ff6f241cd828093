import { pageOf } from '../addresses';
import { element, html, voidElement, type Html } from '../html';
import type { View } from '../view';

/** A field for machines that fill in everything: people and screen readers do not meet it. */
export const trap = ({ say }: View): Html =>
  html`<div class="trap" aria-hidden="true">
    <label for="website">${say('order.website')}</label>
    <input id="website" name="website" type="text" tabindex="-1" autocomplete="off" />
  </div>`;

export interface Wish {
  readonly material: string;
  readonly email?: string;
  readonly error?: string;
}

/** "Tell me when it is available". The script hides and shows it as the button beside it changes. */
export const waitlistForm = (view: View, wish: Wish, isOffered: boolean): Html => {
  const { say, locale } = view;
  const { material, email, error } = wish;
  const input = voidElement('input', {
    id: 'waitlist-email',
    name: 'email',
    type: 'email',
    autocomplete: 'email',
    maxlength: 254,
    required: true,
    value: email,
    autofocus: error !== undefined,
    'aria-invalid': error === undefined ? null : 'true',
    'aria-describedby': error === undefined ? 'waitlist-hint' : 'waitlist-error waitlist-hint',
  });
  return element(
    'section',
    { class: 'waitlist', id: 'waitlist-box', 'aria-labelledby': 'waitlist', hidden: !isOffered },
    html`<h2 id="waitlist">${say('waitlist.title')}</h2>
      <form
        class="waitlist__form"
        action="${pageOf.waitlist(locale)}"
        method="post"
        data-replaces="waitlist-box"
        novalidate
      >
        <input type="hidden" name="material" value="${material}" />
        <div class="field">
          <label for="waitlist-email">${say('waitlist.email')}</label>
          ${input}
          <p class="field__hint" id="waitlist-hint">${say('waitlist.hint')}</p>
          ${error !== undefined && html`<p class="field__error" id="waitlist-error" role="alert">${error}</p>`}
        </div>
        ${trap(view)}
        <button type="submit" class="button">${say('waitlist.send')}</button>
      </form>`
  );
};

/** What the API said after the form was sent. */
export const waitlistNoted = ({ say }: View, message: string): Html =>
  html`<section class="waitlist" id="waitlist-box" aria-labelledby="waitlist">
    <h2 id="waitlist">${say('waitlist.title')}</h2>
    <p tabindex="-1" role="status" autofocus>${message}</p>
  </section>`;
