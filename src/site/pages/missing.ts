import { pageOf } from '../addresses';
import { Refusal, type Api } from '../api';
import { state } from '../frame';
import { element, html, type Content, type Html } from '../html';
import type { Page, View, Visit } from '../view';
import { LOCALES, ownLanguageName, type SiteLocale } from '../words';

const waysOn = ({ say, locale }: View): Html =>
  html`<p class="state__ways">
    <a class="more" href="${pageOf.home(locale)}">${say('missing.news')}</a>
    <a class="more" href="${pageOf.materials(locale)}">${say('missing.materials')}</a>
  </p>`;

/** 404: there is no such page, and where else to look. */
export const missing = (view: View, elsewhere: Content = null): Page => ({
  kind: 'page',
  status: 404,
  section: null,
  head: { title: view.say('missing.title'), canonical: null },
  inLanguage: (language) => pageOf.home(language),
  isPersonal: true,
  main: state(view.say('missing.title'), view.say('missing.text'), elsewhere, waysOn(view)),
});

/**
 * 404 for an entry, with the languages that have something under this slug.
 *
 * @param path of the API, which finds it by slug
 */
export const missingEntry = async (
  { view, api }: Visit,
  path: string,
  addressIn: (locale: SiteLocale) => string
): Promise<Page> => {
  const others = LOCALES.filter((language) => language !== view.locale);
  const found = await Promise.all(others.map((language) => isThere(api, path, language)));
  const there = others.filter((_, index) => found[index]);
  const link = (language: SiteLocale): Html =>
    element('a', { href: addressIn(language), hreflang: language, lang: language }, ownLanguageName(language));
  return missing(
    view,
    there.length > 0 &&
      html`<p>${view.say('missing.elsewhere')}</p>
        <ul class="plain-list">
          ${there.map((language) => html`<li>${link(language)}</li>`)}
        </ul>`
  );
};

const isThere = async (api: Api, path: string, locale: SiteLocale): Promise<boolean> => {
  try {
    await api.read(path, { locale, fields: ['slug'] });
    return true;
  } catch (reason) {
    if (reason instanceof Refusal && reason.status < 500) return false;
    throw reason;
  }
};

/** Something went wrong, or is too much at the moment. */
export const failure = (view: View, status: number, retryAfter: string | null): Page => ({
  kind: 'page',
  status,
  section: null,
  head: { title: view.say('error.title'), canonical: null },
  inLanguage: (language) => pageOf.home(language),
  isPersonal: true,
  retryAfter,
  main: html`<div role="alert">${state(view.say('error.title'), view.say('error.text'), waysOn(view))}</div>`,
});

/** A preview link that has expired, or is not whole. */
export const expiredPreview = (view: View): Page => ({
  ...missing(view),
  status: 403,
  head: { title: view.say('preview.expired'), canonical: null },
  main: state(view.say('preview.expired'), view.say('preview.expired.text'), waysOn(view)),
});
