/** What an answer to a request for a file looks like, as far as counting needs it. */
export interface FileAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The header Content-Range of the answer, such as `bytes 0-1023/4096`. */
  readonly contentRange: string;
  /** The header Sec-Purpose of the request: browsers say there that nobody asked yet. */
  readonly purpose: string;
}

const UPLOADED_PDF = /^\/uploads\/[^/]+\.pdf$/i;

/**
 * Whether an answer starts the download of a PDF. Viewers fetch a file in parts: only the part with its beginning counts.
 * What the browser had already (304), or fetched in case (prefetch), does not.
 */
export const startsDownload = ({ method, path, status, contentRange, purpose }: FileAnswer): boolean =>
  method === 'GET' &&
  UPLOADED_PDF.test(path) &&
  (status === 200 || (status === 206 && /^bytes 0-/.test(contentRange))) &&
  !/prefetch/.test(purpose);
