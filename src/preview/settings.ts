/** Which site shows previews, as `config/preview.ts` says it. */
export interface PreviewSettings {
  /** Its origin; empty where it is this server's own. */
  readonly siteUrl: string;
  /**
   * The addresses of its pages by content type, with places: `/{locale}/materials/{slug}`. `{documentId}`, too; and `{preview}`, where a
   * site takes the preview token elsewhere than in `?preview=`.
   */
  readonly pages: Readonly<Record<string, string>>;
}

interface Shown {
  readonly documentId: string;
  readonly slug: string | null;
  readonly locale: string;
  /** The preview token; null for what readers see, too. */
  readonly preview: string | null;
}

/** The whole address of a page; a place that nothing is known for stays empty. */
export const previewPageOf = (
  template: string,
  { slug, documentId, preview, ...shown }: Shown,
  origin: string
): URL => {
  const values: Readonly<Record<string, string>> = {
    ...shown,
    documentId,
    slug: slug ?? documentId,
    preview: preview ?? '',
  };
  const filled = template.replace(/\{(\w+)\}/g, (_, place: string) => encodeURIComponent(values[place] ?? ''));
  const address = new URL(filled, origin);
  if (preview !== null && !template.includes('{preview}')) address.searchParams.set('preview', preview);
  return address;
};
