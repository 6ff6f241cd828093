import { PDFDocument } from 'pdf-lib';

import type { Instance } from './instance';

/** Uploads a small, real PDF and returns the media library's id of it. */
export const uploadPdf = async ({ asEditor }: Instance, name = 'leaflet.pdf'): Promise<number> => {
  const document = await PDFDocument.create();
  document.addPage([200, 300]).drawText('Inprint', { x: 20, y: 250, size: 18 });
  const form = new FormData();
  form.append('files', new Blob([Buffer.from(await document.save())], { type: 'application/pdf' }), name);
  const { status, body } = await asEditor('/api/upload', { method: 'POST', body: form });
  if (status !== 201) throw new Error(`The upload was refused with ${status}: ${JSON.stringify(body)}`);
  return (body as { id: number }[])[0]?.id ?? 0;
};
