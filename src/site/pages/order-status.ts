import { pageOf } from '../addresses';
import { Refusal } from '../api';
import type { One } from '../entries';
import { state } from '../frame';
import { element, html, type Content, type Html } from '../html';
import type { Page, View, Visit } from '../view';
import type { Word } from '../words';
import { isUnknown, stepForm, tokenForm, tokenIn } from './token';

interface OrderView {
  readonly number: string;
  readonly state: string;
  readonly canCancel: boolean;
  readonly tracking: string | null;
  readonly fee: { readonly amount: string; readonly currency: string } | null;
  readonly lines: readonly { readonly locale: string; readonly title: string; readonly quantity: number }[];
  readonly history: readonly { readonly state: string; readonly at: string }[];
}

const page = ({ say }: View, main: Html, status = 200): Page => ({
  kind: 'page',
  status,
  section: null,
  head: { title: say('status.title'), canonical: null },
  inLanguage: (language) => pageOf.status(language),
  isPersonal: true,
  main,
});

/** What the link in a mail opens; the token is not sent along. */
export const statusPage = ({ view }: Visit): Page =>
  page(view, tokenForm(view, pageOf.status(view.locale), view.say('status.title'), view.say('token.order')));

/** Asks once more before it happens, without a script. */
const cancelling = ({ say, locale }: View, token: string): Html =>
  html`<details class="cancel">
    <summary class="button">${say('status.cancel')}</summary>
    <p>${say('status.cancel.sure')}</p>
    ${stepForm(pageOf.status(locale), token, 'cancel', say('status.cancel.yes'))}
  </details>`;

const draw = (view: View, order: OrderView, token: string, said: string | null): Html => {
  const { say, colon, locale, timeZone } = view;
  const nameOf = (name: string): string => say(`status.${name}` as Word);
  return html`<section class="done">
    <h1 tabindex="-1">${say('status.number', { number: order.number })}</h1>
    ${said && html`<div class="notice" role="status">${said}</div>`}
    <p class="done__number">${say('status.now')}${colon}<strong>${nameOf(order.state)}</strong></p>
    ${order.tracking && html`<p>${say('status.tracking', { tracking: order.tracking })}</p>`}
    ${order.canCancel && cancelling(view, token)}
    <h2>${say('status.lines')}</h2>
    <ul>
      ${order.lines.map(
        ({ quantity, title, locale: language }): Content =>
          html`<li>${quantity} × ${element('span', { lang: language }, title)} (${view.languageName(language)})</li>`
      )}
    </ul>
    ${order.fee && html`<p>${say('status.fee', { fee: view.price(order.fee.amount, order.fee.currency) })}</p>`}
    <h2>${say('status.history')}</h2>
    <ol class="plain-list">
      ${order.history.map(
        ({ state: name, at }) =>
          html`<li>${element('time', { datetime: at }, view.moment(at, timeZone))}${colon}${nameOf(name)}</li>`
      )}
    </ol>
    <p class="note">${say('status.keep')}</p>
    <p><a class="more" href="${pageOf.materials(locale)}">${say('order.more')}</a></p>
  </section>`;
};

/** Where an order stands, for whoever holds its token: no address is shown. Until it is passed on, it can be cancelled here. */
export const showStatus = async (visit: Visit, body: Readonly<Record<string, unknown>>): Promise<Page> => {
  const { view, api } = visit;
  const { say } = view;
  const token = tokenIn(body);
  const missing = (): Page => page(view, state(say('status.title'), say('status.missing')), 404);
  if (token === '') return missing();
  const path = `/orders/${encodeURIComponent(token)}`;
  let said: string | null = null;
  try {
    if (body.step === 'cancel') {
      try {
        await api.send(`${path}/cancel`, { data: {} });
        said = say('status.cancelled.now');
      } catch (reason) {
        if (!(reason instanceof Refusal) || reason.status !== 409) throw reason;
        said = reason.message; // too late, in the page's language
      }
    }
    const { data } = await api.read<One<OrderView>>(path);
    return page(view, draw(view, data, token, said));
  } catch (reason) {
    if (reason instanceof Refusal && isUnknown(reason)) return missing();
    throw reason;
  }
};
