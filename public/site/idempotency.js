const KEY = 'lesezeichen.order-key';

const newKey = () =>
  crypto.randomUUID?.() ??
  // Only pages served securely have randomUUID.
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** What stands in where a browser keeps nothing. */
let kept = null;

const stored = () => {
  try {
    return kept ?? JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return null; // storage is closed or holds something else: a new key
  }
};

/**
 * The key of an order: the same order sent again, also after a reload, has the same key, so that nothing is ordered
 * twice. A changed order has a new one.
 */
export const keyFor = (order) => {
  const body = JSON.stringify(order);
  const known = stored();
  if (known?.body === body) return known.key;
  const next = { key: newKey(), body };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    kept = next;
  }
  return next.key;
};

/** The order was answered: the next one is another one, even if it is alike. */
export const forgetKey = () => {
  kept = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
};
