import { isMaterialAction, isRecord, type Answer, type MaterialAction } from './action';
import { keysOf } from './live';

/** The most materials that the API takes in one request. */
const MAX_IDS = 100;
/** How long questions are gathered before they go out together, in milliseconds. */
const GATHERING_MS = 30;
const PATIENCE_MS = 15_000;

/** What the portal says of one material. */
export interface Answered {
  /** Null: the public knows no such material. */
  readonly action: Answer;
  /** Of the answer that it came in, see `keysOf`. */
  readonly keys: readonly string[] | null;
}

interface Question {
  readonly resolve: (answered: Answered) => void;
  readonly reject: (reason: unknown) => void;
}

/** The actions of an answer by documentId. What does not look like one is left out. */
const parseAnswer = (body: unknown): Map<string, MaterialAction> => {
  if (!isRecord(body) || !Array.isArray(body.data)) throw new TypeError('The answer has no “data”.');
  return new Map(
    body.data.flatMap((row: unknown): [string, MaterialAction][] =>
      isRecord(row) && typeof row.documentId === 'string' && isMaterialAction(row.action)
        ? [[row.documentId, row.action]]
        : []
    )
  );
};

const inChunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/**
 * Asks the API for actions. What is asked within a moment goes out together: one request for all buttons of a page in
 * one language, at most 100 materials each.
 *
 * @param fetchFrom `fetch`, or what stands in for it
 */
export const createActionRequests = (fetchFrom: typeof fetch) => {
  const gathering = new Map<string, Map<string, Question[]>>();

  const ask = async (base: string, locale: string, documentIds: readonly string[]) => {
    const query = new URLSearchParams({ materials: documentIds.join(','), ...(locale === '' ? {} : { locale }) });
    const answer = await fetchFrom(`${base}/api/availability?${query.toString()}`, {
      headers: { accept: 'application/json' },
      cache: 'no-cache',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) throw new Error(`${base}/api/availability answered ${answer.status}.`);
    return { actions: parseAnswer(await answer.json()), keys: keysOf(answer) };
  };

  const send = async (base: string, locale: string, questions: ReadonlyMap<string, Question[]>): Promise<void> => {
    const sendChunk = async (chunk: [string, Question[]][]): Promise<void> => {
      try {
        const ids = chunk.map(([documentId]) => documentId);
        const { actions, keys } = await ask(base, locale, ids);
        for (const [documentId, asked] of chunk) {
          for (const { resolve } of asked) resolve({ action: actions.get(documentId) ?? null, keys });
        }
      } catch (reason) {
        for (const [, asked] of chunk) for (const { reject } of asked) reject(reason);
      }
    };
    await Promise.all(inChunks([...questions], MAX_IDS).map(sendChunk));
  };

  /**
   * @param base address of the portal, no slash at its end
   * @param locale `''` for the portal's default language
   * @throws if the API could not be asked
   */
  return (base: string, locale: string, documentId: string): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const key = `${base} ${locale}`;
      let questions = gathering.get(key);
      if (!questions) {
        const gathered = new Map<string, Question[]>();
        gathering.set(key, gathered);
        setTimeout(() => {
          gathering.delete(key);
          void send(base, locale, gathered);
        }, GATHERING_MS);
        questions = gathered;
      }
      questions.set(documentId, [...(questions.get(documentId) ?? []), { resolve, reject }]);
    });
};
