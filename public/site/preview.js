import { el } from './element.js';
import { say } from './words.js';

/** The pass of a preview link: the admin opens drafts with it. */
const pass = new URLSearchParams(location.search).get('preview');

/** Where to read the page's own entry: a draft, where the address has a pass for one. */
export const readingPath = (path) => (pass && path.includes('/slug/') ? `/preview/${encodeURIComponent(pass)}` : path);

/** Tells whoever looks at a draft that nobody else sees it. */
export const notePreview = () => {
  if (document.querySelector('.preview-note')) return;
  document.body.prepend(el('p', { class: 'preview-note', role: 'note' }, say('preview.note')));
};
