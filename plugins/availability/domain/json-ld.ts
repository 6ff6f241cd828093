import type { MaterialAction } from './action';
import type { Day } from './facts';
import { wholeUrl } from './url';

/** The words about a material that search engines want beside its offers. */
export interface MaterialDescription {
  readonly title: string;
  readonly subtitle?: string | null;
  readonly abstract?: string | null;
  readonly locale: string;
  readonly isbn?: string | null;
  readonly pages?: number | null;
  readonly publishedOn?: string | null;
  readonly price?: number | string | null;
  readonly currency?: string | null;
  readonly authors?: readonly string[];
  readonly publishers?: readonly string[];
  readonly coverUrl?: string | null;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const given = (record: { [key: string]: Json | undefined }): { [key: string]: Json } =>
  Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, Json] =>
        entry[1] !== undefined && entry[1] !== null && !(Array.isArray(entry[1]) && entry[1].length === 0)
    )
  );

/** Where a page and its files are, and which day it is there. */
export interface JsonLdPlace {
  /** The material's page, whole or a path. */
  readonly page: string;
  /** Put before paths, because JSON-LD wants whole addresses; no slash at its end. */
  readonly origin: string;
  readonly today: Day;
}

/** Digits after the point as the currency has them (ISO 4217); two for what is no currency. */
const digitsOf = (currency: string): number => {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
};

/** A price as it is printed, and not as binary fractions add up; null for what is no price. */
const priceOf = (price: MaterialDescription['price'], currency: string): number | null => {
  const value = Number(price ?? 0);
  return Number.isFinite(value) && value >= 0 ? Number(value.toFixed(digitsOf(currency))) : null;
};

/**
 * A material as schema.org JSON-LD, by Google's rules for products. The printed copy and the PDF are two offers: the PDF is in
 * stock and free, whatever became of the print run. Without any offer it is a book and no product; what cannot be ordered
 * before it is there is no pre-order; a day that has passed is not promised.
 */
export const materialJsonLd = (
  material: MaterialDescription,
  action: MaterialAction,
  { page, origin, today }: JsonLdPlace
): { [key: string]: Json } => {
  const { file, expectedOn } = action;
  const priceCurrency = material.currency ?? 'EUR';
  const price = priceOf(material.price, priceCurrency);
  const isOffered = action.schemaOrg !== null && action.availability !== 'not-yet-available' && price !== null;
  const printOffer = isOffered
    ? given({
        '@type': 'Offer',
        name: 'print',
        availability: action.schemaOrg,
        price,
        priceCurrency,
        url: wholeUrl(action.type === 'order' && action.url ? action.url : page, origin),
        availabilityStarts:
          action.type === 'announce' && expectedOn !== null && expectedOn >= today ? expectedOn : null,
      })
    : null;
  const pdfOffer = file && {
    '@type': 'Offer',
    name: 'PDF',
    availability: 'https://schema.org/InStock',
    price: 0,
    priceCurrency,
    url: wholeUrl(file.url, origin),
  };
  const offers = [printOffer, pdfOffer].filter((offer) => offer !== null);
  return given({
    '@context': 'https://schema.org',
    '@type': offers.length > 0 ? ['Book', 'Product'] : 'Book',
    name: material.title,
    alternativeHeadline: material.subtitle,
    description: material.abstract,
    inLanguage: material.locale,
    url: wholeUrl(page, origin),
    image: material.coverUrl ? wholeUrl(material.coverUrl, origin) : undefined,
    isbn: material.isbn,
    numberOfPages: material.pages,
    datePublished: material.publishedOn,
    author: (material.authors ?? []).map((name) => ({ '@type': 'Person', name })),
    publisher: (material.publishers ?? []).map((name) => ({ '@type': 'Organization', name })),
    encoding:
      file &&
      given({
        '@type': 'MediaObject',
        contentUrl: wholeUrl(file.url, origin),
        encodingFormat: file.mime,
        contentSize: file.sizeInBytes === null ? undefined : `${file.sizeInBytes} B`,
        inLanguage: file.locale,
      }),
    offers,
  });
};

/** JSON that may stand inside a `<script>` element: no text in it can end the element. */
export const jsonForScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
