import type { Answers } from '../../../domain/answers';
import { sendAnswer, type Answer } from '../answer';
import type { Changes } from './changes';
import type { Counts } from './counts';
import type { Flights } from './flights';
import type { Asked, Handler, Making } from './making';

interface Parts {
  readonly answers: Answers<Answer>;
  readonly flights: Flights;
  readonly making: Making;
  readonly counts: Counts;
  readonly afterLook: Changes['afterLook'];
  /** Lets Strapi answer, and keeps nothing. */
  readonly pass: Handler;
  /** Can answers of other servers be asked for? */
  readonly isShared: () => boolean;
}

/** Answers a question from what is kept, else with what is being made, else lets it be made. */
export const createServing = ({ answers, flights, making, counts, afterLook, pass, isShared }: Parts) => {
  const hit = (answer: Answer, { request, response }: Asked): void => {
    if (sendAnswer(answer, request, response)) counts.unchanged += 1;
    counts.hits += 1;
  };

  const make = (asked: Asked): void => making.make(asked, flights.takeOff(asked.key));

  const takeOrMake = async (asked: Asked): Promise<void> => {
    const flight = flights.takeOff(asked.key);
    if (!(await making.take(asked, flight))) making.make(asked, flight);
  };

  /** After the database was asked: what is kept is right now. */
  const serve = (asked: Asked): void => {
    const { key, request, response } = asked;
    const answer = answers.get(key, Date.now());
    if (answer) return hit(answer, asked);
    if (request.method === 'HEAD') return pass(request, response);
    const flight = flights.of(key);
    if (!flight) return isShared() ? void takeOrMake(asked) : make(asked);
    void flight.answer.then((made) => {
      if (response.destroyed) return undefined;
      // The next one asks for all.
      if (made === 'abandoned') return lookAndServe(asked);
      // It is none to share: each asks for itself.
      if (!made) return lookAndServe(asked, true);
      counts.shared += 1;
      return void sendAnswer(made, request, response);
    });
    return undefined;
  };

  /** @param alone makes an answer of its own, if none is kept */
  const lookAndServe = (asked: Asked, alone = false): void => {
    afterLook((isKnown) => {
      if (!isKnown) pass(asked.request, asked.response);
      else if (alone && answers.get(asked.key, Date.now()) === undefined) make(asked);
      else serve(asked);
    });
  };

  return (asked: Asked): void => lookAndServe(asked);
};
