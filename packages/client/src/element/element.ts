import type { Answer, MaterialAction } from '../action';
import { withoutSlashes } from '../address';
import { createActionRequests } from '../batching';
import { describeAction, partsOf, partsOfGone, type Part } from '../render';
import { wordsIn } from '../words';
import { keepCurrent, leave } from './comeback';
import { keepTold, stopTelling } from './live';
import { announce, prepareLiveRegion } from './live-region';

/** What `material-action-change` tells. Null: the portal does not know the material. */
export interface MaterialActionChange {
  readonly documentId: string;
  readonly action: Answer;
  readonly previous: Answer;
}

const ask = createActionRequests((...request) => fetch(...request));

/** The shortest `refresh`, in seconds. */
const SHORTEST_REFRESH = 5;

const ATTRIBUTES = {
  documentId: 'document-id',
  locale: 'locale',
  src: 'src',
  refresh: 'refresh',
  live: 'live',
  materialTitle: 'material-title',
} as const;

/** On a server there are no elements: there the class is a name to import, and nothing is made of it. */
const Base: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

const STYLE = `:host{display:inline-block;min-block-size:var(--material-action-reserve,1lh)}:host([hidden]){display:none}::slotted([slot=action]){display:contents}`;

let sheet: CSSStyleSheet | undefined;

const toNode = ({ tag, attributes, text }: Part): HTMLElement => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, value);
  node.textContent = text;
  return node;
};

/**
 * `<material-action document-id="…" locale="de">`: the right button of a material, kept right.
 *
 * It puts its button beside its children, without styles, so that the page's CSS applies to its classes (see `renderAction`). Its
 * children, such as a link that a server rendered or what a framework put there, are never touched: they are shown until the
 * portal has answered and when it cannot be asked, and not shown beside the button.
 *
 * | Attribute, property | Meaning |
 * |---|---|
 * | `document-id`, `documentId` | the material |
 * | `locale` | the edition's language, which is also that of label and notice; by default the page's |
 * | `src` | address of the portal; by default the one that the script came from, or `MaterialActionElement.origin` |
 * | `refresh` | ask anew every so many seconds (at least 5) while the page is seen; it is always asked when readers come back to the page |
 * | `live` | the portal tells at once what changed, where it does so at all (`LIVE_CHANGES=on`): one connection for all buttons of a page |
 * | `material-title`, `materialTitle` | said before a change that is announced, where a page has several buttons |
 * | `action` (property only) | what the page already knows: nothing is asked at first |
 *
 * `data-state` is `asking`, `ready`, `gone` (the portal does not know the material) or `failed`. The CSS property
 * `--material-action-reserve` is the height that is kept free before the answer.
 * The event `material-action-change` bubbles; its `detail` is a {@link MaterialActionChange}.
 */
export class MaterialActionElement extends Base {
  static readonly observedAttributes = ['document-id', 'locale', 'src', 'refresh', 'live'];

  /** Address of the portal where an element has no `src`. The file that the portal serves knows it by itself. */
  static origin: string | null = null;

  /** What is shown: undefined as long as nothing is known. */
  #shown: Answer | undefined;
  /** Drawing waits until the element is on a page, which tells the language to speak. */
  #isDrawn = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Of the answer that is shown: what the portal names where it changed. Null: not known. */
  #keys: readonly string[] | null = null;
  /** Counts what this element asked, so that a late answer to an old question is dropped. */
  #request = 0;
  #content: HTMLElement | null = null;
  #slot: HTMLSlotElement | null = null;

  get documentId(): string {
    return this.getAttribute('document-id')?.trim() ?? '';
  }
  set documentId(value: string | null | undefined) {
    this.#reflect('documentId', value);
  }

  get locale(): string {
    return this.getAttribute('locale')?.trim() || this.#pageLocale;
  }
  set locale(value: string | null | undefined) {
    this.#reflect('locale', value);
  }

  get src(): string {
    return this.getAttribute('src')?.trim() ?? '';
  }
  set src(value: string | null | undefined) {
    this.#reflect('src', value);
  }

  get refresh(): number | null {
    const seconds = Number(this.getAttribute('refresh'));
    return Number.isFinite(seconds) && seconds > 0 ? Math.max(seconds, SHORTEST_REFRESH) : null;
  }
  set refresh(value: number | string | null | undefined) {
    this.#reflect('refresh', value);
  }

  get live(): boolean {
    return (this.getAttribute('live') ?? 'false') !== 'false';
  }
  set live(value: boolean | string | null | undefined) {
    this.toggleAttribute('live', value === '' || (Boolean(value) && value !== 'false'));
  }

  get materialTitle(): string | null {
    return this.getAttribute('material-title');
  }
  set materialTitle(value: string | null | undefined) {
    this.#reflect('materialTitle', value);
  }

  /** What is shown now; null before the first answer, and where the portal does not know the material. */
  get action(): MaterialAction | null {
    return this.#shown ?? null;
  }

  /** Shows an action that the page already has, as every REST answer with materials carries it: nothing is asked at first. */
  set action(action: MaterialAction | null | undefined) {
    if (!action) return;
    this.#request += 1; // an answer under way is older than this
    this.#keys = null;
    this.#show(action);
  }

  /** Names what the shown answer is made of; null where that is not known. */
  get keys(): readonly string[] | null {
    return this.#keys;
  }

  get #pageLocale(): string {
    return this.closest<HTMLElement>('[lang]:not([lang=""])')?.lang || 'en';
  }

  get #base(): string {
    const { origin, pathname } = new URL(this.src || (MaterialActionElement.origin ?? ''), document.baseURI);
    const isAddressOfPortal = this.src !== '' || MaterialActionElement.origin !== null;
    return isAddressOfPortal ? withoutSlashes(origin + pathname) : origin;
  }

  connectedCallback(): void {
    keepCurrent(this);
    this.#openSlot();
    this.#adoptEarlyProperties();
    prepareLiveRegion();
    this.#keepTime();
    this.#keepTold();
    if (this.#shown === undefined) void this.askAgain();
    else if (!this.#isDrawn) this.#draw();
  }

  disconnectedCallback(): void {
    leave(this);
    stopTelling(this);
    clearInterval(this.#timer);
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.isConnected || before === now) return;
    if (name === 'refresh') return this.#keepTime();
    if (name === 'live' || name === 'src') this.#keepTold();
    if (name === 'live') return;
    this.#forget();
    void this.askAgain();
  }

  /** Asks the portal what can be done now and shows it. Never throws: what is shown stays when it cannot be asked. */
  async askAgain(): Promise<void> {
    const { documentId, locale } = this;
    if (documentId === '') return;
    this.#request += 1;
    const request = this.#request;
    if (this.#shown === undefined) this.dataset.state = 'asking';
    try {
      const { action, keys } = await ask(this.#base, locale, documentId);
      if (request !== this.#request) return;
      this.#keys = keys;
      this.#show(action);
    } catch (reason) {
      if (request !== this.#request) return;
      if (this.#shown === undefined) this.dataset.state = 'failed';
      // eslint-disable-next-line no-console -- whoever builds the page should know; readers keep their button
      console.warn(`<material-action document-id="${documentId}"> keeps what it shows:`, reason);
    }
  }

  #reflect(property: keyof typeof ATTRIBUTES, value: string | number | null | undefined): void {
    const name = ATTRIBUTES[property];
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /** One slot, for the children or for the button: which of them is seen changes without a child being touched. */
  #openSlot(): void {
    if (this.#slot) return;
    const root = this.attachShadow({ mode: 'open' });
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
    }
    root.adoptedStyleSheets = [sheet];
    this.#slot = document.createElement('slot');
    // A framework that writes a text over all children takes the button with them: it is put back.
    this.#slot.addEventListener('slotchange', () => this.#keepContent());
    root.append(this.#slot);
  }

  #keepContent(): void {
    if (this.#isDrawn && this.#content && this.#content.parentNode !== this) this.append(this.#content);
  }

  /** A page can set properties before this script has come: then they are plain ones that hide the setters. */
  #adoptEarlyProperties(): void {
    for (const name of [...(Object.keys(ATTRIBUTES) as (keyof typeof ATTRIBUTES)[]), 'action'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  /** Another material or language: the old button must not stand in for the new one, nor do the children. */
  #forget(): void {
    this.#content?.replaceChildren();
    this.#shown = undefined;
    this.#keys = null;
    this.#isDrawn = false;
  }

  #keepTime(): void {
    clearInterval(this.#timer);
    const { refresh } = this;
    if (refresh === null) return;
    this.#timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.askAgain();
    }, refresh * 1_000);
  }

  #keepTold(): void {
    if (this.live) keepTold(this.#base, this);
    else stopTelling(this);
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
    this.#replace(this.#shown ? partsOf(this.#shown, { locale, origin }) : partsOfGone(locale));
  }

  #announce(answer: Answer): void {
    const title = this.materialTitle;
    if (answer) return announce(describeAction(answer, title), answer.locale);
    const { gone } = wordsIn(this.#pageLocale);
    announce(title ? `${title}: ${gone}` : gone, this.#pageLocale);
  }

  /** Puts the new button in; who had the focus on the old one has it on the new one, or on what is said instead. */
  #replace(parts: readonly Part[]): void {
    const hadFocus = this.contains(document.activeElement);
    if (!this.#content) {
      this.#content = document.createElement('span');
      this.#content.slot = 'action';
    }
    const content = this.#content;
    content.replaceChildren(...parts.flatMap((part, index) => (index === 0 ? [toNode(part)] : [' ', toNode(part)])));
    this.#keepContent();
    if (this.#slot) this.#slot.name = 'action';
    if (!hadFocus) return;
    const target =
      content.querySelector<HTMLElement>('a') ?? content.querySelector<HTMLElement>('.material-action__notice');
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

/** Makes `<material-action>` known to the page; on a server it does nothing. */
export const defineMaterialAction = (): void => {
  if (typeof customElements === 'undefined' || customElements.get('material-action')) return;
  customElements.define('material-action', MaterialActionElement);
};
