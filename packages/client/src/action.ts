/** The states of a stock status, spelt alike in REST, GraphQL and here. */
export const AVAILABILITIES = [
  'in-stock',
  'on-demand',
  'not-yet-available',
  'out-of-stock',
  'reprinting',
  'reprint-undecided',
  'out-of-print',
  'replaced',
  'withdrawn',
] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** Codes of ONIX code list 65, product availability. */
export const ONIX_CODES = ['10', '21', '23', '31', '32', '40', '41', '42', '46', '51'] as const;
export type OnixCode = (typeof ONIX_CODES)[number];

/** What a button can be for. */
export const ACTION_TYPES = ['order', 'download', 'successor', 'announce', 'none'] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

export interface ActionFile {
  /** A whole address where the portal knows its own, else a path of the portal. */
  url: string;
  name: string;
  mime: string;
  /** Bytes; null when unknown. */
  sizeInBytes: number | null;
  /** The language of the file, which need not be the language of the page. */
  locale: string;
}

/** An accessible PDF, or one in easy language. */
export interface ActionOtherFile extends ActionFile {
  kind: 'accessible' | 'easy-language';
  label: string;
  /** With the title and the file's size and language. Contains the label's words. */
  accessibleLabel: string;
}

export interface ActionSuccessor {
  documentId: string;
  slug: string | null;
  title: string;
}

interface EveryAction {
  /** A sentence beside the button; null when in stock. */
  notice: string | null;
  /** The language of label and notice. */
  locale: string;
  /** Null where the material has no stock status. */
  availability: Availability | null;
  onixCode: OnixCode | null;
  /** A full URL of schema.org's `ItemAvailability`, for the print offer. */
  schemaOrg: string | null;
  lowStock: boolean;
  /** YYYY-MM-DD */
  expectedOn: string | null;
  /** The same publication in other forms, beside `file`; there only where there are any. */
  otherFiles?: ActionOtherFile[];
  /** There where readers may leave an address and are told when copies come; never false. */
  waitlist?: true;
}

interface WithButton {
  /** The button's text, in `locale`. */
  label: string;
  /** For assistive technology, with the title and the file's size and language. Contains the label's words. */
  accessibleLabel: string;
  /** `http`, `https` or a path. */
  url: string;
}

interface WithoutButton {
  label: null;
  accessibleLabel: null;
  url: null;
}

export interface OrderAction extends EveryAction, WithButton {
  type: 'order';
  maxPerOrder: number | null;
  /** A PDF beside the printed copy. */
  file: ActionFile | null;
  successor: null;
}

export interface DownloadAction extends EveryAction, WithButton {
  type: 'download';
  maxPerOrder: null;
  file: ActionFile;
  successor: null;
}

export interface SuccessorAction extends EveryAction, WithButton {
  type: 'successor';
  maxPerOrder: null;
  /** The old edition's PDF. */
  file: ActionFile | null;
  successor: ActionSuccessor;
}

export interface AnnounceAction extends EveryAction, WithoutButton {
  type: 'announce';
  notice: string;
  expectedOn: string;
  maxPerOrder: null;
  file: null;
  successor: null;
}

export interface NoAction extends EveryAction, WithoutButton {
  type: 'none';
  maxPerOrder: null;
  file: null;
  successor: null;
}

/**
 * What a reader can do about a material now: the button, with its label, target and notice. Tell the cases apart by
 * `type`: only a download always has a file, only a successor names one.
 */
export type MaterialAction = OrderAction | DownloadAction | SuccessorAction | AnnounceAction | NoAction;

/** An action, or null where the portal answered and does not know the material. */
export type Answer = MaterialAction | null;

/** An object that is no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Does this look like an action? A quick look; `@inprint/client/schemas` looks at every field. */
export const isMaterialAction = (value: unknown): value is MaterialAction =>
  isRecord(value) &&
  (ACTION_TYPES as readonly unknown[]).includes(value.type) &&
  typeof value.locale === 'string' &&
  (value.url === null) === (value.type === 'announce' || value.type === 'none');
