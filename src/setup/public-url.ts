/**
 * The address that readers use, of `PUBLIC_URL`; empty where none is named.
 *
 * @param name the variable that it comes from, if it is another one
 * @throws where it is none, or goes on after its host: the admin, files and links in mails stand at the root of a host
 */
export const publicUrl = (given: string, name = 'PUBLIC_URL'): string => {
  if (given === '') return '';
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`${name} must be a whole address, such as https://www.example.org, not “${given}”.`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new Error(
      `${name} must end with the host, and “${given}” goes on after it: Inprint answers at the root of a host of its own. Give it one, such as https://order.${url.hostname}, and say ${name}=https://order.${url.hostname}.`
    );
  }
  return url.origin;
};
