import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import { createAnswers } from '../../domain/answers';
import { nextDayChange } from '../../domain/day-change';
import { anyRowOf, partsOf, type Dependency } from '../../domain/dependency';
import { isPlainRead } from '../../domain/graphql-question';
import { createPersistedQueries } from '../../domain/persisted-query';
import { hasAlready } from '../../domain/negotiation';
import {
  createHeaderCheck,
  isPublic,
  keyOf,
  kindOf,
  tellsApart,
  type Kind,
  type QuestionRules,
} from '../../domain/question';
import { makeAnswer, sendAnswer, type Answer } from './answer';
import type { StoredAnswer } from '../../domain/stored-answer';
import { keyHeaderFor } from './key-header';
import { createMemory } from './memory';
import { createRecorder, dependenciesOfReported, type Recording, type ReportedRows } from './recorder';
import { createHandlerCheck } from './known-handlers';
import { forbidStoringByDefault } from './no-store';
import { watchRequest } from './request-watch';
import { isGuarded, nameOfRoute, routeOf } from './routes-taken';
import { createSharedAnswers } from './shared-answers';
import { configOf, type Strapi } from './strapi';
import { createChangeDetector, type OnChange, type ChangeDetector } from './change-detector';
import type { Tables } from '../../domain/statement';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Told what changed; null for “it could be anything”.
 *
 * @param isStillBlind nothing is known of a change: the database cannot be asked, as was told before
 */
type Listener = (changed: ReadonlySet<Dependency> | null, isStillBlind: boolean) => void;

/** An answer that is being made; others who ask the same meanwhile wait for it. */
interface Flight {
  /** Null where it is none to share; `abandoned` where whoever it was made for went away before it was there. */
  readonly answer: Promise<Answer | null | 'abandoned'>;
  /** What changed since it began. */
  readonly changes: (ReadonlySet<Dependency> | null)[];
}

export interface Counts {
  hits: number;
  unchanged: number;
  shared: number;
  misses: number;
  /** Made by another server, and proved to be right. */
  fromStore: number;
  /** Made, but not kept: something changed meanwhile, or the answer is none that is kept. */
  notKept: number;
  /** Never asked of the cache: personal, a write, too long. */
  passed: number;
}

/** So many different things are advised on; whoever asks may name headers without end. */
const MAX_ADVICE = 50;

/** What the portal remembers of these between requests is told by no query: every answer depends on them. */
const ALWAYS = ['plugin::i18n.locale', 'strapi::core-store'] as const;

/** JSON, and what is written in it (RFC 6839): `application/ld+json`. */
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:;|$)/i;

const textOf = (chunk: unknown, encoding: unknown): Buffer | null => {
  if (typeof chunk === 'string')
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  return Buffer.isBuffer(chunk) ? chunk : null;
};

/** Headers as they can be written down. */
const headersToStore = (headers: OutgoingHttpHeaders): StoredAnswer['headers'] =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  );

/** Reads a small body whole and puts it back, so that whoever comes after finds it untouched. */
const readBody = (request: IncomingMessage, length: number): Promise<Buffer | null> =>
  new Promise((resolve) => {
    const finish = (body: Buffer | null): void => {
      request.off('readable', look);
      request.off('end', giveUp);
      request.off('close', giveUp);
      request.off('error', giveUp);
      resolve(body);
    };
    const giveUp = (): void => finish(null);
    const look = (): void => {
      const body = request.read(length) as Buffer | null;
      if (body === null) return;
      request.unshift(body);
      finish(body.length === length ? body : null);
    };
    request.on('readable', look);
    request.on('end', giveUp);
    request.on('close', giveUp);
    request.on('error', giveUp);
  });

/** What was found out before the first request. */
interface Surroundings {
  readonly tables: Tables;
  /** The triggers that say what changed. */
  readonly triggers: readonly string[];
  /** The program that makes the answers. */
  readonly fingerprint: string;
  /** Addresses of files are signed, and end after a while. */
  readonly areFilesPrivate: boolean;
  /** Global middlewares that may look at more than the database. */
  readonly unknownMiddlewares: () => readonly string[];
}

/**
 * Answers public reads from memory, before Strapi sees them, as long as the database says that nothing they were made of changed.
 */
export const createCache = (strapi: Strapi, surroundings: Surroundings, handle: Handler) => {
  const { tables, triggers, fingerprint, areFilesPrivate, unknownMiddlewares } = surroundings;
  const config = configOf(strapi);
  const files = strapi.db.metadata.get('plugin::upload.file').tableName;
  const answerSettings = { sharedMaxAge: config.sharedMaxAge, keyHeaderOf: keyHeaderFor(strapi) };
  const rules: QuestionRules = {
    apiPrefix: `${strapi.config.get('api.rest.prefix', '/api') as string}/`,
    graphqlPath: strapi.plugin('graphql') ? (strapi.plugin('graphql').config('endpoint') as string) : '\n',
    longestUrl: config.longestUrl,
    largestBody: config.largestQuestion,
  };
  const always = ALWAYS.filter((uid) => strapi.db.metadata.has(uid)).map((uid) =>
    anyRowOf(strapi.db.metadata.get(uid).tableName)
  );
  const answers = createAnswers<Answer>(config.maxBytes);
  const recorder = createRecorder(strapi, tables);
  // In a transaction something else may be true.
  const isMaking = (): boolean => recorder.isRecording() && !strapi.db.inTransaction();
  const memory = createMemory(isMaking, recorder, always);
  const flights = new Map<string, Flight>();
  const underWay = new Set<Flight>();
  const listeners: Listener[] = [];
  /** Could the database not be asked when it was last looked at? */
  let isBlind = false;
  const counts: Counts = { hits: 0, unchanged: 0, shared: 0, misses: 0, fromStore: 0, notKept: 0, passed: 0 };
  const since = Date.now();
  let dayEnds = 0;

  const tellListeners = (changed: ReadonlySet<Dependency> | null, isStillBlind: boolean): void => {
    for (const listener of listeners) {
      try {
        listener(changed, isStillBlind);
      } catch (error) {
        strapi.log.error(`response-cache: whoever wants to know what changed failed: ${String(error)}`);
      }
    }
  };

  const onChange: OnChange = (changed) => {
    answers.drop(changed, Date.now());
    memory.onChange(changed);
    for (const flight of underWay) flight.changes.push(changed);
    flights.clear(); // who asks from now on wants an answer that began after the change
    tellListeners(changed, false);
  };
  const detector: ChangeDetector = createChangeDetector(strapi, triggers, onChange);
  const shared = createSharedAnswers(strapi, detector, fingerprint);

  const isOutdated = ({ changes }: Flight, { dependencies }: Answer): boolean =>
    changes.some((changed) => changed === null || [...dependencies].some((dependency) => changed.has(dependency)));

  const strangeHeaderIn = createHeaderCheck(config.harmlessHeaders);
  const advised = new Set<string>();
  /** Says once what keeps answers from being kept, and what to do about it. */
  const advise = (what: string, words: string): void => {
    if (advised.has(what) || advised.size >= MAX_ADVICE) return;
    advised.add(what);
    strapi.log.warn(`response-cache: ${words}`);
  };

  const unknownHandler = createHandlerCheck(strapi, new Set(config.trusted));
  /** Is it known that what made the answer looks at the database alone? */
  const isProven = (response: ServerResponse): boolean => {
    const route = routeOf(response);
    if (route === null) return false; // a middleware answered
    const unknown = unknownHandler(route);
    if (unknown !== null) {
      advise(
        unknown,
        `answers of “${unknown}” are not kept, because it is code that may look at more than the database (who asks, the time). If it does not, name it in trusted.`
      );
      return false;
    }
    const name = nameOfRoute(route);
    if (!isGuarded(route) || config.openRoutes.includes(name)) return true;
    advise(
      `policies ${name}`,
      `answers of “${name}” are not kept, because its route has policies or middlewares of its own. If they treat everybody alike, name it in openRoutes.`
    );
    return false;
  };

  /** Why an answer is not kept, in words for the log; null if it is. */
  const refusalOf = (kind: Kind, response: ServerResponse, body: Buffer, recording: Recording): string | null => {
    if (response.statusCode !== 200) return `status ${response.statusCode}`;
    if (response.hasHeader('set-cookie')) return 'it sets a cookie';
    if (response.hasHeader('content-encoding')) return 'it is packed already';
    if (body.length > config.largestAnswer) return 'it is too large';
    if (!JSON_TYPE.test(String(response.getHeader('content-type')))) return 'it is no JSON';
    // Apollo says no-store to every answer; elsewhere it is meant.
    if (kind === 'rest' && /no-store|private/.test(String(response.getHeader('cache-control')))) return 'it is private';
    if (kind !== 'rest' && 'errors' in (JSON.parse(body.toString()) as object)) return 'it has errors';
    if (!tellsApart(kind, String(response.getHeader('vary') ?? ''))) return 'it varies by more than its name';
    if (kind === 'rest' && !isProven(response)) return 'it may depend on more than the database';
    const refusal = recorder.close(recording);
    if (areFilesPrivate && [...recording.dependencies].some((dependency) => partsOf(dependency).table === files))
      return 'it has signed addresses';
    return refusal ?? (recording.dependencies.size === 0 ? 'nothing is known of what it was made of' : null);
  };

  const expiryFrom = (now: number): number => {
    if (now >= dayEnds) dayEnds = nextDayChange(config.timeZone, now);
    return dayEnds;
  };

  /** Whoever asks the same from now on waits for the answer that is under way. */
  const takeOff = (key: string) => {
    let settle: (answer: Answer | null | 'abandoned') => void = () => {};
    const flight: Flight = { answer: new Promise((resolve) => (settle = resolve)), changes: [] };
    flights.set(key, flight);
    underWay.add(flight);
    const land = (): void => {
      underWay.delete(flight);
      if (flights.get(key) === flight) flights.delete(key);
    };
    return { flight, settle, land };
  };

  /** Lets Strapi answer, and keeps what it says. */
  const make = (
    kind: Kind,
    key: string,
    request: IncomingMessage,
    response: ServerResponse,
    { flight, settle, land } = takeOff(key)
  ): void => {
    counts.misses += 1;
    const expiresAt = expiryFrom(Date.now());
    const recording = recorder.open();
    const end = response.end;
    const write = response.write;
    // Whatever the reader has, a whole answer is made: only that can be kept for the others.
    const ifNoneMatch = request.headers['if-none-match'];
    delete request.headers['if-none-match'];
    const isAtReader = (): boolean => {
      const etag = response.getHeader('etag');
      return (
        response.statusCode === 200 &&
        !response.headersSent &&
        typeof etag === 'string' &&
        hasAlready(ifNoneMatch, etag)
      );
    };
    const leaveAlone = (outcome: null | 'abandoned' = null): void => {
      response.end = end;
      response.write = write;
      settle(outcome);
      land();
    };
    const abandon = (): void => leaveAlone('abandoned');

    /**
     * What was told since the flight began is in it. What changed and was not told yet is told before anybody is served, and drops
     * the answer then: nobody needs to ask the database now.
     */
    const keep = (answer: Answer, headers: OutgoingHttpHeaders, body: Buffer): void => {
      land();
      if (isOutdated(flight, answer) || Date.now() >= answer.expiresAt) {
        counts.notKept += 1;
        return;
      }
      answers.keep(answer);
      const stored = { kind, key, headers: headersToStore(headers), dependencies: [...answer.dependencies], expiresAt };
      shared?.keep({ ...stored, body });
    };

    response.write = ((...values: Parameters<typeof write>) => {
      leaveAlone(); // it comes in pieces
      return response.write(...values);
    }) as typeof write;
    response.end = ((...values: Parameters<typeof end>) => {
      response.off('close', abandon);
      response.end = end;
      response.write = write;
      if (ifNoneMatch !== undefined) request.headers['if-none-match'] = ifNoneMatch;
      const body = textOf(values[0], values[1]);
      const headers = response.getHeaders();
      let answer: Answer | null = null;
      try {
        if (body && !response.headersSent && refusalOf(kind, response, body, recording) === null) {
          const dependencies = new Set([...always, ...recording.dependencies]);
          answer = makeAnswer({ kind, key, body, headers, dependencies, expiresAt }, answerSettings);
        }
      } catch (error) {
        strapi.log.warn(`response-cache: an answer could not be kept: ${String(error)}`);
      }
      if (!answer || !body) {
        counts.notKept += 1;
        leaveAlone();
        if (!isAtReader()) return response.end(...values);
        response.statusCode = 304;
        for (const name of ['content-length', 'content-type']) response.removeHeader(name);
        return response.end();
      }
      settle(answer);
      keep(answer, headers, body);
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      sendAnswer(answer, request, response);
      return response;
    }) as typeof end;
    response.once('close', abandon);

    forbidStoringByDefault(response);
    watchRequest(kind, request, recorder.refuse);
    recorder.record(recording, () => handle(request, response));
  };

  const hit = (answer: Answer, request: IncomingMessage, response: ServerResponse): void => {
    if (sendAnswer(answer, request, response)) counts.unchanged += 1;
    counts.hits += 1;
  };

  /** Goes on when the database was asked; on SQLite that is at once. */
  const afterLook = (go: (isKnown: boolean) => void): void => {
    const goOn = (isKnown: boolean): void => {
      // Nobody knows what changed: whoever remembers something reads it again, each time.
      if (!isKnown && isBlind) tellListeners(null, true);
      else if (!isKnown) onChange(null);
      isBlind = !isKnown;
      go(isKnown);
    };
    const looked = detector.poll();
    if (typeof looked === 'boolean') goOn(looked);
    else void looked.then(goOn);
  };

  const pass: Handler = (request, response) => {
    counts.passed += 1;
    forbidStoringByDefault(response);
    handle(request, response);
  };

  /**
   * What is never answered from the cache, such as a read with a cookie, is still made of what the portal remembers: whoever remembers
   * is told first what changed.
   */
  const lookAndPass: Handler = (request, response) => afterLook(() => pass(request, response));

  /** Takes an answer that another server made, if it is right for the database as it is now; else lets Strapi answer. */
  const findOrMake = async (
    kind: Kind,
    key: string,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> => {
    const started = takeOff(key);
    const { flight, settle, land } = started;
    const found = await shared?.find(key);
    if (response.destroyed) {
      settle('abandoned');
      return land();
    }
    if (!found) return make(kind, key, request, response, started);
    const answer = makeAnswer(
      { ...found, headers: found.headers as OutgoingHttpHeaders, dependencies: new Set(found.dependencies) },
      answerSettings
    );
    // What was committed since the flight began was told to it; what comes later is told to the answers.
    if (!isOutdated(flight, answer)) answers.keep(answer);
    counts.fromStore += 1;
    settle(answer);
    land();
    sendAnswer(answer, request, response);
  };

  /** After the database was asked: what is kept is right now. */
  const serve = (kind: Kind, key: string, request: IncomingMessage, response: ServerResponse): void => {
    const answer = answers.get(key, Date.now());
    if (answer) return hit(answer, request, response);
    if (request.method === 'HEAD') return pass(request, response);
    const flight = flights.get(key);
    if (!flight && shared?.isReachable()) return void findOrMake(kind, key, request, response);
    if (!flight) return make(kind, key, request, response);
    void flight.answer.then((made) => {
      if (response.destroyed) return undefined;
      // The next one asks for all.
      if (made === 'abandoned') return lookAndServe(kind, key, request, response);
      // It is none to share: each asks for itself.
      if (!made) return lookAndServe(kind, key, request, response, true);
      counts.shared += 1;
      return void sendAnswer(made, request, response);
    });
    return undefined;
  };

  const lookAndServe = (
    kind: Kind,
    key: string,
    request: IncomingMessage,
    response: ServerResponse,
    alone = false
  ): void => {
    afterLook((isKnown) => {
      if (!isKnown) pass(request, response);
      else if (alone && answers.get(key, Date.now()) === undefined) make(kind, key, request, response);
      else serve(kind, key, request, response);
    });
  };

  const questionOf = (request: IncomingMessage): Record<string, unknown> =>
    Object.fromEntries(new URLSearchParams((request.url ?? '').slice(rules.graphqlPath.length + 1)));

  const persisted = createPersistedQueries();

  /** GraphQL: only plain queries are kept, and what is kept was one. */
  const serveGraphql = (kind: Kind, request: IncomingMessage, response: ServerResponse, body: Buffer | null): void => {
    const text = body?.toString('latin1') ?? '';
    const key = keyOf(kind, request, text);
    if (key === null || (kind === 'graphql-post' && body === null)) return lookAndPass(request, response);
    const isKept = answers.get(key, Date.now()) !== undefined;
    const isPersisted = kind === 'graphql-get' && request.url?.includes('extensions=') === true;
    if (!isKept || isPersisted) {
      let question: unknown;
      try {
        question = kind === 'graphql-post' ? JSON.parse(body?.toString() ?? '') : questionOf(request);
      } catch {
        return lookAndPass(request, response); // no JSON: Apollo says what is wrong with it
      }
      if (isPersisted) {
        const restored = persisted.restore(questionOf(request));
        if (!restored) return lookAndPass(request, response);
        ({ question } = restored);
        // Apollo may have been told of the query by nobody: what was kept never came to it.
        if (restored.query !== null) request.url = `${request.url}&query=${encodeURIComponent(restored.query)}`;
      }
      if (!isPlainRead(question)) return lookAndPass(request, response);
    }
    return lookAndServe(kind, key, request, response);
  };

  return {
    handle: ((request, response) => {
      const kind = kindOf(request, rules);
      if (kind === null) {
        return isPublic(request, rules) ? lookAndPass(request, response) : pass(request, response);
      }
      const unknown = unknownMiddlewares();
      if (unknown.length > 0) {
        for (const name of unknown) {
          advise(
            name,
            `no answer is kept, because the middleware “${name}” may look at more than the database (who asks, the time). If it does not, name it in trusted.`
          );
        }
        return lookAndPass(request, response);
      }
      const strange = strangeHeaderIn(kind, request.headers);
      if (strange !== null) {
        advise(
          strange,
          `requests with the header “${strange}” are answered by Strapi itself, because answers may depend on it. If none does, name it in harmlessHeaders.`
        );
        return lookAndPass(request, response);
      }
      if (kind === 'graphql-post') {
        void readBody(request, Number(request.headers['content-length'])).then((body) =>
          serveGraphql(kind, request, response, body)
        );
        return undefined;
      }
      if (kind === 'graphql-get') return serveGraphql(kind, request, response, null);
      const key = keyOf(kind, request);
      return key === null ? lookAndPass(request, response) : lookAndServe(kind, key, request, response);
    }) as Handler,
    /** Calls a function at once when something changed, before any answer is made from then on. */
    whenChanged: (listener: Listener): void => void listeners.push(listener),
    poll: () => detector.poll(),
    /** Is this code part of an answer that may be kept? Then all that changed before was told. */
    isMaking,
    remember: memory.remember,
    /** Remembers something that says itself which rows it was made of. */
    rememberReported: <Value extends { readonly reads: readonly ReportedRows[] }>(
      name: string,
      read: () => Promise<Value>
    ): Promise<Value> => memory.remember(name, read, ({ reads }) => dependenciesOfReported(reads, tables)),
    report: () => ({
      since,
      counts: { ...counts },
      ...answers.size(),
      store:
        shared === null
          ? ('memory' as const)
          : shared.isReachable()
            ? ('reachable' as const)
            : ('unreachable' as const),
      outdated: answers.lastOutdated(),
    }),
    async stop(): Promise<void> {
      recorder.stop();
      shared?.close();
      await detector.close();
    },
  };
};

export type Cache = ReturnType<typeof createCache>;
