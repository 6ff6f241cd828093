import type { MaterialAction } from './action';

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

/**
 * A material as schema.org JSON-LD. The printed copy and the PDF are two offers: the PDF is in stock and free,
 * whatever became of the print run.
 *
 * @param origin put before paths of this site, because JSON-LD wants whole addresses; no slash at its end
 */
export const materialJsonLd = (
  material: MaterialDescription,
  action: MaterialAction,
  page: string,
  origin: string
): { [key: string]: Json } => {
  const absolute = (url: string): string => (url.startsWith('/') ? `${origin}${url}` : url);
  const { file } = action;
  const price = Number(material.price ?? 0);
  const printOffer =
    action.schemaOrg &&
    given({
      '@type': 'Offer',
      name: 'print',
      availability: action.schemaOrg,
      price: Number.isFinite(price) ? price : 0,
      priceCurrency: material.currency ?? 'EUR',
      url: absolute(action.type === 'order' && action.url ? action.url : page),
      availabilityStarts: action.type === 'announce' ? action.expectedOn : undefined,
    });
  const pdfOffer = file && {
    '@type': 'Offer',
    name: 'PDF',
    availability: 'https://schema.org/InStock',
    price: 0,
    priceCurrency: material.currency ?? 'EUR',
    url: absolute(file.url),
  };
  return given({
    '@context': 'https://schema.org',
    '@type': ['Book', 'Product'],
    name: material.title,
    alternativeHeadline: material.subtitle,
    description: material.abstract,
    inLanguage: material.locale,
    url: absolute(page),
    image: material.coverUrl ? absolute(material.coverUrl) : undefined,
    isbn: material.isbn,
    numberOfPages: material.pages,
    datePublished: material.publishedOn,
    author: (material.authors ?? []).map((name) => ({ '@type': 'Person', name })),
    publisher: (material.publishers ?? []).map((name) => ({ '@type': 'Organization', name })),
    encoding:
      file &&
      given({
        '@type': 'MediaObject',
        contentUrl: absolute(file.url),
        encodingFormat: file.mime,
        contentSize: file.sizeInBytes === null ? undefined : `${file.sizeInBytes} B`,
        inLanguage: file.locale,
      }),
    offers: [printOffer, pdfOffer].filter((offer) => offer !== null),
  });
};

/** JSON that may stand inside a `<script>` element: no text in it can end the element. */
export const jsonForScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
