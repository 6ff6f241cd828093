import { Refusal } from './api.js';
import { readBasket } from './basket.js';
import { el, fill } from './element.js';
import { LOCALES, locale, ownLanguageName } from './locale.js';
import { say } from './words.js';

/** Addresses of the site's pages. Those of materials and orders are also in the portal's configuration. */
export const pageOf = {
  home: (language = locale) => `/?locale=${language}`,
  materials: (query = {}, language = locale) =>
    `/materials.html?${new URLSearchParams({ ...query, locale: language })}`,
  material: (slug, language = locale) => `/material.html?${new URLSearchParams({ slug, locale: language })}`,
  article: (slug, language = locale) => `/article.html?${new URLSearchParams({ slug, locale: language })}`,
  order: (language = locale) => `/order.html?locale=${language}`,
  // After the "#": browsers send it to no server, and servers note it in no log.
  orderStatus: (token, language = locale) =>
    `/order-status.html?${new URLSearchParams({ locale: language })}#${encodeURIComponent(token)}`,
};

const main = () => document.getElementById('main');

const navigationLink = (current, name, href, label) =>
  el('li', {}, el('a', { href, 'aria-current': current === name ? 'page' : null }, label));

const basketLink = (current) => {
  const count = el('span', { class: 'basket__count' });
  const unit = el('span', { class: 'visually-hidden' });
  const attributes = { href: pageOf.order(), 'aria-current': current === 'order' ? 'page' : null };
  const update = () => {
    const lines = readBasket().length;
    count.hidden = lines === 0;
    count.textContent = lines > 0 ? String(lines) : '';
    unit.textContent = lines > 0 ? ` ${say(lines === 1 ? 'basket.publication' : 'basket.publications')}` : '';
  };
  update();
  window.addEventListener('basket-change', update);
  window.addEventListener('storage', update);
  return el('li', {}, el('a', attributes, `${say('nav.basket')} `, count, unit));
};

/** @param {(language: string) => string} addressIn @param {Set<string> | null} present null: in every language */
const languageSwitch = (addressIn, present) =>
  el(
    'ul',
    {},
    LOCALES.map((language) => {
      const isMissing = present !== null && !present.has(language);
      const name = ownLanguageName(language);
      const attributes = {
        href: addressIn(language),
        hreflang: language,
        'aria-current': language === locale ? 'true' : null,
        title: isMissing ? say('language.missing') : null,
        class: isMissing ? 'is-missing' : null,
      };
      const hint = isMissing && el('span', { class: 'visually-hidden' }, ` (${say('language.missing')})`);
      return el('li', {}, el('a', attributes, el('span', { lang: language }, name), hint));
    })
  );

/**
 * Draws what all pages share: skip link, masthead, footer, in the page's language.
 *
 * @param {'home' | 'materials' | 'material' | 'article' | 'order' | 'order-status' | 'waitlist'} current
 */
export const drawFrame = (current) => {
  document.documentElement.lang = locale;
  document.querySelector('.skip').textContent = say('skip');
  const section = { article: 'home', material: 'materials' }[current] ?? current;
  fill(
    document.getElementById('masthead'),
    el(
      'a',
      { class: 'brand', href: pageOf.home() },
      el('span', { class: 'brand__name', lang: 'de' }, 'Lesezeichen'),
      el('span', { class: 'brand__claim' }, say('site.claim'))
    ),
    el(
      'nav',
      { class: 'sections', 'aria-label': say('nav') },
      el(
        'ul',
        {},
        navigationLink(section, 'home', pageOf.home(), say('nav.news')),
        navigationLink(section, 'materials', pageOf.materials(), say('nav.materials')),
        basketLink(current)
      )
    ),
    el('nav', { class: 'languages', 'aria-label': say('language'), id: 'languages' })
  );
  fill(document.getElementById('footer'), el('p', {}, say('site.about')));
  setLanguages((language) => {
    const query = new URLSearchParams(location.search);
    query.set('locale', language);
    return `${location.pathname}?${query}`;
  });
};

/**
 * Says where the language switch leads.
 *
 * @param {(language: string) => string} addressIn
 * @param {Set<string> | null} present the languages that the page exists in; null: all
 */
export const setLanguages = (addressIn, present = null) =>
  fill(document.getElementById('languages'), languageSwitch(addressIn, present));

/** The languages of an entry and their slugs, its own included: a draft has no alternates. */
const slugsOf = (entry) =>
  new Map([[entry.locale, entry.slug], ...(entry.alternates ?? []).map(({ locale: code, slug }) => [code, slug])]);

/** Lets the language switch lead to the same entry in other languages, and search engines know of them. */
export const setTranslations = (entry, kind) => {
  const slugs = slugsOf(entry);
  const overview = kind === 'article' ? pageOf.home : (language) => pageOf.materials({}, language);
  setLanguages(
    (language) => (slugs.has(language) ? pageOf[kind](slugs.get(language), language) : overview(language)),
    new Set(slugs.keys())
  );
  for (const { hreflang: languages, url } of entry.alternates ?? []) {
    for (const hreflang of url ? languages : []) {
      // Search engines want whole addresses.
      document.head.append(el('link', { rel: 'alternate', hreflang, href: new URL(url, location.href).href }));
    }
  }
};

/** Where an entry answers under a former name, the address becomes that of its present one. */
export const showPresentAddress = (asked, present, kind) => {
  if (!present) return;
  const address = pageOf[kind](present);
  if (asked !== present) history.replaceState(null, '', address);
  document.head.append(el('link', { rel: 'canonical', href: address }));
};

export const setTitle = (title, description = null) => {
  document.title = title ? `${title} · Lesezeichen` : `Lesezeichen · ${say('site.claim')}`;
  if (description) document.head.append(el('meta', { name: 'description', content: description }));
};

/** Fills the page's main part; `aria-busy` ends. */
export const show = (...content) => {
  fill(main(), ...content);
  main().removeAttribute('aria-busy');
};

/** A state in words: loading, empty, error. */
export const state = (title, text, ...rest) =>
  el('section', { class: 'state' }, title && el('h1', {}, title), text && el('p', {}, text), ...rest);

const elsewhere = async (find, addressIn) => {
  const others = LOCALES.filter((language) => language !== locale);
  const found = await Promise.allSettled(others.map((language) => find(language)));
  const links = others.flatMap((language, index) =>
    found[index].status === 'fulfilled'
      ? [
          el(
            'li',
            {},
            el('a', { href: addressIn(language), hreflang: language, lang: language }, ownLanguageName(language))
          ),
        ]
      : []
  );
  return links.length > 0 && [el('p', {}, say('missing.elsewhere')), el('ul', { class: 'plain-list' }, links)];
};

/** There is no such page: where it is in other languages, and where else to look. */
export const showMissing = async (find = null, addressIn = null) => {
  setTitle(say('missing.title'));
  document.head.append(el('meta', { name: 'robots', content: 'noindex' }));
  show(
    state(
      say('missing.title'),
      say('missing.text'),
      find && (await elsewhere(find, addressIn)),
      el(
        'p',
        { class: 'state__ways' },
        el('a', { class: 'more', href: pageOf.home() }, say('missing.news')),
        el('a', { class: 'more', href: pageOf.materials() }, say('missing.materials'))
      )
    )
  );
};

const showFailure = () => {
  setTitle(say('error.title'));
  const again = el('button', { type: 'button', class: 'button', onclick: () => location.reload() }, say('error.again'));
  show(el('div', { role: 'alert' }, state(say('error.title'), say('error.text'), again)));
};

/**
 * Draws a page: frame and loading state first, then what `draw` makes of the API's answers. What goes wrong is said in
 * words.
 */
export const drawPage = async (current, draw) => {
  drawFrame(current);
  main().setAttribute('aria-busy', 'true');
  const waiting = el('p', { class: 'loading', role: 'status' });
  show(waiting);
  main().setAttribute('aria-busy', 'true');
  const timer = setTimeout(() => (waiting.textContent = say('loading')), 150);
  try {
    await draw();
  } catch (reason) {
    console.error(reason);
    if (reason instanceof Refusal && reason.status === 404) await showMissing();
    else showFailure();
  } finally {
    clearTimeout(timer);
  }
};
