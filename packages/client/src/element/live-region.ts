import { directionOf } from '../direction';

/** How long a sentence stays for assistive technology to read. */
const LINE_MS = 10_000;

let liveRegion: HTMLElement | null = null;

/** One polite live region for the page, out of sight. It has to be there before the first announcement. */
export const prepareLiveRegion = (): HTMLElement => {
  if (liveRegion?.isConnected) return liveRegion;
  liveRegion = document.createElement('div');
  liveRegion.setAttribute('role', 'status');
  liveRegion.setAttribute('aria-live', 'polite');
  liveRegion.dataset.materialActionChanges = '';
  Object.assign(liveRegion.style, {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  document.body.append(liveRegion);
  return liveRegion;
};

/** Several buttons can change at once: each sentence is a line of its own, and old lines go. */
export const announce = (text: string, locale: string): void => {
  const line = document.createElement('p');
  line.lang = locale;
  line.dir = directionOf(locale);
  line.textContent = text;
  prepareLiveRegion().append(line);
  setTimeout(() => line.remove(), LINE_MS);
};
