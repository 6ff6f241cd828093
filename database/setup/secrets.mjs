/**
 * Puts secrets of its own into `.env`, those that are set nowhere yet. Run by `npm run setup` and `npm run demo`; needs nothing installed.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

const file = fileURLToPath(new URL('../../.env', import.meta.url));
const random = () => randomBytes(24).toString('base64');

/** The secrets that Strapi's configuration asks for, and how each is made. */
const SECRETS = {
  APP_KEYS: () => [random(), random(), random(), random()].join(','),
  API_TOKEN_SALT: random,
  ADMIN_JWT_SECRET: random,
  TRANSFER_TOKEN_SALT: random,
  ENCRYPTION_KEY: random,
  JWT_SECRET: random,
};

/**
 * Makes the secrets that are missing. What `.env` or the environment has already is left alone.
 *
 * @returns {string[]} the names of those that were made
 */
export const makeSecrets = () => {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  const known = { ...(before === null ? {} : parseEnv(before)), ...process.env };
  const missing = Object.entries(SECRETS).filter(([name]) => !known[name]);
  if (missing.length === 0) return [];
  const lines = missing.map(([name, make]) => `${name}=${make()}\n`).join('');
  if (before === null) writeFileSync(file, `# Made at set-up. Never commit this file.\n${lines}`, { mode: 0o600 });
  else appendFileSync(file, `${before === '' || before.endsWith('\n') ? '' : '\n'}${lines}`);
  return missing.map(([name]) => name);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = makeSecrets();
  console.log(
    made.length > 0 ? `Made secrets in .env: ${made.join(', ')}` : '.env has all secrets; nothing was changed.'
  );
}
