import type { MaterialAction } from '../domain/action';
import { directionOf } from '../domain/direction';
import { createAsking, type Answer } from './asking';
import { describeAction, renderAction, renderGone } from './render';
import { wordsIn } from './words';

/** What `material-action-change` tells. Null: the API does not know the material. */
export interface MaterialActionChange {
  readonly documentId: string;
  readonly action: Answer;
  readonly previous: Answer;
}

const ask = createAsking((...request) => fetch(...request));

/** Coming back to a page fires several events at once; buttons are asked anew once, and at most this often (ms). */
const SHORTEST_PAUSE = 1_000;
/** The shortest `refresh`, in seconds. */
const SHORTEST_REFRESH = 5;

const connected = new Set<MaterialActionElement>();
let lastComeback = -Infinity;

const comeBack = (): void => {
  if (document.visibilityState !== 'visible' || performance.now() - lastComeback < SHORTEST_PAUSE) return;
  lastComeback = performance.now();
  for (const element of connected) void element.askAgain();
};

let liveRegion: HTMLElement | null = null;

/** One polite live region for the page, out of sight. It has to be there before the first announcement. */
const prepareLiveRegion = (): HTMLElement => {
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
const announce = (text: string, locale: string): void => {
  const region = prepareLiveRegion();
  const line = document.createElement('p');
  line.lang = locale;
  line.dir = directionOf(locale);
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), 10_000);
};

/**
 * `<material-action document-id="…" locale="de">`: the right button of a material, kept right.
 *
 * It renders into itself, without a shadow root and without styles, so that the page's CSS applies to its classes (see
 * `renderAction`). What stands inside it before its script has come, such as a link that a server rendered, stays until
 * the API has answered, and stays when it cannot be asked.
 *
 * | Attribute | Meaning |
 * |---|---|
 * | `document-id` | the material |
 * | `locale` | the edition's language, which is also that of label and notice; by default the page's |
 * | `src` | origin of the API; by default the one that this script came from |
 * | `refresh` | ask anew every so many seconds (at least 5) while the page is seen; it is always asked when readers come back to the page |
 * | `material-title` | said before a change that is announced, where a page has several buttons |
 *
 * `data-state` is `asking`, `ready`, `gone` (the API does not know the material) or `failed`.
 * The event `material-action-change` bubbles; its `detail` is a {@link MaterialActionChange}.
 */
export class MaterialActionElement extends HTMLElement {
  static readonly observedAttributes = ['document-id', 'locale', 'src', 'refresh'];

  /** What is shown: undefined as long as nothing is known. */
  #shown: Answer | undefined;
  /** Drawing waits until the element is on a page, which tells the language to speak. */
  #isDrawn = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Counts what this element asked, so that a late answer to an old question is dropped. */
  #question = 0;

  get documentId(): string {
    return this.getAttribute('document-id')?.trim() ?? '';
  }

  get locale(): string {
    return this.getAttribute('locale')?.trim() || this.#pageLocale;
  }

  /** What is shown now; null before the first answer, and where the API does not know the material. */
  get action(): MaterialAction | null {
    return this.#shown ?? null;
  }

  /** Shows an action that the page already has, as every REST answer with materials carries it: nothing is asked at first. */
  set action(action: MaterialAction | null) {
    if (!action) return;
    this.#question += 1; // an answer under way is older than this
    this.#show(action);
  }

  get #pageLocale(): string {
    return this.closest<HTMLElement>('[lang]:not([lang=""])')?.lang || 'en';
  }

  get #base(): string {
    const source = this.getAttribute('src')?.trim();
    return new URL(source || import.meta.url, document.baseURI).origin;
  }

  connectedCallback(): void {
    connected.add(this);
    this.#adoptEarlyAction();
    prepareLiveRegion();
    this.#keepTime();
    if (this.#shown === undefined) void this.askAgain();
    else if (!this.#isDrawn) this.#draw();
  }

  disconnectedCallback(): void {
    connected.delete(this);
    clearInterval(this.#timer);
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.isConnected || before === now) return;
    if (name === 'refresh') return this.#keepTime();
    this.#forget();
    void this.askAgain();
  }

  /** Asks the API what can be done now and shows it. Never throws: what is shown stays when the API cannot be asked. */
  async askAgain(): Promise<void> {
    const { documentId, locale } = this;
    if (documentId === '') return;
    this.#question += 1;
    const question = this.#question;
    if (this.#shown === undefined) this.dataset.state = 'asking';
    try {
      const answer = await ask(this.#base, locale, documentId);
      if (question === this.#question) this.#show(answer);
    } catch (reason) {
      if (question !== this.#question) return;
      if (this.#shown === undefined) this.dataset.state = 'failed';
      // eslint-disable-next-line no-console -- whoever builds the page should know; readers keep their button
      console.warn(`<material-action document-id="${documentId}"> keeps what it shows:`, reason);
    }
  }

  /** A page can set `action` before this script has come: then it is a plain property that hides the setter. */
  #adoptEarlyAction(): void {
    const early = Object.getOwnPropertyDescriptor(this, 'action')?.value as MaterialAction | null | undefined;
    if (early === undefined) return;
    Reflect.deleteProperty(this, 'action');
    this.action = early;
  }

  /** Another material or language: the old button must not stand in for the new one. */
  #forget(): void {
    if (this.#isDrawn) this.replaceChildren();
    this.#shown = undefined;
    this.#isDrawn = false;
  }

  #keepTime(): void {
    clearInterval(this.#timer);
    const seconds = Number(this.getAttribute('refresh'));
    if (!Number.isFinite(seconds) || seconds <= 0) return;
    this.#timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') void this.askAgain();
      },
      Math.max(seconds, SHORTEST_REFRESH) * 1_000
    );
  }

  #show(answer: Answer): void {
    const previous = this.#shown;
    this.#shown = answer;
    this.dataset.state = answer ? 'ready' : 'gone';
    if (previous !== undefined && JSON.stringify(previous) === JSON.stringify(answer)) return;

    this.#isDrawn = false;
    if (this.isConnected) this.#draw();
    if (previous !== undefined && this.isConnected) this.#announce(answer);
    this.dispatchEvent(
      new CustomEvent<MaterialActionChange>('material-action-change', {
        bubbles: true,
        composed: true,
        detail: { documentId: this.documentId, action: answer, previous: previous ?? null },
      })
    );
  }

  #draw(): void {
    const locale = this.#pageLocale;
    const base = this.#base;
    const origin = base === location.origin ? '' : base;
    this.#isDrawn = true;
    this.#replace(this.#shown ? renderAction(this.#shown, { locale, origin }) : renderGone(locale));
  }

  #announce(answer: Answer): void {
    const title = this.getAttribute('material-title');
    if (answer) return announce(describeAction(answer, title), answer.locale);
    const { gone } = wordsIn(this.#pageLocale);
    announce(title ? `${title}: ${gone}` : gone, this.#pageLocale);
  }

  /** Puts new HTML in; who had the focus on the old button has it on the new one, or on what is said instead. */
  #replace(html: string): void {
    const hadFocus = this.contains(document.activeElement);
    this.innerHTML = html; // made by renderAction: escaped, with safe addresses only
    if (!hadFocus) return;
    const target = this.querySelector<HTMLElement>('a') ?? this.querySelector<HTMLElement>('.material-action__notice');
    if (target && target.tagName !== 'A') target.tabIndex = -1;
    target?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'material-action': MaterialActionElement;
  }
  interface HTMLElementEventMap {
    'material-action-change': CustomEvent<MaterialActionChange>;
  }
}

if (!customElements.get('material-action')) {
  customElements.define('material-action', MaterialActionElement);
  document.addEventListener('visibilitychange', comeBack);
  window.addEventListener('focus', comeBack);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) comeBack();
  });
}
