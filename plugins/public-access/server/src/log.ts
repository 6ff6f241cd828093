import { withoutSecrets } from '@inprint/kit/log-line';
import type { Strapi } from './strapi';

/** Requests are logged without the secrets that their addresses hold, whoever logs them. */
export const keepSecretsOutOfLog = (strapi: Strapi): void => {
  const { log } = strapi;
  const http = log.http.bind(log) as (line: string) => unknown;
  log.http = ((line: unknown) => http(withoutSecrets(String(line)))) as typeof log.http;
};
