import http from 'node:http';

/** Sockets per server: enough to keep it busy, few enough for its queue of new connections. */
const SOCKETS = 200;

export interface Shot {
  readonly url: string;
  readonly body: unknown;
  readonly key: string;
}

export interface Hit {
  /** 0 where the connection broke. */
  readonly status: number;
  // The shape is what the test is about.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly key: string;
  /** When the answer was complete, in ms. */
  readonly at: number;
}

/**
 * Sends orders all at once, each on a connection of its own. Where a connection breaks, as it does on a machine with too much
 * to do, a client sends the order again with its key: that is what the key is for.
 *
 * @param onHit is told of each answer as it comes
 * @param tries 1 to see broken connections
 */
export const fireOrders = async (
  shots: readonly Shot[],
  onHit: (hit: Hit) => void = () => {},
  tries = 3
): Promise<Hit[]> => {
  const agent = new http.Agent({ keepAlive: false, maxSockets: SOCKETS });
  const fireOnce = ({ url, body, key }: Shot): Promise<Hit> =>
    new Promise((resolve) => {
      const finish = (status: number, text: string): void => {
        const hit = { status, body: text === '' ? null : (JSON.parse(text) as unknown), key, at: performance.now() };
        resolve(hit);
      };
      const request = http.request(
        `${url}/api/orders`,
        { method: 'POST', agent, headers: { 'content-type': 'application/json', 'idempotency-key': key } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (chunk: string) => (text += chunk));
          answer.on('end', () => finish(answer.statusCode ?? 0, text));
          answer.on('error', () => finish(0, ''));
        }
      );
      request.on('error', () => finish(0, ''));
      request.end(JSON.stringify(body));
    });
  const fire = async (shot: Shot): Promise<Hit> => {
    let hit = await fireOnce(shot);
    for (let attempt = 1; attempt < tries && hit.status === 0; attempt += 1) hit = await fireOnce(shot);
    onHit(hit);
    return hit;
  };
  try {
    return await Promise.all(shots.map(fire));
  } finally {
    agent.destroy();
  }
};

/** Reads one answer as JSON, on a connection of its own. */
export const readOnce = <Answer>(url: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    http
      // Without this header GraphQL takes a GET for one of another site.
      .get(url, { agent: false, headers: { 'content-type': 'application/json' } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve(JSON.parse(text) as Answer));
        answer.on('error', reject);
      })
      .on('error', reject);
  });
