import { pageOf } from '../addresses';
import { Refusal } from '../api';
import type { One } from '../entries';
import { html, type Content } from '../html';
import { EMAIL } from '../parts/order-form';
import { waitlistForm, waitlistNoted } from '../parts/waitlist-form';
import type { Page, View, Visit } from '../view';
import type { Word } from '../words';
import { isUnknown, stepForm, tokenForm, tokenIn } from './token';

interface Place {
  readonly state: 'pending' | 'waiting' | 'told' | 'gone';
  readonly title: string | null;
}

const STEPS: Readonly<Record<string, string>> = { confirm: '/confirm', leave: '/leave' };

const page = (title: string, main: Page['main'], status = 200): Page => ({
  kind: 'page',
  status,
  section: null,
  head: { title, canonical: null },
  inLanguage: (language) => pageOf.waitlist(language),
  isPersonal: true,
  main,
});

/** What the link in a mail opens; the token is not sent along. */
export const waitlistPage = ({ view }: Visit): Page => {
  const title = view.say('waitlist.page');
  return page(title, tokenForm(view, pageOf.waitlist(view.locale), title, view.say('token.waitlist')));
};

const inWords = (view: View, title: string, text: string, choices: Content, status = 200): Page =>
  page(
    title,
    html`<section class="state">
      <h1 tabindex="-1">${title}</h1>
      <p>${text}</p>
      ${choices && html`<div class="state__ways waitlist__choices">${choices}</div>`}
      <p><a class="more" href="${pageOf.materials(view.locale)}">${view.say('missing.materials')}</a></p>
    </section>`,
    status
  );

const draw = (view: View, place: Place, token: string): Page => {
  const { say, locale } = view;
  const step = (name: string, word: Word, isMain = false): Content =>
    stepForm(pageOf.waitlist(locale), token, name, say(word), isMain);
  const choices: Content = {
    pending: [step('confirm', 'waitlist.confirm', true), step('leave', 'waitlist.decline')],
    waiting: [step('leave', 'waitlist.leave')],
    told: [step('leave', 'waitlist.forget')],
    gone: null,
  }[place.state];
  const title = place.title ?? say('waitlist.untitled');
  return inWords(view, say(`waitlist.${place.state}`), say(`waitlist.${place.state}.text`, { title }), choices);
};

/** "Tell me when it is available": what became of the form. */
const join = async ({ view, api }: Visit, body: Readonly<Record<string, unknown>>): Promise<Page> => {
  const { say, locale } = view;
  const material = typeof body.material === 'string' ? body.material : '';
  const email = typeof body.email === 'string' ? body.email.trim() : '';
  const title = say('waitlist.title');
  const again = (error: string, status: number): Page =>
    page(
      title,
      html`<h1 class="visually-hidden">${title}</h1>
        ${waitlistForm(view, { material, email, error }, true)}`,
      status
    );
  if (!EMAIL.test(email)) return again(say(email ? 'order.wrong.email' : 'order.missing.email'), 422);
  const website = typeof body.website === 'string' ? body.website : '';
  try {
    const { body: answer } = await api.send<{ data: { message: string } }>('/waitlist', {
      data: { material, locale, email, website },
    });
    return page(
      title,
      html`<h1 class="visually-hidden">${title}</h1>
        ${waitlistNoted(view, answer.data.message)}`
    );
  } catch (reason) {
    if (!(reason instanceof Refusal) || reason.status >= 500) return again(say('waitlist.failed'), 503);
    return again(reason.status === 429 ? say('waitlist.too-many-requests') : reason.message, reason.status);
  }
};

/** A place on the list: what it is, and what can be done with it. */
export const sendWaitlist = async (visit: Visit, body: Readonly<Record<string, unknown>>): Promise<Page> => {
  const { view, api } = visit;
  if (typeof body.material === 'string') return join(visit, body);
  const token = tokenIn(body);
  const unknown = (): Page => inWords(view, view.say('waitlist.unknown'), view.say('waitlist.unknown.text'), null, 404);
  if (token === '') return unknown();
  const path = `/waitlist/${encodeURIComponent(token)}`;
  const step = typeof body.step === 'string' && Object.hasOwn(STEPS, body.step) ? STEPS[body.step] : undefined;
  try {
    const place = step
      ? (await api.send<One<Place>>(path + step, { data: {} })).body.data
      : (await api.read<One<Place>>(path)).data;
    return draw(view, place, token);
  } catch (reason) {
    if (reason instanceof Refusal && isUnknown(reason)) return unknown();
    throw reason;
  }
};
