import { isAwaited, type Availability, type OnixCode } from './availability';
import type { ActionType, Decision } from './decision';
import type { Day, DocumentId, Locale, OtherFileKind } from './facts';
import type { OfferedFile, OtherFile } from './pdf';
import type { Speaker, Speech } from './speech';

/**
 * The public answer: the right button, label and notice, ready to render. The same fields over REST and GraphQL.
 * It never says how many copies are left.
 */
export interface MaterialAction {
  type: ActionType;
  /** The button's text; null for `announce` and `none`. */
  label: string | null;
  /** The label for assistive technology, with the title and the file's size and language. Contains the label's words. */
  accessibleLabel: string | null;
  /** `http`, `https` or a path of this site; null for `announce` and `none`. */
  url: string | null;
  /** A sentence beside the button; null when in stock. */
  notice: string | null;
  /** The language of label and notice. */
  locale: Locale;
  /** Null where the material has no stock status. */
  availability: Availability | null;
  /** ONIX code list 65. */
  onixCode: OnixCode | null;
  /** A full URL of schema.org's `ItemAvailability`, for the print offer. */
  schemaOrg: string | null;
  lowStock: boolean;
  expectedOn: Day | null;
  /** Set for `order` only. */
  maxPerOrder: number | null;
  file: ActionFile | null;
  successor: ActionSuccessor | null;
  /** The same publication in other forms, beside `file`; there only where there are any. */
  otherFiles?: ActionOtherFile[];
  /** There where readers may leave an address and are told when copies come; never false. */
  waitlist?: true;
}

export interface ActionFile {
  url: string;
  name: string;
  mime: string;
  /** Bytes; null when unknown. */
  sizeInBytes: number | null;
  /** The language of the file, which need not be the language of the page. */
  locale: Locale;
}

/** An accessible PDF, or one in easy language, ready to offer. */
export interface ActionOtherFile extends ActionFile {
  kind: OtherFileKind;
  label: string;
  /** With the title and the file's size and language. Contains the label's words. */
  accessibleLabel: string;
}

export interface ActionSuccessor {
  documentId: DocumentId;
  slug: string | null;
  title: string;
}

const sentenceOf = ({ availability, type }: Decision, { say }: Speech): string | null => {
  if (availability === 'in-stock') return null;
  if (availability === null) return say(type === 'download' ? 'notice.pdf-only' : 'notice.unknown');
  return say(`notice.${availability}`);
};

const noticeOf = (decision: Decision, speech: Speech): string | null => {
  const { availability, expectedOn, isLate, type } = decision;
  const sentence = sentenceOf(decision, speech);
  const namesTheDay = expectedOn !== null && availability !== null && (type === 'announce' || isAwaited(availability));
  if (!namesTheDay) return sentence;
  const key = isLate ? 'expected.late' : availability === 'not-yet-available' ? 'expected.first' : 'expected.again';
  const day = speech.say(key, { date: speech.day(expectedOn) });
  return sentence ? `${sentence} ${day}` : day;
};

interface Labels {
  readonly label: string;
  readonly accessibleLabel: string;
}

/** WCAG 2.5.3, label in name: who says the words on the button must hit it, also where the texts were changed apart. */
const named = (label: string, accessibleLabel: string): Labels => ({
  label,
  accessibleLabel: accessibleLabel.toLowerCase().includes(label.toLowerCase())
    ? accessibleLabel
    : `${label}: ${accessibleLabel}`,
});

const detailsOf = ({ sizeInBytes, locale }: OfferedFile, speech: Speech): string => {
  const language = speech.language(locale);
  return sizeInBytes === null ? language : speech.say('file.details', { size: speech.size(sizeInBytes), language });
};

const labelsOf = (decision: Decision, speech: Speech): Labels | null => {
  const { type, file, successor, locale } = decision;
  const { say } = speech;
  const title = speech.inline(decision.title);
  switch (type) {
    case 'order':
      return named(say('label.order'), say('accessible.order', { title }));
    case 'download': {
      if (!file) return null;
      const details = detailsOf(file, speech);
      if (file.locale === locale) return named(say('label.download'), say('accessible.download', { title, details }));
      const label = say('label.download-other-language', { language: speech.language(file.locale) });
      return named(label, say('accessible.download-other-language', { label, title, details }));
    }
    case 'successor':
      return successor
        ? named(say('label.successor'), say('accessible.successor', { title: speech.inline(successor.title) }))
        : null;
    case 'announce':
    case 'none':
      return null;
  }
};

const otherFileOf = ({ kind, file }: OtherFile, { title, locale }: Decision, speech: Speech): ActionOtherFile => {
  const plain = speech.say(`file.${kind}`);
  const label =
    file.locale === locale
      ? plain
      : speech.say('file.other-language', { label: plain, language: speech.language(file.locale) });
  const values = { label, title: speech.inline(title), details: detailsOf(file, speech) };
  return { kind, ...named(label, speech.say('accessible.other-file', values)), ...file };
};

/** Puts a decision into the words of its locale. */
export const present = (decision: Decision, speaker: Speaker): MaterialAction => {
  const speech = speaker(decision.locale);
  const labels = labelsOf(decision, speech);
  const { file, successor } = decision;
  return {
    type: decision.type,
    label: labels?.label ?? null,
    accessibleLabel: labels?.accessibleLabel ?? null,
    url: decision.url,
    notice: noticeOf(decision, speech),
    locale: speech.locale,
    availability: decision.availability,
    onixCode: decision.onixCode,
    schemaOrg: decision.schemaOrg,
    lowStock: decision.lowStock,
    expectedOn: decision.expectedOn,
    maxPerOrder: decision.maxPerOrder,
    file: file && {
      url: file.url,
      name: file.name,
      mime: file.mime,
      sizeInBytes: file.sizeInBytes,
      locale: file.locale,
    },
    successor: successor && { ...successor },
    ...(decision.otherFiles.length > 0
      ? { otherFiles: decision.otherFiles.map((other) => otherFileOf(other, decision, speech)) }
      : {}),
    ...(decision.waitlist ? { waitlist: true as const } : {}),
  };
};
