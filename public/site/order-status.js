import { read, Refusal } from './api.js';
import { el } from './element.js';
import { drawPage, pageOf, setLanguages, setTitle, show, state } from './frame.js';
import { languageName, locale, priceInWords } from './locale.js';
import { say } from './words.js';

const moment = (at) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));

const lineOf = ({ quantity, title, locale: language }) =>
  el('li', {}, `${quantity} × `, el('span', { lang: language }, title), ` (${languageName(language)})`);

const eventOf = ({ state: name, at }) =>
  el('li', {}, el('time', { datetime: at }, moment(at)), `: ${say(`status.${name}`)}`);

const token = location.hash.slice(1);

window.addEventListener('hashchange', () => location.reload());

/** Where an order stands, for whoever holds its token: no address is shown. */
drawPage('order-status', async () => {
  setTitle(say('status.title'));
  setLanguages((language) => pageOf.orderStatus(token, language));
  let order;
  try {
    order = token && (await read(`/orders/${encodeURIComponent(token)}`)).data;
  } catch (reason) {
    if (!(reason instanceof Refusal) || reason.status >= 500) throw reason;
  }
  if (!order?.number) return show(state(say('status.title'), say('status.missing')));
  return show(
    el(
      'section',
      { class: 'done' },
      el('h1', {}, say('status.number', { number: order.number })),
      el('p', { class: 'done__number' }, `${say('status.now')}: `, el('strong', {}, say(`status.${order.state}`))),
      el('h2', {}, say('status.lines')),
      el('ul', {}, order.lines.map(lineOf)),
      order.fee && el('p', {}, say('status.fee', { fee: priceInWords(order.fee.amount, order.fee.currency) })),
      el('h2', {}, say('status.history')),
      el('ol', { class: 'plain-list' }, order.history.map(eventOf)),
      el('p', { class: 'note' }, say('status.keep')),
      el('p', {}, el('a', { class: 'more', href: pageOf.materials() }, say('order.more')))
    )
  );
});
