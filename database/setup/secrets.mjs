/**
 * Makes `.env` with secrets of its own, if there is none. Run by `npm run setup` and `npm run demo`; needs nothing installed.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../.env', import.meta.url));
const random = () => randomBytes(24).toString('base64');

/** @returns true if a file was made, false if there was one */
export const makeSecrets = () => {
  if (existsSync(file)) return false;
  const lines = [
    '# Made at set-up. Never commit this file.',
    `APP_KEYS=${[random(), random(), random(), random()].join(',')}`,
    ...['API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'JWT_SECRET'].map(
      (name) => `${name}=${random()}`
    ),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return true;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(makeSecrets() ? 'Made .env with new secrets.' : '.env is there already; nothing was changed.');
}
