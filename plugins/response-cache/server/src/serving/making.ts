import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import type { Answers } from '../../../domain/answers';
import { nextDayChange } from '../../../domain/day-change';
import type { Dependency } from '../../../domain/dependency';
import { hasAlready } from '../../../domain/negotiation';
import type { Kind } from '../../../domain/question';
import { makeAnswer, sendAnswer, type Answer, type AnswerSettings } from '../answer';
import { keyHeadersFor } from '../key-header';
import { forbidStoringByDefault } from '../no-store';
import type { Recorder } from '../recorder';
import { watchRequest } from '../request-watch';
import type { SharedAnswers } from '../shared-answers';
import { configOf, type Strapi } from '../strapi';
import { bytesOf, headersToStore } from './bodies';
import type { Counts } from './counts';
import type { Flight } from './flights';
import type { createKeepableCheck } from './keepable';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A question, and where its answer goes. */
export interface Asked {
  readonly kind: Kind;
  readonly key: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Parts {
  readonly answers: Answers<Answer>;
  readonly shared: SharedAnswers | null;
  readonly recorder: Recorder;
  readonly counts: Counts;
  /** What every answer depends on. */
  readonly always: readonly Dependency[];
  readonly isKeepable: ReturnType<typeof createKeepableCheck>;
  /** Strapi itself. */
  readonly handle: Handler;
}

/** Is what goes out what the reader has already? */
const isAtReader = (response: ServerResponse, ifNoneMatch: string | undefined): boolean => {
  const etag = response.getHeader('etag');
  return (
    response.statusCode === 200 && !response.headersSent && typeof etag === 'string' && hasAlready(ifNoneMatch, etag)
  );
};

/** When answers end that name days, in the portal's time zone. */
const createExpiry = (timeZone: string) => {
  let dayEnds = 0;
  return (now: number): number => {
    if (now >= dayEnds) dayEnds = nextDayChange(timeZone, now);
    return dayEnds;
  };
};

/** Lets Strapi answer, and keeps what it says; or takes what another server made. */
export const createMaking = (strapi: Strapi, parts: Parts) => {
  const { answers, shared, recorder, counts, always, isKeepable, handle } = parts;
  const { timeZone, sharedMaxAge } = configOf(strapi);
  const settings: AnswerSettings = { sharedMaxAge, keyHeadersOf: keyHeadersFor(strapi) };
  const expiryFrom = createExpiry(timeZone);

  /** A CDN that was told of a change meanwhile must not keep what was made before it. */
  const settingsFor = (flight: Flight, dependencies: ReadonlySet<Dependency>): AnswerSettings =>
    flight.isOutdated(dependencies) ? { ...settings, sharedMaxAge: 0 } : settings;

  /**
   * What was told since the flight began is in it. What changed and was not told yet is told before anybody is served, and drops
   * the answer then: nobody needs to ask the database now.
   */
  const keep = (flight: Flight, answer: Answer, headers: OutgoingHttpHeaders, body: Buffer): void => {
    flight.land();
    const { kind, key, dependencies, expiresAt } = answer;
    if (flight.isOutdated(dependencies) || Date.now() >= expiresAt) {
      counts.notKept += 1;
      return;
    }
    answers.keep(answer);
    shared?.keep({ kind, key, headers: headersToStore(headers), dependencies: [...dependencies], expiresAt, body });
  };

  const send = (answer: Answer, request: IncomingMessage, response: ServerResponse): void => {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    sendAnswer(answer, request, response);
  };

  const sendUnchanged = (response: ServerResponse): ServerResponse => {
    response.statusCode = 304;
    for (const name of ['content-length', 'content-type']) response.removeHeader(name);
    return response.end();
  };

  return {
    make({ kind, key, request, response }: Asked, flight: Flight): void {
      counts.misses += 1;
      const expiresAt = expiryFrom(Date.now());
      const recording = recorder.open();
      const { end, write } = response;
      // Whatever the reader has, a whole answer is made: only that can be kept for the others.
      const ifNoneMatch = request.headers['if-none-match'];
      delete request.headers['if-none-match'];

      const restore = (): void => {
        response.end = end;
        response.write = write;
      };
      const leaveAlone = (outcome: null | 'abandoned' = null): void => {
        restore();
        flight.settle(outcome);
        flight.land();
      };
      const abandon = (): void => leaveAlone('abandoned');

      const answerOf = (body: Buffer | null): Answer | null => {
        if (!body || response.headersSent) return null;
        try {
          if (!isKeepable({ kind, response, body, recording })) return null;
          const dependencies = new Set([...always, ...recording.dependencies]);
          const made = { kind, key, body, headers: response.getHeaders(), dependencies, expiresAt };
          return makeAnswer(made, settingsFor(flight, dependencies));
        } catch (error) {
          strapi.log.warn(`response-cache: an answer could not be kept: ${String(error)}`);
          return null;
        }
      };

      response.write = ((...values: Parameters<typeof write>) => {
        leaveAlone(); // it comes in pieces
        return response.write(...values);
      }) as typeof write;
      response.end = ((...values: Parameters<typeof end>) => {
        response.off('close', abandon);
        restore();
        if (ifNoneMatch !== undefined) request.headers['if-none-match'] = ifNoneMatch;
        const body = bytesOf(values[0], values[1]);
        const headers = response.getHeaders();
        const answer = answerOf(body);
        if (!answer || !body) {
          counts.notKept += 1;
          leaveAlone();
          return isAtReader(response, ifNoneMatch) ? sendUnchanged(response) : response.end(...values);
        }
        flight.settle(answer);
        keep(flight, answer, headers, body);
        send(answer, request, response);
        return response;
      }) as typeof end;
      response.once('close', abandon);

      forbidStoringByDefault(response);
      watchRequest(kind, request, recorder.refuse);
      recorder.record(recording, () => handle(request, response));
    },

    /** Takes an answer that another server made, if it is right for the database as it is now. @returns false for none */
    async take({ key, request, response }: Asked, flight: Flight): Promise<boolean> {
      const found = await shared?.find(key);
      if (response.destroyed) {
        flight.settle('abandoned');
        flight.land();
        return true;
      }
      if (!found) return false;
      const dependencies = new Set(found.dependencies);
      const stored = { ...found, headers: found.headers as OutgoingHttpHeaders, dependencies };
      const answer = makeAnswer(stored, settingsFor(flight, dependencies));
      // What was committed since the flight began was told to it; what comes later is told to the answers.
      if (!flight.isOutdated(dependencies)) answers.keep(answer);
      counts.fromStore += 1;
      flight.settle(answer);
      flight.land();
      sendAnswer(answer, request, response);
      return true;
    },
  };
};

export type Making = ReturnType<typeof createMaking>;
