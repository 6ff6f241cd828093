import { randomUUID } from 'node:crypto';

import type { MaterialAction } from '@inprint/client';

import { pageOf } from '../addresses';
import { Refusal } from '../api';
import { linesIn, MAX_COPIES, nameOf, textOf, withLine, without, type Line } from '../basket';
import type { Found, One } from '../entries';
import { element, html, voidElement, type Content, type Html } from '../html';
import { actionButton } from '../parts/action';
import {
  describedBy,
  errorBeside,
  fieldAt,
  mistakeAt,
  mistakesIn,
  recipientFields,
  recipientOf,
  typedIn,
  type Destination,
  type Mistake,
  type Typed,
} from '../parts/order-form';
import type { Page, Redirect, View, Visit } from '../view';

/** Statuses that say that nobody takes orders here. */
const NOT_INSTALLED = new Set([401, 403, 404, 405]);

interface Terms {
  readonly fee: { readonly amount: string; readonly currency: string } | null;
  readonly mostCopies: number | null;
  readonly destinations: readonly Destination[];
}

/** A line, and what the API says of its material now; null where it is not published any more. */
interface KnownLine extends Line {
  readonly title: string | null;
  readonly action: MaterialAction | null;
  /** Why an order was refused because of it. */
  readonly refusal?: string;
}

interface OrderForm {
  readonly lines: readonly KnownLine[];
  readonly typed: Typed;
  readonly isFeeAgreed: boolean;
  /** Of the order that is sent by this form, so that sending twice orders once. */
  readonly key: string;
  readonly mistakes: readonly Mistake[];
  /** Above the form. */
  readonly said: Content;
  /** Was it sent? What is in it goes before what the browser remembers. */
  readonly isSent: boolean;
}

const isOrderedHere = ({ origin }: View, action: MaterialAction | null): boolean => {
  if (action?.type !== 'order') return false;
  const { pathname } = new URL(action.url, origin);
  return /^\/[a-z]+\/order$/.test(pathname) && new URL(action.url, origin).origin === new URL(origin).origin;
};

const readTerms = async ({ api }: Visit): Promise<Terms | null> => {
  try {
    return (await api.read<One<Terms>>('/orders/terms')).data;
  } catch (reason) {
    if (reason instanceof Refusal && NOT_INSTALLED.has(reason.status)) return null;
    throw reason;
  }
};

/** What the API says of each line's material, in the language of its edition. */
const known = async ({ api }: Visit, lines: readonly Line[]): Promise<KnownLine[]> => {
  interface Answer {
    readonly documentId: string;
    readonly title: string;
    readonly action: MaterialAction;
  }
  const languages = [...new Set(lines.map(({ locale }) => locale))];
  const found = new Map<string, Answer>();
  await Promise.all(
    languages.map(async (locale) => {
      const ids = lines.filter((line) => line.locale === locale).map(({ material }) => material);
      const filters = { documentId: { $in: ids } };
      const query = { locale, fields: ['title'], filters, pagination: { pageSize: 100 } };
      const { data } = await api.read<Found<Answer>>('/materials', query);
      for (const one of data) found.set(nameOf({ material: one.documentId, locale }), one);
    })
  );
  return lines.map((line) => {
    const answer = found.get(nameOf(line));
    return { ...line, title: answer?.title ?? null, action: answer?.action ?? null };
  });
};

const notice = (...content: readonly Content[]): Html => html`<div class="notice">${content}</div>`;

const complaint = (title: string | null, ...content: readonly Content[]): Html =>
  html`<div class="summary" tabindex="-1" autofocus>
    <div class="notice notice--error" role="alert">${title && html`<p><strong>${title}</strong></p>`} ${content}</div>
  </div>`;

const paragraph = (text: string): Html => html`<p>${text}</p>`;

const listOf = ({ say }: View, mistakes: readonly Mistake[]): Html =>
  complaint(
    say('order.invalid'),
    html`<ul>
      ${mistakes.map(({ id, message }) => element('li', {}, id ? element('a', { href: `#${id}` }, message) : message))}
    </ul>`
  );

const quantityId = (line: Line): string => `quantity-${line.material}-${line.locale}`;

const limitOf = ({ action }: KnownLine, terms: Terms | null): number | null => {
  const limits = [action?.maxPerOrder, terms?.mostCopies].filter((limit): limit is number => typeof limit === 'number');
  return limits.length > 0 ? Math.min(...limits) : null;
};

const quantityOf = (view: View, line: KnownLine, terms: Terms | null, mistakes: readonly Mistake[]): Html => {
  const { say } = view;
  const id = quantityId(line);
  const limit = limitOf(line, terms);
  const message = mistakeAt(mistakes, id);
  const input = voidElement('input', {
    id,
    name: `quantity:${nameOf(line)}`,
    type: 'number',
    inputmode: 'numeric',
    min: 1,
    max: limit,
    step: 1,
    value: Number.isFinite(line.quantity) ? line.quantity : '',
    required: true,
    'aria-invalid': message === null ? null : 'true',
    'aria-describedby': describedBy(id, message, limit !== null && `${id}-max`),
  });
  return html`<div class="field field--quantity">
    <label for="${id}">${say('order.quantity')}<span class="visually-hidden"> – ${line.title}</span></label>
    ${input} ${limit !== null && html`<p class="field__hint" id="${id}-max">${say('order.max', { count: limit })}</p>`}
    ${errorBeside(id, message)}
  </div>`;
};

const lineOf = (view: View, line: KnownLine, terms: Terms | null, mistakes: readonly Mistake[]): Html => {
  const { say, locale } = view;
  const isOrderable = isOrderedHere(view, line.action);
  const title = line.title ?? say('waitlist.untitled');
  const why = line.refusal ?? (isOrderable ? null : say(line.action ? 'order.not-orderable' : 'order.unknown'));
  const removal = {
    type: 'submit',
    name: 'remove',
    value: nameOf(line),
    class: 'button button--quiet',
    'aria-label': say('order.remove.of', { title }),
    formnovalidate: true,
  };
  return html`<li class="${isOrderable ? 'line' : 'line line--not-orderable'}">
    <div class="line__text">
      ${element('h3', { lang: line.locale === locale ? null : line.locale }, title)}
      <p class="note">${view.languageName(line.locale)}</p>
      ${why && html`<p class="line__refusal">${why}</p>`}
      ${
        !isOrderable &&
        line.action &&
        actionButton(view, { documentId: line.material, title, action: line.action }, line.locale)
      }
    </div>
    ${isOrderable && quantityOf(view, line, terms, mistakes)} ${element('button', removal, say('order.remove'))}
  </li>`;
};

const costOf = ({ say, price }: View, form: OrderForm, { fee }: Terms): Content => {
  if (!fee) return null;
  const message = mistakeAt(form.mistakes, 'fee-agreed');
  const box = voidElement('input', {
    id: 'fee-agreed',
    name: 'fee-agreed',
    type: 'checkbox',
    value: 'yes',
    required: true,
    checked: form.isFeeAgreed,
    'aria-invalid': message === null ? null : 'true',
    'aria-describedby': describedBy('fee-agreed', message),
  });
  return html`<div class="cost field field--check">
    ${box}
    <label for="fee-agreed"
      >${say('order.fee', { fee: price(fee.amount, fee.currency) })}<span aria-hidden="true"> *</span></label
    >
    ${errorBeside('fee-agreed', message)}
  </div>`;
};

const draw = (view: View, form: OrderForm, terms: Terms | null, status = 200): Page => {
  const { say, locale } = view;
  const { lines, mistakes } = form;
  const canSend = lines.some(({ action }) => isOrderedHere(view, action));
  const basket = html`<div class="lines">
    <h2>${say('order.basket')}</h2>
    ${
      lines.length === 0
        ? paragraph(say('order.empty'))
        : html`<ul class="plain-list">
            ${lines.map((line) => lineOf(view, line, terms, mistakes))}
          </ul>`
    }
    <p>
      <a class="more" href="${pageOf.materials(locale)}">${say(lines.length === 0 ? 'order.browse' : 'order.more')}</a>
    </p>
  </div>`;
  const { destinations = [] } = terms ?? {};
  const address = canSend && [
    terms === null && notice(say('order.not-installed')),
    terms && [
      recipientFields(view, { typed: form.typed, destinations, mistakes }),
      costOf(view, form, terms),
      html`<button type="submit" class="button button--main" data-sending="${say('order.sending')}">
        ${say('order.send')}
      </button>`,
    ],
  ];
  const values = {
    class: 'order',
    action: pageOf.order(locale),
    method: 'post',
    novalidate: true,
    'data-keeps': form.isSent ? 'sent' : 'typed',
  };
  return {
    kind: 'page',
    status,
    section: 'order',
    head: { title: say('order.title'), canonical: null },
    inLanguage: (language) => pageOf.order(language),
    isPersonal: true,
    basket: textOf(without(lines, new Set(lines.filter(({ action }) => action === null).map(nameOf)))),
    main: html`
      <header class="page-head">
        <h1>${say('order.title')}</h1>
        ${lines.length > 0 && html`<p class="lead">${say('order.lead')}</p>`}
      </header>
      ${form.said}
      ${element('form', values, voidElement('input', { type: 'hidden', name: 'key', value: form.key }), [
        // Enter in a field sends the form by its first button, and that must not be one that removes a line.
        canSend &&
          terms &&
          html`<button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>`,
        basket,
        address,
      ])}
    `,
  };
};

const emptyForm = (lines: readonly KnownLine[], said: Content = null): OrderForm => ({
  lines,
  typed: {},
  isFeeAgreed: false,
  key: randomUUID(),
  mistakes: [],
  said,
  isSent: false,
});

/** Puts the material of the address into the basket, if it can be ordered here; else says what can be done about it. */
const take = async (visit: Visit, lines: readonly Line[], documentId: string): Promise<Page | Redirect> => {
  const { view, api } = visit;
  const { say, locale } = view;
  interface Wanted {
    readonly title: string;
    readonly action: MaterialAction;
  }
  const show = async (said: Html): Promise<Page> => {
    const [basket, terms] = await Promise.all([known(visit, lines), readTerms(visit)]);
    return draw(view, emptyForm(basket, said), terms);
  };
  let wanted: Wanted;
  try {
    wanted = (await api.read<One<Wanted>>(`/materials/${encodeURIComponent(documentId)}`, { fields: ['title'] })).data;
  } catch (reason) {
    if (reason instanceof Refusal && reason.status < 500 && reason.status !== 429)
      return show(notice(say('order.unknown')));
    throw reason;
  }
  if (isOrderedHere(view, wanted.action)) {
    // Once it is in the basket, a reload must not bring it back after it was taken out.
    const basket = textOf(withLine(lines, { material: documentId, locale, quantity: 1 }));
    return { kind: 'redirect', status: 303, to: pageOf.order(locale), basket };
  }
  return show(
    notice(
      html`<strong>${wanted.title}</strong>`,
      wanted.action.type === 'order' && paragraph(say('order.elsewhere')),
      actionButton(view, { documentId, title: wanted.title, action: wanted.action }, locale)
    )
  );
};

/** The order basket and the form that sends it. */
export const order = async (visit: Visit, cookie: string | undefined): Promise<Page | Redirect> => {
  const lines = linesIn(cookie);
  const wanted = visit.query.get('material');
  if (wanted) return take(visit, lines, wanted);
  const [basket, terms] = await Promise.all([known(visit, lines), readTerms(visit)]);
  return draw(visit.view, emptyForm(basket), terms);
};

const QUANTITY = /^quantity:([A-Za-z0-9_-]{1,64}):([A-Za-z0-9-]{2,20})$/;

/** A whole number of copies; NaN for everything else. */
const copiesIn = (value: unknown): number =>
  typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : NaN;

/** What was on the page that was sent: a line that another tab added meanwhile is not ordered by it. */
const sentLines = (body: Readonly<Record<string, unknown>>): Line[] =>
  Object.entries(body).flatMap(([name, value]) => {
    const [, material, locale] = QUANTITY.exec(name) ?? [];
    return material && locale ? [{ material, locale, quantity: copiesIn(value) }] : [];
  });

const wrongQuantities = (view: View, lines: readonly KnownLine[], terms: Terms): Mistake[] =>
  lines.flatMap((line) => {
    const max = limitOf(line, terms);
    if (line.quantity >= 1 && line.quantity <= (max ?? MAX_COPIES)) return [];
    const title = line.title ?? view.say('waitlist.untitled');
    const message =
      max === null
        ? view.say('order.wrong.quantity.open', { title })
        : view.say('order.wrong.quantity', { title, max });
    return [{ id: quantityId(line), message }];
  });

interface FailedLine {
  readonly material: string;
  readonly locale: string;
  readonly reason?: string;
  readonly message?: string;
  readonly action?: MaterialAction;
}

/** Why a line could not be filled. */
const reasonFor = (view: View, { reason, message, action }: FailedLine): string => {
  if ((reason === 'unknown' || reason === 'elsewhere') && message) return message;
  return view.say(isOrderedHere(view, action ?? null) ? 'order.conflict.fewer' : 'order.conflict.gone');
};

interface SentError {
  readonly path?: readonly (string | number)[];
  readonly message: string;
}

/** What the API says about fields goes beside them, the rest above the form. */
const mistakesOf = ({ error }: Refusal, ordered: readonly Line[]): Mistake[] => {
  const errors = Array.isArray(error?.details?.errors) ? (error.details.errors as readonly SentError[]) : [];
  return errors.map(({ path = [], message }) => {
    const parts = path.map(String);
    const line = parts[0] === 'lines' ? ordered[Number(parts[1])] : undefined;
    return { id: line ? quantityId(line) : fieldAt(parts), message };
  });
};

/** The form once more, with what the API said against it. */
const refused = (view: View, form: OrderForm, ordered: readonly Line[], reason: unknown): OrderForm => {
  const { say } = view;
  const inWords = (text: string): OrderForm => ({ ...form, said: complaint(null, paragraph(text)) });
  if (!(reason instanceof Refusal)) return inWords(say('order.failed'));
  if (reason.status === 429) return inWords(say('order.too-many-requests'));
  if (reason.status >= 500) return inWords(say('order.failed'));
  const next = { ...form, key: randomUUID() };
  if (reason.status === 409) {
    const failed = new Map(
      ((reason.error?.details?.lines ?? []) as readonly FailedLine[]).map((line) => [nameOf(line), line])
    );
    const lines = form.lines.map((line) => {
      const why = failed.get(nameOf(line));
      return why?.action ? { ...line, action: why.action, refusal: reasonFor(view, why) } : line;
    });
    return { ...next, lines, said: complaint(say('order.conflict'), paragraph(say('order.conflict.text'))) };
  }
  if (NOT_INSTALLED.has(reason.status))
    return { ...next, said: complaint(null, paragraph(say('order.not-installed'))) };
  const mistakes = mistakesOf(reason, ordered);
  if (mistakes.length > 0) return { ...next, mistakes, said: listOf(view, mistakes) };
  return { ...next, said: complaint(null, paragraph(say('order.refused', { message: reason.message }))) };
};

interface Ordered {
  readonly data: { readonly number: string; readonly token: string };
}

const done = (
  view: View,
  answer: Ordered['data'],
  lines: readonly KnownLine[],
  recipient: Typed,
  rest: readonly Line[]
): Page => {
  const { say, colon, locale } = view;
  const place = [recipient.postalCode, recipient.city].filter(Boolean).join(' ');
  const address = [recipient.name, recipient.organisation, recipient.street, place].filter(Boolean);
  return {
    kind: 'page',
    section: 'order',
    head: { title: say('order.done'), canonical: null },
    inLanguage: (language) => pageOf.order(language),
    isPersonal: true,
    basket: textOf(rest),
    main: html`<section class="done" data-keeps="nothing">
      <h1 tabindex="-1" autofocus>${say('order.done')}</h1>
      <p class="done__number">${say('order.done.number')}${colon}<strong>${answer.number}</strong></p>
      <p><a class="more" href="${pageOf.status(locale, answer.token)}">${say('order.done.status')}</a></p>
      <h2>${say('order.done.lines')}</h2>
      <ul>
        ${lines.map(({ quantity, title }) => html`<li>${quantity} × ${title ?? say('waitlist.untitled')}</li>`)}
      </ul>
      <p>${say('order.done.text')}</p>
      <address>${address.map((part) => [part, html`<br />`])}</address>
      <p><a class="more" href="${pageOf.materials(locale)}">${say('order.more')}</a></p>
    </section>`,
  };
};

/** What was sent from the order page: a line is taken out, or everything is ordered. */
export const sendOrder = async (
  visit: Visit,
  cookie: string | undefined,
  body: Readonly<Record<string, unknown>>
): Promise<Page> => {
  const { view, api } = visit;
  const { say } = view;
  const removed = typeof body.remove === 'string' ? body.remove : null;
  const inBasket = linesIn(cookie);
  const sent = sentLines(body);
  const quantities = new Map(sent.map((line) => [nameOf(line), line.quantity]));
  // Lines that cannot be ordered are on the page, too; they send no quantity.
  const shown = inBasket.map((line) => ({ ...line, quantity: quantities.get(nameOf(line)) ?? line.quantity }));
  const missing = sent.filter((line) => !inBasket.some((known) => nameOf(known) === nameOf(line)));
  const [lines, terms] = await Promise.all([
    known(visit, without([...shown, ...missing], new Set(removed === null ? [] : [removed]))),
    readTerms(visit),
  ]);
  const destinations = terms?.destinations ?? [];
  const form: OrderForm = {
    lines,
    typed: typedIn(body),
    isFeeAgreed: body['fee-agreed'] === 'yes',
    key: typeof body.key === 'string' && /^[\x21-\x7e]{1,255}$/.test(body.key) ? body.key : randomUUID(),
    mistakes: [],
    said: null,
    isSent: true,
  };
  if (removed !== null) {
    const said = html`<p class="visually-hidden" role="status">${say('order.removed.one')}</p>`;
    return draw(view, { ...form, key: randomUUID(), said }, terms);
  }
  if (terms === null)
    return draw(view, { ...form, said: complaint(null, paragraph(say('order.not-installed'))) }, terms, 404);

  // Also what has gone meanwhile: the API knows whether this very order was taken already.
  const ordered = lines.filter((line) => quantities.has(nameOf(line)));
  if (ordered.length === 0) return draw(view, form, terms);
  const mistakes = [
    ...wrongQuantities(view, ordered, terms),
    ...mistakesIn(view, form.typed, destinations),
    ...(terms.fee && !form.isFeeAgreed ? [{ id: 'fee-agreed', message: say('order.missing.fee') }] : []),
  ];
  if (mistakes.length > 0) {
    return draw(view, { ...form, key: randomUUID(), mistakes, said: listOf(view, mistakes) }, terms, 422);
  }

  const recipient = recipientOf(form.typed, destinations);
  const data = {
    lines: ordered.map(({ material, locale, quantity }) => ({ material, locale, quantity })),
    recipient,
    website: typeof body.website === 'string' ? body.website : '',
  };
  try {
    const { body: answer } = await api.send<Ordered>('/orders', { data, idempotencyKey: form.key });
    return done(view, answer.data, ordered, recipient, without(inBasket, new Set(ordered.map(nameOf))));
  } catch (reason) {
    const status = reason instanceof Refusal ? reason.status : 500;
    return draw(view, refused(view, form, ordered, reason), terms, status);
  }
};
