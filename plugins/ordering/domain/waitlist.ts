import { z } from 'zod';

import type { Letter } from './mail';
import { EMAIL, HONEYPOT, LOCALE, MATERIAL } from './order-input';
import { becauseObject, problemsIn, type Parsed } from './problem';
import type { Speech } from './speech';

const WAITING = z.strictObject({ material: MATERIAL, locale: LOCALE, email: EMAIL, website: HONEYPOT }, becauseObject);

/** Somebody who wants to be told. */
export type WaitingInput = z.infer<typeof WAITING>;

/** Checks a wish to be told as it was sent: the `data` of the body. Knows nothing of materials. */
export const parseWaiting = (data: unknown): Parsed<WaitingInput> => {
  const result = WAITING.safeParse(data);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: problemsIn(result.error, () => ['material', 'locale', 'email']) };
};

export const WAITLIST_MAILS = ['confirm', 'already', 'back', 'ended'] as const;
/** Asks for a confirmation, says that there is one already, tells that copies are there, or that there will be none. */
export type WaitlistMail = (typeof WAITLIST_MAILS)[number];

/** What a mail to somebody who waits is about. */
export interface WaitingFor {
  readonly title: string;
  /** The page that confirms, leaves and deletes. */
  readonly placeUrl: string;
  /** Where to order, or to go instead; empty where there is nothing. */
  readonly orderUrl: string;
  /** What readers can do: the action's type. */
  readonly action: string;
  /** Days in which the place must be confirmed. */
  readonly days: number;
}

/** What somebody who waits is told, in plain text. Each mail has a link to leave. */
export const writeToWaiting = (
  mail: WaitlistMail,
  { title, placeUrl, orderUrl, action, days }: WaitingFor,
  { say }: Speech
): Letter => {
  const instead = action === 'successor' || action === 'download' ? action : 'none';
  const ended = say(`waitlist.ended.${instead}`, { title });
  const paragraphs: Record<WaitlistMail, readonly string[]> = {
    confirm: [`${say('waitlist.confirm.text', { title, days })}\n${placeUrl}`, say('waitlist.confirm.ignore')],
    already: [say('waitlist.already.text', { title }), `${say('waitlist.leave')}\n${placeUrl}`],
    ended: [instead === 'none' ? ended : `${ended}\n${orderUrl}`, say('waitlist.ended.last')],
    back: [`${say('waitlist.back.text', { title })}\n${orderUrl}`, `${say('waitlist.back.last')}\n${placeUrl}`],
  };
  return {
    subject: say(`waitlist.${mail}.subject`, { title }),
    text: [say('waitlist.greeting'), ...paragraphs[mail]].join('\n\n'),
  };
};

/** States in which no more copies will come: whoever waits is told that, and forgotten. */
const ENDED: ReadonlySet<unknown> = new Set(['out-of-print', 'replaced', 'withdrawn']);

/** Is it clear that readers will never be able to order it again? */
export const isEnded = (availability: unknown): boolean => ENDED.has(availability);

/** An edition that can be ordered, and what became of its copies since it could not be. */
export interface Supply {
  readonly availability: string;
  /** Copies that are there; null is "not counted". */
  readonly quantity: number | null;
  /** People who were told since then. */
  readonly told: number;
  /** Copies that were ordered since then. */
  readonly ordered: number;
}

/**
 * How many people can be told: as many as there are copies that nobody was told of yet. Whoever was told has a copy
 * promised until as many were ordered; so a second look, and an order by somebody who was told, tell nobody else.
 */
export const placesToTell = ({ availability, quantity, told, ordered }: Supply): number => {
  if (availability === 'on-demand' || quantity === null) return Infinity;
  const promised = Math.max(0, told - Math.max(0, ordered));
  return Math.max(0, quantity - promised);
};
