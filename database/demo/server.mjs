import { findOrMakeAdmin } from './admin-account.mjs';
import { step } from './progress.mjs';
import { findSeedState, seed } from './seed/seeding.mjs';
import { loadStrapi } from './strapi.mjs';

/** @typedef {import('@strapi/strapi').Core.Strapi} Strapi */

const FOREIGN =
  'The database has content of its own, so the demo’s was not added. To add it all the same: npm run seed';

/** @param {Strapi} strapi @param {AbortSignal} signal */
const seedIfNeeded = async (strapi, signal) => {
  const state = await findSeedState(strapi);
  if (state === 'foreign') console.log(FOREIGN);
  else if (state !== 'done') await seed(strapi, signal, step);
};

/** The address for a browser on this machine. @param {Strapi} strapi @param {string} host */
const addressOf = (strapi, host) => {
  const { port } = strapi.server.httpServer.address();
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
};

/** @param {import('./admin-account.mjs').Account} account @param {boolean} isOwnPassword */
const accountLines = ({ email, password, isNew, isPasswordIgnored }, isOwnPassword) => {
  if (isNew)
    return [`Log in as      ${email}`, `Password       ${isOwnPassword ? 'the one in DEMO_ADMIN_PASSWORD' : password}`];
  return [
    `Log in as      ${email} (the account is there already)`,
    ...(isPasswordIgnored ? ['               DEMO_ADMIN_PASSWORD was not used: it does not change an account.'] : []),
    `New password   npx strapi admin:reset-user-password --email=${email} --password=…`,
  ];
};

/** @param {string} url @param {readonly string[]} account */
const whereToLook = (url, account) =>
  [
    '',
    'Inprint is ready.',
    '',
    `Reading site   ${url}/`,
    `Admin          ${url}/admin`,
    ...account,
    `Mails          as files in ${process.env.MAILBOX_FOLDER ?? '.tmp/mailbox'}: none leaves this machine`,
    '',
    `REST           curl '${url}/api/materials?locale=de&fields=title'`,
    `Out of print   curl -g '${url}/api/materials?locale=de&fields=title&filters[availability][$eq]=out-of-print'`,
    `GraphQL        curl ${url}/graphql -H 'Content-Type: application/json' \\`,
    `                 -d '{"query":"{ materials(locale: \\"fr\\") { title action { type label url notice } } }"}'`,
    '',
    'Stop with Ctrl+C. Start over with: npm run demo:reset',
  ].join('\n');

/**
 * Starts the portal: seeds first, listens then, so that whoever is answered finds everything there.
 *
 * @param {import('./environment.mjs').Environment} environment
 * @param {AbortSignal} signal Strapi stops by the same signals on its own; this one stops the seeding
 */
export const serve = async ({ host, database, admin }, signal) => {
  const strapi = await step('Starting Strapi', () => loadStrapi(database));
  await seedIfNeeded(strapi, signal);
  const account = await findOrMakeAdmin(strapi, admin);
  signal.throwIfAborted();
  await strapi.listen();
  console.log(whereToLook(addressOf(strapi, host), accountLines(account, admin.password !== null)));
};
