import { read, Refusal, send } from './api.js';
import { el } from './element.js';
import { drawPage, pageOf, setLanguages, setTitle, show, state } from './frame.js';
import { locale } from './locale.js';
import { say } from './words.js';

/** After the "#": browsers send it to no server, and servers note it in no log. */
const token = location.hash.slice(1);

const pathOf = (step = '') => `/waitlist/${encodeURIComponent(token)}${step}`;

const materialsLink = () =>
  el('p', {}, el('a', { class: 'more', href: pageOf.materials({}, locale) }, say('missing.materials')));

/** Only a button changes anything: programs that look into mails open pages as well. */
const stepButton = (step, label, isMain) => {
  const button = el(
    'button',
    {
      type: 'button',
      class: isMain ? 'button button--main' : 'button',
      onclick: () => {
        if (button.getAttribute('aria-disabled') === 'true') return;
        button.setAttribute('aria-disabled', 'true');
        void take(step).finally(() => button.removeAttribute('aria-disabled'));
      },
    },
    label
  );
  return button;
};

const draw = (heading, text, ...rest) => {
  setTitle(heading);
  show(state(heading, text, ...rest, materialsLink()));
};

const drawUnknown = () => draw(say('waitlist.unknown'), say('waitlist.unknown.text'));

const drawPlace = ({ state: is, title }) => {
  const values = { title: title ?? say('waitlist.untitled') };
  const leave = (label) => stepButton('/leave', say(label), false);
  const choices = {
    pending: [stepButton('/confirm', say('waitlist.confirm'), true), leave('waitlist.decline')],
    waiting: [leave('waitlist.leave')],
    told: [leave('waitlist.forget')],
    gone: [],
  }[is];
  draw(
    say(`waitlist.${is}`),
    say(`waitlist.${is}.text`, values),
    choices.length > 0 && el('p', { class: 'state__ways waitlist__choices' }, choices)
  );
};

const failure = () => el('p', { class: 'field__error', role: 'alert' }, say('waitlist.failed'));

const take = async (step) => {
  try {
    drawPlace((await send(pathOf(step), {})).data);
  } catch (reason) {
    console.warn(reason);
    if (!(reason instanceof Refusal) || reason.status !== 404) {
      document.querySelector('.state .field__error')?.remove();
      document.querySelector('.waitlist__choices')?.after(failure());
      return;
    }
    drawUnknown();
  }
  // Who listens hears what has become of it.
  const heading = document.querySelector('main h1');
  heading.tabIndex = -1;
  heading.focus();
};

window.addEventListener('hashchange', () => location.reload());

drawPage('waitlist', async () => {
  setLanguages((language) => `${location.pathname}?locale=${language}${location.hash}`);
  if (!token) return drawUnknown();
  try {
    drawPlace((await read(pathOf())).data);
  } catch (reason) {
    if (!(reason instanceof Refusal) || reason.status !== 404) throw reason;
    drawUnknown();
  }
});
