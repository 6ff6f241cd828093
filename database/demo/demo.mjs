/**
 * `npm run demo`: from a fresh clone to a running portal. Installs, builds and seeds what is missing, then starts Strapi in
 * production mode. Nothing need be installed to start this file, and its syntax is one that old versions of Node can read far
 * enough to say that they are too old.
 */
import { requireVersions } from './versions.mjs';

if (requireVersions()) {
  import('./start.mjs').then(
    ({ start }) => start(),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    }
  );
} else {
  process.exitCode = 1;
}
