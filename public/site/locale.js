/** The languages that the site's own words are written in. */
export const LOCALES = ['de', 'en', 'fr'];

const fromAddress = () => {
  const asked = new URLSearchParams(location.search).get('locale');
  return LOCALES.includes(asked) ? asked : null;
};

const fromBrowser = () =>
  (navigator.languages ?? []).map((tag) => tag.split('-')[0]).find((language) => LOCALES.includes(language));

/** The page's language: the one in the address, else the reader's, else German. */
export const locale = fromAddress() ?? fromBrowser() ?? 'de';

/** A day ("2013-03-27") or a moment in words. */
export const dateInWords = (date, style = 'long') =>
  new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' }).format(new Date(date));

/** "Deutsch" for `de`, said in the page's language. */
export const languageName = (asked) => new Intl.DisplayNames([locale], { type: 'language' }).of(asked) ?? asked;

/** "Deutsch" for `de`, said in its own language. */
export const ownLanguageName = (asked) => {
  const name = new Intl.DisplayNames([asked], { type: 'language' }).of(asked) ?? asked;
  return name.charAt(0).toLocaleUpperCase(asked) + name.slice(1);
};

/** "3,00 €" */
export const priceInWords = (price, currency) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: currency ?? 'EUR' }).format(Number(price));
