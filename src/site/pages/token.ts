import type { Refusal } from '../api';
import { element, html, type Content, type Html } from '../html';
import type { View } from '../view';

/** The token of a link that was pasted whole, or by itself; '' for what is neither. */
export const tokenIn = (body: Readonly<Record<string, unknown>>): string => {
  const text = typeof body.token === 'string' ? body.token.trim() : '';
  const token = text.slice(text.lastIndexOf('#') + 1);
  return /^[\w-]{1,100}$/.test(token) ? token : '';
};

/** Does the API say that there is nothing under a token? */
export const isUnknown = ({ status }: Refusal): boolean => status === 404 || status === 400;

/**
 * A token stands behind the "#" of a link, where no server sees it. The script sends it in a form; without a script readers paste
 * their link into it.
 */
export const tokenForm = ({ say }: View, action: string, title: string, text: string): Html =>
  html`<section class="state">
    <h1>${title}</h1>
    <form class="waitlist__form" action="${action}" method="post" data-token>
      <p>${text}</p>
      <div class="field">
        <label for="token">${say('token.link')}</label>
        <input id="token" name="token" type="text" autocomplete="off" maxlength="500" required />
      </div>
      <button type="submit" class="button">${say('token.show')}</button>
    </form>
  </section>`;

/** A button that does something with what the token stands for. Only a button changes anything: programs that look into mails open pages as well. */
export const stepForm = (action: string, token: string, step: string, label: Content, isMain = false): Html =>
  html`<form action="${action}" method="post" data-replaces="main">
    <input type="hidden" name="token" value="${token}" />
    <input type="hidden" name="step" value="${step}" />
    ${element('button', { type: 'submit', class: isMain ? 'button button--main' : 'button' }, label)}
  </form>`;
