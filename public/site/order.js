import { actionButton } from './action-button.js';
import { read, Refusal, send } from './api.js';
import { addToBasket, readBasket, removeFromBasket, setQuantity, writeBasket } from './basket.js';
import { el, fill } from './element.js';
import { drawPage, pageOf, setLanguages, setTitle, show } from './frame.js';
import { forgetKey, keyFor } from './idempotency.js';
import { languageName, locale, priceInWords } from './locale.js';
import { fieldAt, mistakesIn, recipientFields, recipientIn, showMistakes } from './order-form.js';
import { say } from './words.js';

/** The most copies of a line where the portal sets no limit of its own. */
const MOST_COPIES = 999;
/** Statuses that say that nobody takes orders here. */
const NOT_INSTALLED = new Set([401, 403, 404, 405]);

const keyOf = ({ material, locale: language }) => `${material} ${language}`;

/** Actions of the basket's lines, by line. What the API does not know is left out. */
const actionsOf = async (lines) => {
  const languages = [...new Set(lines.map((line) => line.locale))];
  const answers = await Promise.all(
    languages.map(async (language) => {
      const materials = lines.filter((line) => line.locale === language).map((line) => line.material);
      const { data } = await read('/availability', { materials: materials.slice(0, 100).join(','), locale: language });
      return data.map(({ documentId, action }) => [keyOf({ material: documentId, locale: language }), action]);
    })
  );
  return new Map(answers.flat());
};

const isOrderedHere = (action) => action?.type === 'order' && action.url?.split('?')[0] === location.pathname;

/** Puts the material of the address into the basket, if it can be ordered here. @returns what to say, or null */
const takeFromAddress = async () => {
  const query = new URLSearchParams(location.search);
  const documentId = query.get('material');
  if (!documentId) return null;
  let material;
  try {
    material = (await read(`/materials/${encodeURIComponent(documentId)}`, { fields: ['title', 'slug', 'locale'] }))
      .data;
  } catch (reason) {
    if (reason instanceof Refusal && reason.status < 500) return notice(say('order.unknown'));
    throw reason;
  }
  // Once it is in the basket, a reload must not bring it back after it was taken out.
  history.replaceState(null, '', pageOf.order());
  if (isOrderedHere(material.action)) {
    addToBasket({ material: documentId, locale, title: material.title, quantity: 1 });
    return null;
  }
  return notice(
    el('strong', {}, material.title),
    material.action.type === 'order' && el('p', {}, say('order.elsewhere')),
    actionButton(material, locale)
  );
};

const notice = (...content) => el('div', { class: 'notice' }, content);

const quantityIdOf = (line) => `quantity-${line.material}-${line.locale}`;

const limitOf = (action) => action?.maxPerOrder ?? MOST_COPIES;

/** Nobody takes orders here. */
const isNotInstalled = (reason) => reason instanceof Refusal && NOT_INSTALLED.has(reason.status);

/** What is asked and allowed: fee and countries; null where nobody takes orders. */
const readTerms = async () => {
  try {
    return (await read('/orders/terms')).data ?? {};
  } catch (reason) {
    if (isNotInstalled(reason)) return null;
    throw reason;
  }
};

/** Why a line could not be filled. */
const reasonOf = ({ reason, message, action }) => {
  if ((reason === 'unknown' || reason === 'elsewhere') && message) return message;
  return say(isOrderedHere(action) ? 'order.conflict.fewer' : 'order.conflict.gone');
};

/** The order page: the basket's lines, the address, and what became of the order. */
const createOrderPage = (actions, terms) => {
  /** What is said about a line after the order was refused, by line. */
  const refusals = new Map();
  const region = el('div', { class: 'lines' });
  const summary = el('div', { class: 'summary', tabindex: '-1' });
  const status = el('p', { class: 'visually-hidden', role: 'status' });
  const submit = el('button', { type: 'submit', class: 'button button--main' }, say('order.send'));

  const orderable = () => readBasket().filter((line) => isOrderedHere(actions.get(keyOf(line))));

  const remove = (line) => {
    removeFromBasket(line);
    refusals.delete(keyOf(line));
    drawLines();
    status.textContent = say('order.removed', { title: line.title });
    (region.querySelector('button, a') ?? region).focus();
  };

  const quantityOf = (line) => {
    const id = quantityIdOf(line);
    const action = actions.get(keyOf(line));
    const input = el('input', {
      id,
      type: 'number',
      inputmode: 'numeric',
      min: 1,
      max: limitOf(action),
      step: 1,
      value: line.quantity,
      required: true,
      'aria-describedby': action.maxPerOrder ? `${id}-max` : null,
      onchange: () => setQuantity(line, input.valueAsNumber || line.quantity),
    });
    return el(
      'div',
      { class: 'field field--quantity' },
      el('label', { for: id }, say('order.quantity'), el('span', { class: 'visually-hidden' }, ` – ${line.title}`)),
      input,
      action.maxPerOrder &&
        el('p', { class: 'field__hint', id: `${id}-max` }, say('order.max', { count: action.maxPerOrder }))
    );
  };

  const drawLine = (line) => {
    const action = actions.get(keyOf(line));
    const refusal = refusals.get(keyOf(line));
    const canOrder = isOrderedHere(action);
    return el(
      'li',
      { class: canOrder ? 'line' : 'line line--not-orderable' },
      el(
        'div',
        { class: 'line__text' },
        el('h3', { lang: line.locale === locale ? null : line.locale }, line.title),
        el('p', { class: 'note' }, languageName(line.locale)),
        refusal && el('p', { class: 'line__refusal' }, refusal),
        !canOrder && !refusal && el('p', { class: 'line__refusal' }, say('order.not-orderable')),
        !canOrder && actionButton({ documentId: line.material, title: line.title, action }, line.locale)
      ),
      canOrder && quantityOf(line),
      el(
        'button',
        {
          type: 'button',
          class: 'button button--quiet',
          'aria-label': say('order.remove.of', { title: line.title }),
          onclick: () => remove(line),
        },
        say('order.remove')
      )
    );
  };

  const drawLines = () => {
    const lines = readBasket();
    fill(
      region,
      el('h2', {}, say('order.basket')),
      lines.length === 0 ? el('p', {}, say('order.empty')) : el('ul', { class: 'plain-list' }, lines.map(drawLine)),
      el(
        'p',
        {},
        el('a', { class: 'more', href: pageOf.materials() }, say(lines.length === 0 ? 'order.browse' : 'order.more'))
      )
    );
    const canSend = orderable().length > 0;
    for (const part of [address, cost, submit, absence])
      part.hidden = !canSend || (terms === null) !== (part === absence);
  };

  const complain = (title, ...content) => {
    fill(
      summary,
      el(
        'div',
        { class: 'notice notice--error', role: 'alert' },
        title && el('p', {}, el('strong', {}, title)),
        content
      )
    );
    summary.focus();
  };

  const showAllMistakes = (mistakes) => {
    showMistakes(form, mistakes);
    complain(
      say('order.invalid'),
      el(
        'ul',
        {},
        mistakes.map(({ id, message }) => el('li', {}, id ? el('a', { href: `#${id}` }, message) : message))
      )
    );
  };

  const wrongQuantities = () =>
    orderable().flatMap((line) => {
      const id = quantityIdOf(line);
      const quantity = form.elements.namedItem(id)?.valueAsNumber;
      const max = actions.get(keyOf(line)).maxPerOrder;
      if (Number.isInteger(quantity) && quantity >= 1 && quantity <= (max ?? MOST_COPIES)) return [];
      const message = max
        ? say('order.wrong.quantity', { title: line.title, max })
        : say('order.wrong.quantity.open', { title: line.title });
      return [{ id, message }];
    });

  /** A fee is owed only by who said yes to it. */
  const feeNotAgreed = () =>
    terms?.fee && !form.elements.namedItem('fee-agreed').checked
      ? [{ id: 'fee-agreed', message: say('order.missing.fee') }]
      : [];

  /** 409: somebody was quicker. Each failed line says at once what can be done now. */
  const showConflict = ({ details }) => {
    for (const failed of details.lines ?? []) {
      const line = readBasket().find((known) => known.material === failed.material && known.locale === failed.locale);
      if (!line || !failed.action) continue;
      actions.set(keyOf(line), failed.action);
      refusals.set(keyOf(line), reasonOf(failed));
    }
    drawLines();
    complain(say('order.conflict'), el('p', {}, say('order.conflict.text')));
  };

  /** 400: what the API says about fields goes beside them, the rest above the form. */
  const showRefusal = (refusal, lines) => {
    const errors = Array.isArray(refusal.details.errors) ? refusal.details.errors : [];
    const mistakes = errors.map(({ path = [], message }) => {
      const parts = path.map(String);
      const index = Number(parts[parts.indexOf('lines') + 1]);
      const line = parts.includes('lines') ? lines[index] : undefined;
      return { id: line ? quantityIdOf(line) : fieldAt(parts), message };
    });
    if (mistakes.length > 0) showAllMistakes(mistakes);
    else complain(null, el('p', {}, say('order.refused', { message: refusal.message })));
  };

  const showDone = (answer, lines, recipient) => {
    const order = answer?.data ?? {};
    writeBasket(readBasket().filter((line) => !lines.some((ordered) => keyOf(ordered) === keyOf(line))));
    setTitle(say('order.done'));
    const heading = el('h1', { tabindex: '-1' }, say('order.done'));
    show(
      el(
        'section',
        { class: 'done' },
        heading,
        order.number &&
          el('p', { class: 'done__number' }, `${say('order.done.number')}: `, el('strong', {}, String(order.number))),
        order.token &&
          el('p', {}, el('a', { class: 'more', href: pageOf.orderStatus(order.token) }, say('order.done.status'))),
        el('h2', {}, say('order.done.lines')),
        el(
          'ul',
          {},
          lines.map(({ quantity, title }) => el('li', {}, `${quantity} × ${title}`))
        ),
        el('p', {}, say('order.done.text')),
        el(
          'address',
          {},
          [recipient.name, recipient.organisation, recipient.street, `${recipient.postalCode} ${recipient.city}`]
            .filter(Boolean)
            .map((part) => [part, el('br')])
        ),
        el('p', {}, el('a', { class: 'more', href: pageOf.materials() }, say('order.more')))
      )
    );
    heading.focus();
  };

  const showProblem = (reason, lines) => {
    if (!(reason instanceof Refusal)) return complain(null, el('p', {}, say('order.failed')));
    if (reason.status < 500 && reason.status !== 429) forgetKey();
    if (reason.status === 409) return showConflict(reason);
    if (isNotInstalled(reason)) return complain(null, el('p', {}, say('order.not-installed')));
    if (reason.status === 429) return complain(null, el('p', {}, say('order.too-many-requests')));
    if (reason.status === 400) return showRefusal(reason, lines);
    return complain(null, el('p', {}, say('order.failed')));
  };

  const order = async () => {
    const mistakes = [...wrongQuantities(), ...mistakesIn(recipientIn(form)), ...feeNotAgreed()];
    if (mistakes.length > 0) return showAllMistakes(mistakes);
    showMistakes(form, []);
    refusals.clear();
    fill(summary);

    const lines = orderable().map((line) => ({
      ...line,
      quantity: form.elements.namedItem(quantityIdOf(line)).valueAsNumber,
    }));
    const { recipient, website } = recipientIn(form);
    const data = {
      lines: lines.map(({ material, locale: language, quantity }) => ({ material, locale: language, quantity })),
      recipient,
      website,
    };
    submit.setAttribute('aria-disabled', 'true');
    submit.textContent = say('order.sending');
    try {
      const answer = await send('/orders', data, keyFor(data));
      forgetKey();
      showDone(answer, lines, recipient);
    } catch (reason) {
      console.warn(reason);
      showProblem(reason, lines);
    } finally {
      submit.removeAttribute('aria-disabled');
      submit.textContent = say('order.send');
    }
  };

  const address = recipientFields(terms?.countries);
  const cost = el(
    'div',
    { class: 'cost field field--check' },
    terms?.fee && [
      el('input', { id: 'fee-agreed', name: 'fee-agreed', type: 'checkbox', required: true }),
      el(
        'label',
        { for: 'fee-agreed' },
        say('order.fee', { fee: priceInWords(terms.fee.amount, terms.fee.currency) }),
        el('span', { 'aria-hidden': 'true' }, ' *')
      ),
    ]
  );
  const absence = notice(say('order.not-installed'));
  const form = el(
    'form',
    {
      class: 'order',
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        if (submit.getAttribute('aria-disabled') !== 'true') void order();
      },
    },
    region,
    address,
    cost,
    absence,
    submit
  );
  drawLines();
  return [summary, form, status];
};

drawPage('order', async () => {
  setTitle(say('order.title'));
  const said = await takeFromAddress();
  setLanguages((language) => pageOf.order(language));
  const lines = readBasket();
  const [actions, terms] = lines.length > 0 ? await Promise.all([actionsOf(lines), readTerms()]) : [new Map(), {}];
  show(
    el(
      'header',
      { class: 'page-head' },
      el('h1', {}, say('order.title')),
      lines.length > 0 && el('p', { class: 'lead' }, say('order.lead'))
    ),
    said,
    createOrderPage(actions, terms)
  );
});
