import type { IncomingMessage, ServerResponse } from 'node:http';

import { createAnswers } from '../../domain/answers';
import { anyRowOf, type Dependency } from '../../domain/dependency';
import type { Tables } from '../../domain/statement';
import { createHeaderCheck, isPublic, keyOf, kindOf, type Kind, type QuestionRules } from '../../domain/question';
import type { Answer } from './answer';
import { createMemory } from './memory';
import { forbidStoringByDefault } from './no-store';
import { createRecorder, dependenciesOfReported, type ReportedRows } from './recorder';
import { createAdvice, type Advise } from './serving/advice';
import { readBody } from './serving/bodies';
import { createChanges } from './serving/changes';
import { noCounts, type Counts } from './serving/counts';
import { createFlights } from './serving/flights';
import { createGraphqlCheck } from './serving/graphql';
import { createKeepableCheck } from './serving/keepable';
import { createMaking, type Asked, type Handler } from './serving/making';
import { createServing } from './serving/serving';
import { createSharedAnswers } from './shared-answers';
import { configOf, type Strapi } from './strapi';

/** What the portal remembers of these between requests is told by no query: every answer depends on them. */
const ALWAYS = ['plugin::i18n.locale', 'strapi::core-store'] as const;

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

const rulesOf = (strapi: Strapi): QuestionRules => {
  const { longestUrl, largestQuestion } = configOf(strapi);
  return {
    apiPrefix: `${strapi.config.get('api.rest.prefix', '/api') as string}/`,
    graphqlPath: strapi.plugin('graphql') ? (strapi.plugin('graphql').config('endpoint') as string) : '\n',
    longestUrl,
    largestBody: largestQuestion,
  };
};

const alwaysReadIn = (strapi: Strapi): readonly Dependency[] =>
  ALWAYS.filter((uid) => strapi.db.metadata.has(uid)).map((uid) => anyRowOf(strapi.db.metadata.get(uid).tableName));

/** May answers to this request depend on more than the database? Says what to do about it. */
const createStrangeCheck = (strapi: Strapi, unknownMiddlewares: () => readonly string[], advise: Advise) => {
  const strangeHeaderIn = createHeaderCheck(configOf(strapi).harmlessHeaders);
  return (kind: Kind, request: IncomingMessage): boolean => {
    const unknown = unknownMiddlewares();
    for (const name of unknown) {
      advise(
        name,
        `no answer is kept, because the middleware “${name}” may look at more than the database (who asks, the time). If it does not, name it in trusted.`
      );
    }
    if (unknown.length > 0) return true;
    const strange = strangeHeaderIn(kind, request.headers);
    if (strange === null) return false;
    advise(
      strange,
      `requests with the header “${strange}” are answered by Strapi itself, because answers may depend on it. If none does, name it in harmlessHeaders.`
    );
    return true;
  };
};

/**
 * Answers public reads from memory, before Strapi sees them, as long as the database says that nothing they were made of changed.
 */
export const createCache = (strapi: Strapi, surroundings: Surroundings, handle: Handler) => {
  const { tables, triggers, fingerprint, areFilesPrivate, unknownMiddlewares } = surroundings;
  const rules = rulesOf(strapi);
  const always = alwaysReadIn(strapi);
  const answers = createAnswers<Answer>(configOf(strapi).maxBytes);
  const recorder = createRecorder(strapi, tables);
  // In a transaction something else may be true.
  const isMaking = (): boolean => recorder.isRecording() && !strapi.db.inTransaction();
  const memory = createMemory(isMaking, recorder, always);
  const flights = createFlights();
  const counts: Counts = noCounts();
  const since = Date.now();
  const { detector, whenChanged, afterLook } = createChanges(strapi, triggers, (changed) => {
    answers.drop(changed, Date.now());
    memory.onChange(changed);
    flights.onChange(changed);
  });
  const shared = createSharedAnswers(strapi, detector, fingerprint);
  const advise = createAdvice(strapi);
  const isKeepable = createKeepableCheck(strapi, recorder, areFilesPrivate, advise);
  const making = createMaking(strapi, { answers, shared, recorder, counts, always, isKeepable, handle });
  const isStrange = createStrangeCheck(strapi, unknownMiddlewares, advise);
  const isPlainQuestion = createGraphqlCheck(rules.graphqlPath);

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
  const serve = createServing({
    answers,
    flights,
    making,
    counts,
    afterLook,
    pass,
    isShared: () => shared?.isReachable() === true,
  });

  const serveGraphql = (asked: Omit<Asked, 'key'>, body: Buffer | null): void => {
    const { kind, request, response } = asked;
    const key = keyOf(kind, request, body?.toString('latin1') ?? '');
    if (key === null || (kind === 'graphql-post' && body === null)) return lookAndPass(request, response);
    const isKept = answers.get(key, Date.now()) !== undefined;
    if (!isPlainQuestion(kind, request, body, isKept)) return lookAndPass(request, response);
    return serve({ ...asked, key });
  };

  return {
    handle: ((request: IncomingMessage, response: ServerResponse) => {
      const kind = kindOf(request, rules);
      if (kind === null) return isPublic(request, rules) ? lookAndPass(request, response) : pass(request, response);
      if (isStrange(kind, request)) return lookAndPass(request, response);
      const asked = { kind, request, response };
      if (kind === 'graphql-get') return serveGraphql(asked, null);
      if (kind === 'graphql-post') {
        const length = Number(request.headers['content-length']);
        return void readBody(request, length).then((body) => serveGraphql(asked, body));
      }
      const key = keyOf(kind, request);
      return key === null ? lookAndPass(request, response) : serve({ ...asked, key });
    }) as Handler,
    /** Calls a function at once when something changed, before any answer is made from then on. */
    whenChanged,
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
