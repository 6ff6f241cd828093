import type { ServerResponse } from 'node:http';

import { partsOf } from '../../../domain/dependency';
import { tellsApart, type Kind } from '../../../domain/question';
import { createHandlerCheck } from '../known-handlers';
import type { Recorder, Recording } from '../recorder';
import { isGuarded, nameOfRoute, routeOf } from '../routes-taken';
import { configOf, type Strapi } from '../strapi';
import type { Advise } from './advice';

/** JSON, and what is written in it (RFC 6839): `application/ld+json`. */
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:;|$)/i;

/** An answer as it is about to go out. */
interface Outgoing {
  readonly kind: Kind;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly recording: Recording;
}

/** Is it known that what made the answer looks at the database alone? */
const createProof = (strapi: Strapi, advise: Advise) => {
  const { trusted, openRoutes } = configOf(strapi);
  const unknownHandler = createHandlerCheck(strapi, new Set(trusted));
  return (response: ServerResponse): boolean => {
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
    if (!isGuarded(route) || openRoutes.includes(name)) return true;
    advise(
      `policies ${name}`,
      `answers of “${name}” are not kept, because its route has policies or middlewares of its own. If they treat everybody alike, name it in openRoutes.`
    );
    return false;
  };
};

/**
 * @param areFilesPrivate addresses of files are signed, and end after a while
 * @returns says whether an answer may be kept
 */
export const createKeepableCheck = (strapi: Strapi, recorder: Recorder, areFilesPrivate: boolean, advise: Advise) => {
  const { largestAnswer } = configOf(strapi);
  const files = strapi.db.metadata.get('plugin::upload.file').tableName;
  const isProven = createProof(strapi, advise);

  const isWhole = ({ response, body }: Outgoing): boolean =>
    response.statusCode === 200 &&
    !response.hasHeader('set-cookie') &&
    !response.hasHeader('content-encoding') && // it is packed already
    body.length <= largestAnswer &&
    JSON_TYPE.test(String(response.getHeader('content-type')));

  /** Does it mean to be for everybody? Apollo says no-store to every answer; elsewhere it is meant. */
  const isForAll = ({ kind, response, body }: Outgoing): boolean =>
    (kind !== 'rest' || !/no-store|private/.test(String(response.getHeader('cache-control')))) &&
    (kind === 'rest' || !('errors' in (JSON.parse(body.toString()) as object))) &&
    tellsApart(kind, String(response.getHeader('vary') ?? ''));

  /** Is it known what it was made of? */
  const isKnown = ({ recording }: Outgoing): boolean => {
    const refusal = recorder.close(recording);
    if (refusal !== null || recording.dependencies.size === 0) return false;
    return !areFilesPrivate || ![...recording.dependencies].some((dependency) => partsOf(dependency).table === files);
  };

  return (outgoing: Outgoing): boolean =>
    isWhole(outgoing) &&
    isForAll(outgoing) &&
    (outgoing.kind !== 'rest' || isProven(outgoing.response)) &&
    isKnown(outgoing);
};
