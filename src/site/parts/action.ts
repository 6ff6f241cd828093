import type { MaterialAction } from '@inprint/client';
import { renderAction } from '@inprint/client/render';

import { element, finished, type Html } from '../html';
import type { View } from '../view';

/** How often an open page asks anew, in seconds. */
const REFRESH = 60;

/** A material's button. The server's stands there until the element's script has come, and without it. */
export const actionButton = (
  { locale, isLive }: View,
  material: {
    readonly documentId: string;
    readonly title?: string | null | undefined;
    readonly action: MaterialAction;
  },
  language: string
): Html =>
  element(
    'material-action',
    {
      'document-id': material.documentId,
      locale: language,
      refresh: REFRESH,
      live: isLive,
      'material-title': material.title,
    },
    // Escaped by the client's renderer.
    finished(renderAction(material.action, { locale }))
  );
