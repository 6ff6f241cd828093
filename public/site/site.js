/*
 * What the pages are given beside what the server wrote: they work without it. The button of a material is an element of its own.
 */

/** How many publications are in the basket, said in the masthead: the pages are the same for everybody. */
const countBasket = () => {
  const basket = /(?:^|; )basket=([^;]+)/.exec(document.cookie)?.[1] ?? '';
  const lines = basket === '' ? 0 : basket.split('~').length;
  for (const place of document.querySelectorAll('[data-basket-count]')) {
    place.textContent = lines > 0 ? String(lines) : '';
    if (lines === 0) continue;
    const unit = document.createElement('span');
    unit.className = 'visually-hidden';
    unit.textContent = ` ${lines === 1 ? place.dataset.one : place.dataset.many}`;
    place.append(unit);
  }
};

const KEPT = 'lesezeichen.order';

/** The tab's memory; some browsers keep nothing. */
const memory = {
  read: () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') ?? {};
    } catch {
      return {};
    }
  },
  write: (typed) => {
    try {
      if (typed) sessionStorage.setItem(KEPT, JSON.stringify(typed));
      else sessionStorage.removeItem(KEPT);
    } catch {
      // nothing is kept
    }
  },
};

/** Fields that are the reader's own; the order's key is made for each form. */
const isTyped = ({ name, type }) => name && name !== 'website' && type !== 'hidden' && type !== 'submit';

/** The order form keeps what was typed, in this tab, over a reload and in another language. */
const keepTyped = (form) => {
  const controls = [...form.elements].filter(isTyped);
  if (form.dataset.keeps === 'typed') {
    const typed = memory.read();
    for (const control of controls) {
      if (!(control.name in typed)) continue;
      if (control.type === 'checkbox') control.checked = typed[control.name];
      else if (control.tagName !== 'SELECT' || [...control.options].some(({ value }) => value === typed[control.name]))
        control.value = typed[control.name];
    }
  }
  const note = () =>
    memory.write({
      ...memory.read(),
      ...Object.fromEntries(
        controls.map((control) => [control.name, control.type === 'checkbox' ? control.checked : control.value])
      ),
    });
  form.addEventListener('input', note);
  note();
};

/** No postal code is asked for where the country has none. */
const followCountry = (form) => {
  const country = form.elements.namedItem('country');
  const code = form.elements.namedItem('postalCode');
  if (!country || !code) return;
  const follow = () => {
    const has = country.selectedOptions[0]?.dataset.noPostalCode === undefined;
    code.closest('.field').hidden = !has;
    code.required = has;
  };
  country.addEventListener('change', follow);
  follow();
};

/** Whoever clicks twice sends once; Back brings the button to life again. */
const sendOnce = (form) => {
  const button = form.querySelector('[data-sending]');
  if (!button) return;
  const words = button.textContent;
  form.addEventListener('submit', (event) => {
    if (button.getAttribute('aria-disabled') === 'true') return event.preventDefault();
    if (event.submitter?.name === 'remove') return undefined;
    button.setAttribute('aria-disabled', 'true');
    button.textContent = button.dataset.sending;
    return undefined;
  });
  window.addEventListener('pageshow', () => {
    button.removeAttribute('aria-disabled');
    button.textContent = words;
  });
};

/** Sends a form, and puts what it is answered with in the place of a part of this page. */
const sendAndReplace = async (form, id, body) => {
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(body) });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const part = page.getElementById(id);
  const present = document.getElementById(id);
  if (!part || !present) throw new Error(`The answer has no “${id}”.`);
  present.replaceWith(document.adoptNode(part));
  if (id === 'main') document.title = page.title;
  prepare(part);
  const target = part.querySelector('[autofocus], h1[tabindex]');
  target?.focus();
  // The caret goes behind what was typed.
  if (target?.tagName === 'INPUT') {
    const { value } = target;
    target.value = '';
    target.value = value;
  }
};

const replaceOnSubmit = (form) => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    sendAndReplace(form, form.dataset.replaces, new FormData(form))
      .catch(() => form.submit()) // the browser says what is wrong
      .finally(() => form.removeAttribute('aria-busy'));
  });
};

/** What a link in a mail opens is named behind the "#", which only this script sees. */
const openToken = (form) => {
  const token = location.hash.slice(1);
  window.addEventListener('hashchange', () => location.reload());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.hash = form.elements.namedItem('token').value.split('#').at(-1).trim();
  });
  if (token === '') return;
  for (const link of document.querySelectorAll('.languages a')) link.hash = token;
  form.hidden = true;
  sendAndReplace(form, 'main', { token }).catch(() => (form.hidden = false));
};

document.addEventListener('material-action-change', ({ target, detail }) => {
  // The server's button has done its work.
  for (const child of [...target.children]) if (child.slot !== 'action') child.remove();
  // The form for whoever waits is there as long as the button beside it offers it.
  const box = target.closest('.material__action')?.querySelector('.waitlist');
  if (box) box.hidden = detail.action?.waitlist !== true;
});

const prepare = (part) => {
  for (const form of part.querySelectorAll('form[data-keeps]')) {
    keepTyped(form);
    followCountry(form);
    sendOnce(form);
  }
  if (part.querySelector('[data-keeps="nothing"]')) memory.write(null);
  for (const form of part.querySelectorAll('form[data-replaces]')) replaceOnSubmit(form);
  for (const form of part.querySelectorAll('form[data-token]')) openToken(form);
};

prepare(document);
countBasket();
window.addEventListener('pageshow', countBasket);
window.addEventListener('focus', countBasket);
